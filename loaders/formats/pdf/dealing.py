"""Glyphs to cells: by where they stand, but text that runs over the edge of its cell stays together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.formats.pdf.lattice import Grid
from loaders.formats.pdf.page import Glyph

NEXT_TO = 0.35
"""The widest gap, in heights of the text, between two characters of one run."""
OVER = 0.2
"""A character with so large a share of its width on each side of an edge runs over it."""

Owner = tuple[int, int] | None
"""The number of the grid and of the cell in it."""


@dataclass(slots=True)
class Dealt:
    """The glyphs outside all grids, and for each grid those of each of its cells."""

    outside: list[Glyph]
    cells: list[list[list[Glyph]]]


def deal(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> Dealt:
    """Each glyph to its cell. The order of the file tells which characters are one run."""
    dealt = Dealt([], [[[] for _ in grid.spans] for grid in grids])
    if not grids:
        dealt.outside.extend(glyphs)
        return dealt
    before: Glyph | None = None
    owner: Owner = None
    for glyph in glyphs:
        own = _owner(glyph, grids)
        if before is not None and own != owner and owner is not None and _runs_over(before, glyph, grids[owner[0]], owner):
            own = owner
        if own is None:
            dealt.outside.append(glyph)
        else:
            dealt.cells[own[0]][own[1]].append(glyph)
        before, owner = glyph, own
    return dealt


def _owner(glyph: Glyph, grids: Sequence[Grid]) -> Owner:
    x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
    for number, grid in enumerate(grids):
        if grid.ys[0] <= y <= grid.ys[-1] and (cell := grid.span_at(x, y)) is not None:
            return number, cell
    return None


def _runs_over(before: Glyph, glyph: Glyph, grid: Grid, owner: tuple[int, int]) -> bool:
    """Whether a glyph is next to the one before it, and the two do not part at the right edge of its cell."""
    height = glyph[3] - glyph[1]
    if abs(glyph[1] - before[1]) > 0.2 * height or not -0.2 * height < glyph[0] - before[2] < NEXT_TO * height:
        return False
    edge = grid.xs[grid.spans[owner[1]].behind]
    return before[2] > edge + OVER * (before[2] - before[0]) or glyph[0] < edge - OVER * (glyph[2] - glyph[0])
