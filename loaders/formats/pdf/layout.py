"""One page to blocks: tables by their ruling lines, all other text as lines, from top to bottom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loaders.formats.pdf.alignment import Aligned, aligned_runs
from loaders.formats.pdf.blocks import Block, Spot, TextLine
from loaders.formats.pdf.dealing import deal
from loaders.formats.pdf.lattice import find_grids
from loaders.formats.pdf.lines import Line, line_of, rows_of, split_at_gaps
from loaders.formats.pdf.page import Glyph, Page
from loaders.formats.pdf.tables import Spots, Surroundings, aligned_table, ruled_table
from loaders.formats.pdf.wrapping import cell_lines
from loaders.formats.pieces import HeaderWords

COLUMN_GAP = 3.0
"""A gap of so many characters parts two texts that stand on one line."""


def page_blocks(page: Page, is_header_word: HeaderWords) -> list[Block]:
    """The lines of text and the tables of a page in reading order; text across the direction of the page comes last."""
    grids = find_grids(page.horizontals, page.verticals)
    dealt = deal(page, grids)
    around = Surroundings(_spots(page), page.height, is_header_word)
    placed: list[tuple[float, float, Block]] = []
    for grid, owned in zip(grids, dealt.cells, strict=True):
        if any(owned):
            placed.append((grid.ys[0], grid.xs[0], ruled_table(grid, owned, around)))
    for found in aligned_runs(rows_of(glyph for glyph in dealt.outside if not glyph.turn)):
        if isinstance(found, Aligned):
            placed.append((_top(found), found.xs[0], aligned_table(found, around)))
            continue
        for line in _pieces(found):
            placed.append((line.middle, line.left, TextLine(line, around.spots(line.middle), page.width)))
    placed.sort(key=lambda block: block[:2])
    across = cell_lines([glyph for glyph in dealt.outside if glyph.turn])
    return [block for *_, block in placed] + [TextLine(line, around.spots(page.height), page.width) for line in across]


def _top(aligned: Aligned) -> float:
    return min(glyph.top for cell in aligned.rows[0] for glyph in cell)


def _pieces(row: Sequence[Glyph]) -> list[Line]:
    """A line of text, or the several texts that stand on it far apart; a word spread over the page is one."""
    pieces = split_at_gaps(row, COLUMN_GAP)
    if all(len(piece) <= 2 for piece in pieces):
        pieces = [list(row)]
    return [line for line in map(line_of, pieces) if line.text]


def _spots(page: Page) -> Spots:
    """The number of the line of the page at a height, counted over all its text."""
    places: list[float] = []
    reach = 0.0
    for glyph in sorted(page.glyphs, key=lambda glyph: glyph[1] + glyph[3]):
        middle = (glyph[1] + glyph[3]) / 2
        if not places or middle - places[-1] > reach:
            places.append(middle)
            reach = (glyph[3] - glyph[1]) * 0.4

    def at(height: float) -> Spot:
        return Spot(page.number, max(bisect_right(places, height + 0.01), 1))

    return at
