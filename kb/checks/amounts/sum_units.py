"""In tables of units: the total equals the sum of the units."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.nesting import makes_up
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every column of a table of units whose total is not the sum of the units."""
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        total, units = sheet.total(), _units(sheet)
        if total is None:
            continue
        for item, said in total.figures.items():
            amounts = [row.figures[item] for row in units if item in row.figures]
            if len(amounts) > 1 and not makes_up(said, amounts):
                yield PAGE.finding(
                    "differs", sheet.subject(total, item), expected=summed(amounts), actual=wan(said),
                    form=name_of(sheet.form), row=total.label, item=name_of(item),
                )


def _units(sheet: Sheet) -> list[Row]:
    """The rows that stand for a whole unit."""
    return [row for row in sheet.rows if row.unit and row.code is None and fold(row.name) == fold(row.unit)]


CHECK = TableCheck(PAGE, find)
