"""The two sides of a balance (收支总表, 财政拨款收支总表)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.figures.sheets import Row, Sheet, Sheets, words
from loaders.values.wording import fold

BALANCES = ("balance", "fiscal_balance")
SIDES = ("income", "expenditure")


@dataclass(frozen=True, slots=True)
class Side:
    """The rows of one side with a figure in the column of the total, in printed order."""

    sheet: Sheet
    name: str
    rows: tuple[Row, ...]

    @property
    def totals(self) -> list[Row]:
        """The rows that sum up others: often the year's total, then the one that adds what is carried over."""
        return [row for row in self.rows if row.is_total]

    @property
    def carried(self) -> list[Row]:
        """Money of other years."""
        return [row for row in self.rows if any(word in fold(row.name) for word in words("carried"))]

    @property
    def plain(self) -> list[Row]:
        """Income by source or expenditure by class."""
        apart = [*self.totals, *self.carried]
        return [row for row in self.rows if row not in apart]


def balances(document: Sheets) -> Iterator[Sheet]:
    """The balances of a document."""
    for form in BALANCES:
        yield from document.get(form, [])


def sides(document: Sheets) -> Iterator[Side]:
    """Each side of each balance that has a total."""
    for sheet in balances(document):
        for name in SIDES:
            side = Side(sheet, name, tuple(row for row in sheet.rows if row.side == name and "total" in row.figures))
            if side.totals:
                yield side
