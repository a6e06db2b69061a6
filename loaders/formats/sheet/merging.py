"""Merged ranges of a sheet: what a merged cell covers prints nothing, whatever is still kept there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from pathlib import Path

from loaders.errors import TooManyCells
from loaders.formats.passages import CELL_LIMIT

Place = tuple[int, int]
"""Row and column, from 0."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, the last ones included."""


def clear_covered(cells: dict[Place, str], ranges: Iterable[Range], path: Path) -> None:
    """Take out the cells that merged ranges cover.

    >>> cells = {(0, 0): "指标", (0, 1): "残留", (1, 1): "值"}
    >>> clear_covered(cells, [(0, 0, 0, 1)], Path("a.xlsx")); cells
    {(0, 0): '指标', (1, 1): '值'}
    """
    by_row: dict[int, set[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, set()).add(column)
    rows = sorted(by_row)
    steps = 0
    for top, left, bottom, right in ranges:
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            covered = [column for column in by_row[row] if left <= column <= right and (row, column) != (top, left)]
            steps += 1 + len(by_row[row])
            if steps > 10 * CELL_LIMIT:
                raise TooManyCells(path, CELL_LIMIT)
            for column in covered:
                del cells[row, column]
                by_row[row].discard(column)
