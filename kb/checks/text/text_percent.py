"""A stated change in percent follows from the two figures that the text gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.changes import follows
from kb.checks.figures.compared import compared
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Every percent that does not follow, whatever its direction: that is another check."""
    for one, now, before in compared(statements):
        if one.percent is None or before == 0:
            continue
        sign = 1 if now >= before else -1
        if not follows(sign * abs(one.percent), now, before):
            computed = (now / before - 1) * 100
            yield PAGE.finding(
                "differs", one.subject, expected=f"{computed:.2f} %", actual=f"{one.percent:g} %", name=one.label,
                now=wan(now), before=wan(before),
            )


CHECK = TextCheck(PAGE, find)
