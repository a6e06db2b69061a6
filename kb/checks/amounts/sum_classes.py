"""A class of expenditure (类) has the same figure in the balance and in the table by codes."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.balances import sides
from kb.checks.figures.names import column, name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import LEVELS, Sheet, Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
BY_CODE = {"balance": "expenditure", "fiscal_balance": "fiscal_expenditure"}
"""The table by codes that states the classes of a balance."""
OF_GENERAL_BUDGET = "general_public"


def find(document: Sheets) -> Iterator[Finding]:
    """Every class of a balance that the table by codes states with another amount, where both totals agree."""
    for side in sides(document):
        same_form = document.get(BY_CODE[side.sheet.form], [])
        if side.name != "expenditure" or len(same_form) != 1 or same_form[0].repeats:
            continue
        item = OF_GENERAL_BUDGET if OF_GENERAL_BUDGET in side.sheet.items else "total"
        totals, whole = [row.figures.get(item) for row in side.totals], same_form[0].total()
        if whole is None or not any(said is not None and sums_to(whole.figures.get("total", 0), [said])
                                    for said in totals):
            continue
        classes = _classes(same_form[0])
        for row in side.plain:
            said, coded = row.figures.get(item), classes.get(fold(row.name))
            if said is not None and coded is not None and not sums_to(said, [coded]):
                yield PAGE.finding(
                    "differs", side.sheet.subject(row, item), expected=wan(coded), actual=wan(said), row=row.name,
                    balance=name_of(side.sheet.form), table=column(same_form[0].form, "total"),
                )


def _classes(sheet: Sheet) -> dict[str, int]:
    """The amount of each class by its name."""
    return {
        fold(row.name): row.figures["total"] for row in sheet.rows
        if row.code and len(row.code) == LEVELS[0] and "total" in row.figures
    }


CHECK = TableCheck(PAGE, find)
