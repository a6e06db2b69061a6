"""Glyphs to cells: by where they stand, but text that runs over the edge of its cell stays together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.formats.pdf.lattice import Grid
from loaders.formats.pdf.overflow import Owner, brought_back
from loaders.formats.pdf.page import Glyph, Page

NEXT_TO = 0.35
"""The widest gap, in heights of the text, between two characters of one run."""
OVER = 0.2
"""A character with so large a share of its width on each side of an edge runs over it."""


@dataclass(slots=True)
class Dealt:
    """The glyphs outside all grids, and for each grid those of each of its cells."""

    outside: list[Glyph]
    cells: list[list[list[Glyph]]]


def deal(page: Page, grids: Sequence[Grid]) -> Dealt:
    """Each glyph to its cell. The order of the file tells which characters are one run."""
    glyphs = page.glyphs
    dealt = Dealt([], [[[] for _ in grid.spans] for grid in grids])
    owners = brought_back(page, _owners(glyphs, grids), grids) if grids else [None] * len(glyphs)
    for glyph, owner in zip(glyphs, owners, strict=True):
        if owner is None:
            dealt.outside.append(glyph)
        else:
            dealt.cells[owner[0]][owner[1]].append(glyph)
    return dealt


def _owners(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[Owner]:
    """The cell in which each glyph stands, or the one from which its run comes."""
    owners: list[Owner] = []
    before: Glyph | None = None
    owner: Owner = None
    for glyph in glyphs:
        own = _owner(glyph, grids)
        if before is not None and owner is not None and own != owner:
            own = owner if _runs_over(before, glyph, grids[owner[0]], owner[1]) else own
        owners.append(own)
        before, owner = glyph, own
    return owners


def _owner(glyph: Glyph, grids: Sequence[Grid]) -> Owner:
    x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
    for number, grid in enumerate(grids):
        if grid.ys[0] <= y <= grid.ys[-1] and (cell := grid.span_at(x, y)) is not None:
            return number, cell
    return None


def _runs_over(before: Glyph, glyph: Glyph, grid: Grid, cell: int) -> bool:
    """Whether a glyph is next to the one before it, and the two do not part at the right edge of its cell."""
    height = glyph[3] - glyph[1]
    if abs(glyph[1] - before[1]) > 0.2 * height or not -0.2 * height < glyph[0] - before[2] < NEXT_TO * height:
        return False
    edge = grid.xs[grid.spans[cell].behind]
    return before[2] > edge + OVER * (before[2] - before[0]) or glyph[0] < edge - OVER * (glyph[2] - glyph[0])
