"""Rows out of runs of cells: only the number of columns of the header tells where a row ends.

Blank lines are the usual row ends, but one may also stand inside a row, and one may be missing between two rows. So
the rows by blank lines are taken when they fit the header; else the cells are dealt out by the header's columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from loaders.formats.pieces import Cell, HeaderWords

Cells = list[Cell]
SMALLEST_HEADER = 3
WIDEST_TABLE = 60
MOST_UNKNOWN = 2
"""How many unknown words a header may hold when fewer than two thirds of its words are known."""
TOTALS = frozenset({"合计", "总计", "小计"})
"""Column names that may also begin the first row below the header."""
NUMBERING_WORDS = frozenset({"栏次", "行次", "列次", "栏目"})


def assemble(chunks: Sequence[Cells], is_header_word: HeaderWords) -> Iterator[Cells]:
    """The rows of one run of chunks (cells between blank lines)."""
    if not chunks:
        return iter(())
    cells = [cell for chunk in chunks for cell in chunk]
    ends: set[int] = set()
    place = 0
    for chunk in chunks:
        place += len(chunk)
        ends.add(place)
    layout = _numbered(cells, ends, is_header_word) or _best_header(cells, ends, is_header_word)
    whole = list(_without_lone_blanks(chunks))
    if layout is None or _is_ragged(chunks, layout):
        return iter(whole)
    return _deal(cells, whole, layout)


def _is_ragged(chunks: Sequence[Cells], layout: _Layout) -> bool:
    """Whether rows of unequal length explain the chunks better than misplaced blank lines do.

    A blank line inside a row, or one missing between two rows, counts as one fault; a row with a few cells more or
    less as one and a half; a chunk that can hardly be one row as three more than the blank lines it lacks.
    """
    place, width = -layout.start - layout.upper, layout.width
    misplaced = uneven = 0.0
    for chunk in chunks:
        begin, place = max(place, 0), place + len(chunk)
        if place <= 0:
            continue
        missing = (place - 1) // width - begin // width
        misplaced += missing + (place % width != 0)
        length = place - begin
        is_row = length % width and abs(length - width) * 2 <= width
        uneven += 1.5 if is_row else missing + 3 * (length % width != 0)
    return uneven < misplaced


def _without_lone_blanks(chunks: Sequence[Cells]) -> Iterator[Cells]:
    """The chunks, where one empty cell alone, which is no row, begins the row of the next chunk."""
    held: Cells = []
    for chunk in chunks:
        if len(chunk) == 1 and not chunk[0].text:
            held += chunk
            continue
        yield held + chunk
        held = []
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the header starts, how many cells its upper row has (0 without one), and the number of columns."""

    start: int
    upper: int
    width: int


def _deal(cells: Cells, chunks: Sequence[Cells], layout: _Layout) -> Iterator[Cells]:
    """Rows: those above the header by blank lines, then the header, then a row for every `width` cells."""
    yield from _before(chunks, layout.start)
    first = layout.start + layout.upper
    if layout.upper:
        yield cells[layout.start : first]
    for start in range(first, len(cells), layout.width):
        yield cells[start : start + layout.width]


def _before(chunks: Sequence[Cells], stop: int) -> Iterator[Cells]:
    place = 0
    for chunk in chunks:
        if place >= stop:
            return
        yield chunk[: stop - place]
        place += len(chunk)


def _numbered(cells: Cells, ends: set[int], is_header_word: HeaderWords) -> _Layout | None:
    """The layout of a table whose columns are numbered: `栏次 1 2 3` below the header.

    The number of the first row may go on with the count, so fewer columns are tried too: those that the header's
    spans fit, else those with most row ends at blank lines.
    """
    known = [is_header_word(cell.text) for cell in cells]
    best: tuple[bool, float, int] | None = None
    layout: _Layout | None = None
    for place in (i for i, cell in enumerate(cells) if cell.text in NUMBERING_WORDS):
        for width in range(SMALLEST_HEADER, _counted(cells, place) + 2):
            lower = place - width
            start = next((i for i in range(max(lower, 0) + 1) if known[i]), None)
            if lower < 0 or start is None or (len(cells) - place) % width:
                continue
            score = _is_header(cells, known, start, lower - start, width, ends), _fit(cells, ends, place, width), width
            if best is None or score > best:
                best, layout = score, _Layout(start, lower - start, width)
        if layout is not None:
            break
    return layout


