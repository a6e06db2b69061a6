"""Cells too low for their text: lines that stand in the cell above or below are brought back.

The file prints the lines of one cell one after the other. A cell that holds text from two parts of the file has
some that belongs to a neighbour; lines that follow one another over the edge are then one text, and it belongs to the
cell in which its middle stands. Where the file hides what does not fit, the window through which a line is seen is that
of its cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.formats.pdf.lattice import Grid
from loaders.formats.pdf.page import Glyph, Page

Owner = tuple[int, int] | None
"""The number of the grid and of the cell in it."""

LEAST_STEP = 0.5
LARGEST_STEP = 1.6
"""How far apart, in heights of the text, the lines of one text stand."""
MOST_CELLS = 3
"""A text leaves its cell upwards and downwards, by one cell; more cells are a column of texts of their own."""


class _Run(NamedTuple):
    """Characters that follow one another in the file and stand in one cell."""

    owner: tuple[int, int]
    start: int
    stop: int


def brought_back(page: Page, owners: Sequence[Owner], grids: Sequence[Grid]) -> list[Owner]:
    """The owner of each glyph, with the lines that left their cell."""
    glyphs = page.glyphs
    runs = _runs(owners)
    texts = [text for text in _texts(runs, glyphs, grids) if len(text) > 1]
    if not texts and not any(_is_hidden(page, place) for place in _beginnings_outside(owners)):
        return list(owners)
    found = [_behind(page, place, owner, grids) for place, owner in enumerate(owners)]
    count = Counter(run.owner for run in runs)
    for text in texts:
        first, last = text[0].start, text[-1].stop
        if len(text) <= MOST_CELLS and any(count[run.owner] > 1 for run in text) and page.window(first) is None:
            middle = (glyphs[first].top + glyphs[last - 1].bottom) / 2
            owner = next((run.owner for run in text if _holds(grids, run.owner, middle)), text[0].owner)
            found[first:last] = [owner] * (last - first)
    return found


def _beginnings_outside(owners: Sequence[Owner]) -> Iterator[int]:
    """Where text outside all grids follows text of a cell in the file."""
    return (place for place in range(1, len(owners)) if owners[place] is None and owners[place - 1] is not None)


def _is_hidden(page: Page, place: int) -> bool:
    window, glyph = page.window(place), page.glyphs[place]
    if window is None:
        return False
    left, top, right, bottom = window
    return not (left <= (glyph.left + glyph.right) / 2 <= right and top <= glyph.middle <= bottom)


def _behind(page: Page, place: int, owner: Owner, grids: Sequence[Grid]) -> Owner:
    """The cell of a glyph: the one behind whose window it stands, if that hides it."""
    window, glyph = page.window(place), page.glyphs[place]
    if window is None or not _is_hidden(page, place):
        return owner
    left, top, right, bottom = window
    across = min(max((glyph.left + glyph.right) / 2, left + 1), right - 1)
    for number, grid in enumerate(grids):
        cell = grid.span_at(across, (top + bottom) / 2)
        if cell is not None:
            return number, cell
    return owner


def _runs(owners: Sequence[Owner]) -> list[_Run]:
    runs: list[_Run] = []
    start = 0
    for place in range(1, len(owners) + 1):
        if place == len(owners) or owners[place] != owners[start]:
            owner = owners[start]
            if owner is not None:
                runs.append(_Run(owner, start, place))
            start = place
    return runs


def _texts(runs: Sequence[_Run], glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> Iterator[list[_Run]]:
    """Runs that go on from one cell to the one below it."""
    text: list[_Run] = []
    for run in runs:
        if text and not _goes_on(text[-1], run, glyphs, grids):
            yield text
            text = []
        text.append(run)
    if text:
        yield text


def _goes_on(above: _Run, run: _Run, glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> bool:
    if above.stop != run.start or above.owner[0] != run.owner[0]:
        return False
    spans = grids[run.owner[0]].spans
    upper, lower = spans[above.owner[1]], spans[run.owner[1]]
    if (upper.column, upper.behind, upper.below) != (lower.column, lower.behind, lower.row):
        return False
    last, first = glyphs[above.stop - 1], glyphs[run.start]
    height = max(last.bottom - last.top, first.bottom - first.top)
    return LEAST_STEP * height <= first.middle - last.middle <= LARGEST_STEP * height


def _holds(grids: Sequence[Grid], owner: tuple[int, int], height: float) -> bool:
    grid = grids[owner[0]]
    span = grid.spans[owner[1]]
    return grid.ys[span.row] <= height < grid.ys[span.below]
