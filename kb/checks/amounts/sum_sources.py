"""In each row: the total equals the sum of the sources of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)
OF_FISCAL = ("general_public", "government_fund", "state_capital")
OF_UNIT = ("institution", "business_income", "superior_subsidy", "subordinate_remittance")
BELOW = {"fiscal": OF_FISCAL, "own_funds": (*OF_UNIT, "other"), "other": OF_UNIT}
"""Sources that some forms print below another one, and others beside it."""
SOURCES = ("fiscal", *OF_FISCAL, "special_account", "own_funds", *OF_UNIT, "other", "carry_over")
WHOLES = ("total", "current_year")


def find(document: Sheets) -> Iterator[Finding]:
    """Every row whose total is not the sum of its sources, however these stand below each other."""
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        if "total" in sheet.items and len(sheet.items & set(SOURCES)) > 1:
            for row in sheet.rows:
                yield from _row(sheet, row)


def _row(sheet: Sheet, row: Row) -> Iterator[Finding]:
    printed = {name: row.figures[name] for name in SOURCES if name in row.figures}
    total = row.figures.get("total")
    if total is None or not any(printed.values()):
        return
    ways = ways_to_sum(printed)
    amounts = [list(way.values()) for way in ways]
    unknown = any(fen for name, fen in row.figures.items() if name not in (*SOURCES, *WHOLES))
    right = any(sums_to(total, parts) for parts in amounts) or (
        unknown and not all(exceeds(parts, total) for parts in amounts)
    )
    if not right:
        yield PAGE.finding(
            "differs", sheet.subject(row, "total"), expected=summed(amounts[0]), actual=wan(total), row=row.label,
            form=name_of(sheet.form), sources=[name_of(name) for name in ways[0]],
        )


def ways_to_sum(printed: Mapping[str, int]) -> Sequence[Mapping[str, int]]:
    """The sources that may be summed: each of those that may hold others does, or stands beside them."""
    parents = [parent for parent in BELOW if printed.get(parent)]
    found = []
    for holds in product((True, False), repeat=len(parents)):
        held = {child for parent, held in zip(parents, holds, strict=True) if held for child in BELOW[parent]}
        found.append({name: fen for name, fen in printed.items() if name not in held})
    return [*found, *({name: fen for name, fen in way.items() if name != "carry_over"} for way in found)]


CHECK = TableCheck(PAGE, find)
