"""Tables whose cells span columns and rows, to rows of cells of one width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_COLUMNS = 1000
MOST_ROWS = 65_534
"""The largest spans that browsers follow; a larger one counts as this."""
WIDEST = 16_384
"""From this column on (the last of a spreadsheet) a cell covers one column, so that spans cannot take all memory."""


@dataclass(frozen=True, slots=True)
class SpanCell:
    """A cell as printed: its text, once, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def full_rows(rows: Iterable[Sequence[SpanCell]]) -> Iterator[tuple[str, ...]]:
    """Rows with a cell for each column: a merged cell's text stands in its top left one, the others are empty.

    >>> list(full_rows([[SpanCell("指标", 2), SpanCell("值", rows=2)], [SpanCell("一级"), SpanCell("二级")]]))
    [('指标', '', '值'), ('一级', '二级', '')]
    """
    covered: dict[int, int] = {}
    for row in rows:
        cells: dict[int, str] = {}
        opened: dict[int, int] = {}
        column = 0
        for cell in row:
            while covered.get(column):
                column += 1
            columns = min(max(cell.columns, 1), MOST_COLUMNS) if column < WIDEST else 1
            cells[column] = cell.text
            for place in range(column, column + columns):
                opened[place] = min(cell.rows, MOST_ROWS) - 1
            column += columns
        width = max((*opened, *(place for place, left in covered.items() if left)), default=-1) + 1
        yield tuple(cells.get(place, "") for place in range(width))
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
        covered.update({place: left for place, left in opened.items() if left > 0})
