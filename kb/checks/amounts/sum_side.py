"""On each side of a balance: the year's total equals the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from kb.checks.figures.balances import sides
from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import LEVELS, Row, Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from loaders.lexicon import lexicon
from loaders.values.wording import fold

PAGE = page(__name__)
UNDER = {
    "fiscal": ("general_public", "government_fund", "state_capital"),
    "own_funds": ("institution", "business_income", "superior_subsidy", "subordinate_remittance", "other"),
}
"""Sources of income that some forms print below another one."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every column of a side in which the first total is not the sum of its classes or sources."""
    classes = _classes(document)
    for side in sides(document):
        parts = _expenditure(side.plain, classes) if side.name == "expenditure" else _income(side.plain)
        if not parts or (len(side.totals) == 1 and side.carried):
            continue
        total = side.totals[0]
        for item, said in total.figures.items():
            rows = [row for row in parts if item in row.figures]
            amounts = [row.figures[item] for row in rows]
            if rows and not sums_to(said, amounts):
                yield PAGE.finding(
                    "differs", side.sheet.subject(total, item), expected=summed(amounts), actual=wan(said),
                    form=name_of(side.sheet.form), total=total.name, item=name_of(item),
                    parts=[row.name for row in rows],
                )


def _classes(document: Sheets) -> set[str]:
    """The names of the classes of expenditure (类) that any table of the document codes."""
    return {
        fold(row.name) for same_form in document.values() for sheet in same_form for row in sheet.rows
        if row.code and len(row.code) == LEVELS[0]
    }


def _expenditure(rows: Sequence[Row], classes: Set[str]) -> list[Row]:
    """The rows, when each is a class of expenditure that another table of the document codes, once."""
    names = [fold(row.name) for row in rows]
    known = all((row.code and len(row.code) == LEVELS[0]) or name in classes or not row.figures["total"]
                for row, name in zip(rows, names, strict=True))
    return list(rows) if known and len(set(names)) == len(names) else []


def _income(rows: Sequence[Row]) -> list[Row]:
    """The rows that are sources of income, without those below another one; none when a row is unknown."""
    sources = [lexicon().budget_items.exact(row.name) for row in rows]
    if {None, "total", "current_year"} & set(sources) or len(set(sources)) != len(sources):
        return []
    below = {part for source in sources for part in UNDER.get(source or "", ())}
    return [row for row, source in zip(rows, sources, strict=True) if source not in below]


CHECK = TableCheck(PAGE, find)
