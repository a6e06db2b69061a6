"""On each side of a balance: the last total equals the year's total and what is carried over."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.balances import Side, sides
from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every side of which the second total is not the first one and what is carried over."""
    for side in sides(document):
        totals = side.totals
        if len(totals) != 2 or _follows_unknown(side):
            continue
        parts = [totals[0], *side.carried]
        amounts, total = [row.figures["total"] for row in parts], totals[1]
        if not sums_to(total.figures["total"], amounts):
            yield PAGE.finding(
                "differs", side.sheet.subject(total, "total"), expected=summed(amounts),
                actual=wan(total.figures["total"]), form=name_of(side.sheet.form), total=total.name,
                parts=[row.name for row in parts],
            )


def _follows_unknown(side: Side) -> bool:
    """Whether another row with money stands between the two totals, or a carried one outside."""
    first, last = (side.rows.index(total) for total in side.totals)
    between, carried = side.rows[first + 1 : last], side.carried
    return any(row not in carried and row.figures["total"] for row in between) or any(
        row not in between for row in carried
    )


CHECK = TableCheck(PAGE, find)
