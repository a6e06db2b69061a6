"""Tables without ruling lines: lines of text whose pieces stand below one another in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.formats.pdf.lines import line_of, split_at_gaps
from loaders.formats.pdf.page import Glyph

Pieces = list[list[Glyph]]
"""The pieces of one line, from left to right."""

COLUMN_GAP = 1.5
"""The least space between two columns, in heights of the text."""
FEWEST_ROWS = 3
MOST_COLUMNS = 60
WIDEST_STEP = 3.5
"""The largest distance of two rows, in heights of the text."""
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%％]?")
_AMOUNT = re.compile(r"[-+]?\d[\d,]*[.,]\d+[%％]?")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found by its columns: `rows[i][j]` are the glyphs of column j in row i; `xs` are their edges."""

    rows: list[list[list[Glyph]]]
    xs: tuple[float, ...]


def aligned_runs(rows: Sequence[list[Glyph]]) -> list[list[Glyph] | Aligned]:
    """The lines of a page, in which lines that make a table are put together."""
    found: list[list[Glyph] | Aligned] = []
    run: list[list[Glyph]] = []
    for row in rows:
        if run and not (_goes_on(run[-1], row) and (_pieces(row)[1:] or _below_a_column(run, row))):
            found += _closed(run)
            run = []
        if run or len(_pieces(row)) > 1:
            run.append(row)
        else:
            found.append(row)
    return found + _closed(run)


def _pieces(row: Sequence[Glyph]) -> Pieces:
    return split_at_gaps(row, COLUMN_GAP)


def _goes_on(before: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    step = row[0].middle - before[0].middle
    return step <= WIDEST_STEP * max(row[0].bottom - row[0].top, before[0].bottom - before[0].top)


def _below_a_column(run: Sequence[list[Glyph]], row: Sequence[Glyph]) -> bool:
    """Whether a line of one piece stands wholly below a piece, not the first, of the line before: a cell goes on."""
    return any(
        piece[0].left - 2 <= row[0].left and row[-1].right <= piece[-1].right + 2 for piece in _pieces(run[-1])[1:]
    )


def _closed(run: list[list[Glyph]]) -> list[list[Glyph] | Aligned]:
    """A run as a table, or as its lines when it has no columns of a table."""
    if len(run) < FEWEST_ROWS:
        return list(run)
    columns = _columns(run)
    if not 1 < len(columns) <= MOST_COLUMNS:
        return list(run)
    rows = [[_within(row, start, end) for start, end in columns] for row in run]
    filled = [sum(map(bool, row)) for row in rows]
    if sum(count > 1 for count in filled) < FEWEST_ROWS or not _is_table(rows, len(columns)):
        return list(run)
    left, right = min(row[0].left for row in run), max(row[-1].right for row in run)
    return [Aligned(_with_continued(rows), (left, *(start for start, _ in columns[1:]), right))]


def _columns(run: Sequence[list[Glyph]]) -> list[tuple[float, float]]:
    """What the pieces of all lines with several pieces cover, from left to right, each up to the next."""
    spans = sorted((piece[0].left, piece[-1].right) for row in run if len(_pieces(row)) > 1 for piece in _pieces(row))
    merged: list[tuple[float, float]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    starts = [float("-inf"), *(start for start, _ in merged[1:])]
    return list(zip(starts, [*starts[1:], float("inf")], strict=True))


def _within(row: Sequence[Glyph], start: float, end: float) -> list[Glyph]:
    return [glyph for glyph in row if start <= (glyph.left + glyph.right) / 2 < end]


def _is_table(rows: Sequence[Sequence[list[Glyph]]], columns: int) -> bool:
    """Three columns, or two of which the second holds amounts; figures in at least one of them."""
    texts = [[line_of(cell).text for cell in row[1:] if cell] for row in rows]
    flat = [text for row in texts for text in row]
    if columns == 2:
        return sum(bool(_AMOUNT.fullmatch(text)) for text in flat) * 3 >= len(flat) * 2 > 0
    figures = sum(any(_FIGURE.fullmatch(text) for text in row) for row in texts)
    return columns > 2 and figures * 2 >= len(rows)


def _with_continued(rows: Sequence[list[list[Glyph]]]) -> list[list[list[Glyph]]]:
    """The rows, where a line that has text in one column only, not the first, goes on with the row above."""
    kept: list[list[list[Glyph]]] = []
    for row in rows:
        if kept and sum(map(bool, row)) == 1 and not row[0]:
            kept[-1] = [above + below for above, below in zip(kept[-1], row, strict=True)]
        else:
            kept.append(row)
    return kept
