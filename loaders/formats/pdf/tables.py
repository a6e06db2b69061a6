"""Glyphs dealt to the cells of a grid, or to aligned columns, to table rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from loaders.formats.pdf.alignment import Aligned
from loaders.formats.pdf.blocks import Row, Spot, TableBlock
from loaders.formats.pdf.lattice import Grid
from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.page import Glyph
from loaders.formats.pdf.splitting import by_columns, row_breaks
from loaders.formats.pdf.wrapping import cell_lines, cell_text, is_full
from loaders.formats.pieces import HeaderWords

Spots = Callable[[float], Spot]
"""Tells which line of the page stands at a height."""


class Surroundings(NamedTuple):
    """What a table needs to know of its page, and of the words that are column names."""

    spots: Spots
    height: float
    is_header_word: HeaderWords


class Cell(NamedTuple):
    """The lines of one cell, its column and edges, whether it takes one row only, and whether it ends the table."""

    column: int
    left: float
    right: float
    lines: list[Line]
    single: bool = True
    hanging: bool = False


def ruled_table(grid: Grid, owned: Sequence[Sequence[Glyph]], page: Surroundings) -> TableBlock:
    """The rows of a grid that have text; a merged cell has its text in its first place."""
    height, width = grid.shape
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for span, glyphs in zip(grid.spans, owned, strict=True):
        if glyphs:
            edges = grid.xs[span.column : span.behind + 1]
            lines, single, hanging = cell_lines(glyphs), span.below == span.row + 1, span.below == height
            parts = by_columns(glyphs, edges) if len(edges) > 2 and len(lines) == 1 else [list(glyphs)]
            if sum(map(bool, parts)) < 2:
                rows[span.row].append(Cell(span.column, edges[0], edges[-1], lines, single, hanging))
                continue
            for place, part in enumerate(parts):
                if part:
                    cell = Cell(span.column + place, edges[place], edges[place + 1], cell_lines(part), single)
                    rows[span.row].append(cell)
    begun: list[set[int]] = [set() for _ in range(height)]
    for (row, _), number in grid.owner.items():
        begun[row].add(grid.spans[number].column)
    return TableBlock(
        tuple(_rows(rows, width, page, begun)), grid.xs, grid.ys[-1] / page.height, _hanging(rows, page.is_header_word)
    )


def _hanging(rows: Sequence[Sequence[Cell]], is_header_word: HeaderWords) -> dict[int, tuple[str, bool]]:
    return {
        cell.column: (cell_text(cell.lines, cell.left, cell.right, is_header_word), not cell.single)
        for cells in rows
        for cell in cells
        if cell.hanging
    }


def aligned_table(aligned: Aligned, page: Surroundings) -> TableBlock:
    """The rows of a table without ruling lines."""
    rows = [
        [Cell(n, aligned.xs[n], aligned.xs[n + 1], cell_lines(glyphs)) for n, glyphs in enumerate(row) if glyphs]
        for row in aligned.rows
    ]
    bottom = max(glyph.bottom for row in aligned.rows for cell in row for glyph in cell)
    begun = [set(range(len(aligned.xs) - 1))] * len(rows)
    return TableBlock(tuple(_rows(rows, len(aligned.xs) - 1, page, begun)), aligned.xs, bottom / page.height)


def _rows(
    rows: Sequence[Sequence[Cell]], width: int, page: Surroundings, begun: Sequence[Iterable[int]]
) -> list[Row]:
    found: list[Row] = []
    for cells, columns in zip(rows, begun, strict=True):
        for part in _parted(cells):
            texts = [""] * width
            for cell in part:
                texts[cell.column] = cell_text(cell.lines, cell.left, cell.right, page.is_header_word)
            if any(texts):
                middles = [line.middle for cell in part for line in cell.lines]
                deep = frozenset(cell.column for cell in part if not cell.single)
                first, last = page.spots(min(middles)), page.spots(max(middles))
                full = frozenset(cell.column for cell in part if is_full(cell.lines, cell.left, cell.right))
                found.append(Row(tuple(texts), first, last, deep, full, frozenset(columns)))
    return found


def _parted(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of a row as the rows that stand in it, where lines between rows are missing."""
    singles = [cell for cell in cells if cell.single]
    edges = [(cell.left, cell.right) for cell in singles]
    breaks = row_breaks([cell.lines for cell in singles], edges) if len(singles) > 1 else []
    if not breaks:
        return [list(cells)]
    parts: list[list[Cell]] = [[] for _ in range(len(breaks) + 1)]
    for cell in cells:
        if not cell.single:
            parts[0].append(cell)
            continue
        for place, part in enumerate(parts):
            lines = [line for line in cell.lines if bisect_right(breaks, line.middle) == place]
            if lines:
                part.append(cell._replace(lines=lines))
    return parts
