"""In each column: the total row equals the sum of the classes (类)."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import LEVELS, Row, Sheet, Sheets, coded_once
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every figure of a total row that is not the sum of the classes."""
    for sheet in coded_once(document):
        row, classes = sheet.total(), _classes(sheet)
        if row is None:
            continue
        for item, total in row.figures.items():
            amounts = [other.figures[item] for other in classes if item in other.figures]
            if amounts and not sums_to(total, amounts):
                yield PAGE.finding(
                    "differs", sheet.subject(row, item), expected=summed(amounts), actual=wan(total),
                    form=name_of(sheet.form), row=row.label, item=name_of(item),
                )


def _classes(sheet: Sheet) -> list[Row]:
    """The rows that the total sums up; none where other rows may belong to it, too."""
    classes = [row for row in sheet.rows if row.code and len(row.code) == LEVELS[0]]
    uncoded = any(row.code is None and not row.is_total for row in sheet.rows)
    return [] if uncoded or len({row.code[0] for row in classes if row.code}) > 1 else classes


CHECK = TableCheck(PAGE, find)
