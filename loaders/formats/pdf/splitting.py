"""Lines that a table lacks: a cell over several columns or rows whose text stands in them as if they were drawn."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.formats.pdf.lines import Line, split_at_gaps
from loaders.formats.pdf.page import Glyph
from loaders.formats.pdf.wrapping import is_full

GAP = 1.5
"""The least space between texts of two columns, in heights of the text."""
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%％]?")


def by_columns(glyphs: Sequence[Glyph], edges: Sequence[float]) -> list[list[Glyph]]:
    """The glyphs of a merged cell by the columns it covers, if its text stands wholly inside several of them.

    `edges` are the edges of the columns; the first of the lists holds all where the text is one, as a word is that
    is spread over its cell.
    """
    whole = [list(glyphs), *([] for _ in edges[2:])]
    parts: list[list[Glyph]] = [[] for _ in edges[1:]]
    pieces = split_at_gaps(sorted(glyphs), GAP)
    if any(len(piece) == 1 for piece in pieces):
        return whole
    for piece in pieces:
        column = bisect_right(edges, piece[0].left + 1) - 1
        if column != bisect_right(edges, max(glyph.right for glyph in piece) - 1) - 1 or not 0 <= column < len(parts):
            return whole
        parts[column] += piece
    return parts if sum(map(bool, parts)) > 1 else whole


def row_breaks(cells: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]]) -> list[float]:
    """The heights at which the cells of one row part into several rows; none where it is one row.

    Figures are not broken over lines but in cells too narrow for them, so a column of several figures tells the rows,
    if the lines of another column stand at the same heights and no line of any stands between. `edges` are the left
    and right edges of each cell.
    """
    columns = [lines for lines in cells if len(lines) > 1]
    figures = [
        lines
        for lines, (left, right) in zip(cells, edges, strict=True)
        if len(lines) > 1 and all(map(_is_figure, lines)) and not _is_broken(lines, left, right)
    ]
    if not figures or len(columns) < 2:
        return []
    rows = max(figures, key=len)
    reach = min(line.height for line in rows) * 0.5
    for lines in cells:
        if any(min(abs(line.middle - row.middle) for row in rows) > reach for line in lines):
            return []
    if not any(len(lines) == len(rows) for lines in columns if lines is not rows):
        return []
    return [(above.middle + below.middle) / 2 for above, below in itertools.pairwise(rows)]


def _is_broken(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether the lines can be one figure: each but the last fills its cell, and together they are a figure."""
    joined = "".join(line.text for line in lines)
    return bool(_FIGURE.fullmatch(joined)) and all(is_full([line], left, right) for line in lines[:-1])


def _is_figure(line: Line) -> bool:
    return len(line.text) > 1 and bool(_FIGURE.fullmatch(line.text))
