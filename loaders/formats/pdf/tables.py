"""A grid and the glyphs inside it to table rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.formats.pdf.blocks import Row, Spot, TableBlock
from loaders.formats.pdf.lattice import Grid
from loaders.formats.pdf.page import Glyph
from loaders.formats.pdf.wrapping import cell_lines, cell_text
from loaders.formats.pieces import HeaderWords

Spots = Callable[[float], Spot]
"""Tells which line of the page stands at a height."""


def dealt(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[Glyph], list[list[list[Glyph]]]]:
    """The glyphs outside all grids, and for each grid those of each of its cells."""
    cells: list[list[list[Glyph]]] = [[[] for _ in grid.spans] for grid in grids]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
        for grid, owned in zip(grids, cells, strict=True):
            if grid.ys[0] <= y <= grid.ys[-1] and (number := grid.span_at(x, y)) is not None:
                owned[number].append(glyph)
                break
        else:
            outside.append(glyph)
    return outside, cells


def table_of(grid: Grid, cells: Sequence[Sequence[Glyph]], spots: Spots, is_header_word: HeaderWords) -> TableBlock:
    """The rows of a grid that have text; a merged cell has its text in its first place."""
    height, width = grid.shape
    texts = [[""] * width for _ in range(height)]
    heights: list[list[float]] = [[] for _ in range(height)]
    for span, glyphs in zip(grid.spans, cells, strict=True):
        if glyphs:
            found = cell_lines(glyphs)
            left, right = grid.xs[span.column], grid.xs[span.behind]
            texts[span.row][span.column] = cell_text(found, left, right, is_header_word)
            heights[span.row] += [(glyph[1] + glyph[3]) / 2 for glyph in glyphs]
    rows = [
        Row(tuple(row), spots(min(taken)), spots(max(taken)))
        for row, taken in zip(texts, heights, strict=True)
        if any(row)
    ]
    return TableBlock(tuple(rows), grid.xs, grid.ys[0], grid.ys[-1])
