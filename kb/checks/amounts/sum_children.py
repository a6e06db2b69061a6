"""In each column: a class equals the sum of its printed subclasses (类 = Σ款 = Σ项)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import LEVELS, Row, Sheets, coded_once
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every figure of a class that is not the sum of the figures of the next printed level below."""
    for sheet in coded_once(document):
        for row in sheet.rows:
            children = _children(row, sheet.rows)
            for item, total in row.figures.items():
                amounts = [child.figures[item] for child in children if item in child.figures]
                if amounts and not sums_to(total, amounts):
                    yield PAGE.finding(
                        "differs", sheet.subject(row, item), expected=summed(amounts), actual=wan(total),
                        form=name_of(sheet.form), row=row.label, item=name_of(item),
                    )


def _children(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows of the next printed level below a class."""
    code = row.code
    if code is None or len(code) not in LEVELS:
        return []
    for digits in (level for level in LEVELS if level > len(code)):
        below = [other for other in rows if other.code and len(other.code) == digits and other.code.startswith(code)]
        if below:
            return below
    return []


CHECK = TableCheck(PAGE, find)
