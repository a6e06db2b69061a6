"""What is said to rise rises, what is said to fall falls, and what is said to stay stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.compared import compared
from kb.checks.figures.rounding import half_place
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Every stated direction that the two figures do not have."""
    for one, now, before in compared(statements):
        said = one.change if one.change is not None else one.percent
        difference = now - before
        if said is None or abs(difference) <= half_place(now) + half_place(before):
            continue
        if said == 0 or (said > 0) != (difference > 0):
            sentence = "level" if said == 0 else "rises" if said > 0 else "falls"
            expected = f"{'+' if difference > 0 else ''}{wan(difference)}"
            yield PAGE.finding(
                sentence, one.subject, expected=expected, actual=_printed(one), name=one.label, now=wan(now),
                before=wan(before),
            )


def _printed(one: Said) -> str:
    return wan(one.change) if one.change is not None else f"{one.percent or 0:+g} %"


CHECK = TextCheck(PAGE, find)