def _counted(cells: Cells, place: int) -> int:
    """How far the cells behind a place count from 1."""
    count = 0
    while place + count + 1 < len(cells) and cells[place + count + 1].text == str(count + 1):
        count += 1
    return count


def _fit(cells: Cells, ends: set[int], first: int, width: int) -> float:
    """The share of rows of this width from a place on that begin where a blank line is."""
    places = range(first, len(cells), width)
    return round(sum(place in ends for place in places) / max(len(places), 1), 3)


def _best_header(cells: Cells, ends: set[int], is_header_word: HeaderWords) -> _Layout | None:
    """The layout whose columns divide the cells below, with most row ends at blank lines and most of the known words
    with which the table begins."""
    known = [is_header_word(cell.text) for cell in cells]
    start = next((i for i in range(len(cells) - 2) if all(known[i : i + SMALLEST_HEADER])), None)
    if start is None:
        return None
    leading = takewhile(lambda i: known[i] or not cells[i].text, range(start, len(cells)))
    expected = sum(known[i] for i in leading)
    best: tuple[float, int] | None = None
    layout: _Layout | None = None
    for width in range(SMALLEST_HEADER, min(WIDEST_TABLE, len(cells) - start) + 1):
        for upper in (0, *range(2, width)):
            first = start + upper
            if (len(cells) - first) % width or not _is_header(cells, known, start, upper, width, ends):
                continue
            words = [known[i] for i in range(start, first + width) if cells[i].text or not upper]
            share = (words.count(True) - words.count(False)) / max(len(words), expected)
            score = share + _fit(cells, ends, first if upper else first + width, width), -upper
            if best is None or score > best:
                best, layout = score, _Layout(start, upper, width)
    return layout


def _is_header(cells: Cells, known: Sequence[bool], start: int, upper: int, width: int, ends: set[int]) -> bool:
    """Whether the cells at `start` can be a header of this shape: known words, each once, spans over the lower row."""
    if upper == 0:
        return _is_one_row_header(cells, known, start, start + width, ends)
    first = start + upper
    above = cells[start:first]
    lower = [cell.text for cell in cells[first : first + width]]
    words = [known[first + i] for i, text in enumerate(lower) if text]
    if not all(cell.text for cell in above) or not words or not all(words) or sum(known[start:first]) * 2 <= upper:
        return False
    spans = sum(run.count(run[0]) if run[0] else len(run) for run in _runs(lower))
    return any(lower) and spans == upper


def _is_one_row_header(cells: Cells, known: Sequence[bool], start: int, end: int, ends: set[int]) -> bool:
    """Whether the cells are column names, most of them known, with empty ones at the end only.

    A known word that follows belongs to the header too, unless it stands alone behind a blank line: then it begins
    the first row.
    """
    texts = [cell.text for cell in cells[start:end]]
    while texts and not texts[-1]:
        texts.pop()
    goes_on = end not in ends or known[end : end + 2] == [True, True]
    if end < len(cells) and known[end] and goes_on and cells[end].text not in {*TOTALS, *texts}:
        return False
    words = sum(known[start:end])
    mostly = end - start - words <= MOST_UNKNOWN or words * 3 >= (end - start) * 2
    return all(texts) and len(set(texts)) == len(texts) and mostly and words * 2 > end - start


def _runs(texts: Sequence[str]) -> Iterator[list[str]]:
    """Neighbouring texts that are all empty or none: an empty one stands under one word, a run under one span, or
    under as many as its first word is repeated."""
    for _, run in groupby(texts, key=bool):
        yield list(run)
