"""A stated change is this year's figure less last year's, where the text says all three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.rounding import half_place
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Every change that is not the difference of the two figures beside it, whatever its direction."""
    for one in statements:
        if one.fen is None or one.previous is None or not one.change:
            continue
        difference = one.fen - one.previous
        open_to_rounding = sum(map(half_place, (one.fen, one.previous, one.change)))
        if abs(abs(difference) - abs(one.change)) > open_to_rounding:
            yield PAGE.finding(
                "differs", one.subject, expected=wan(difference), actual=wan(one.change), name=one.label,
                now=wan(one.fen), before=wan(one.previous),
            )


CHECK = TextCheck(PAGE, find)
