"""Rows out of runs of cells: only the number of columns of the header tells where a row ends.

Blank lines are the usual row ends, but one may also stand inside a row, and one may be missing between two rows. So
the rows by blank lines are taken when they fit the header; else the cells are dealt out by the header's columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.formats.pieces import Cell, HeaderWords

Cells = list[Cell]
SMALLEST_HEADER = 3
WIDEST_TABLE = 60
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
    layout = _numbered(cells, is_header_word) or _best_header(cells, ends, is_header_word)
    if layout is None:
        return iter(chunks)
    return _deal(cells, chunks, layout)


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


def _numbered(cells: Cells, is_header_word: HeaderWords) -> _Layout | None:
    """The layout of a table whose columns are numbered: `栏次 1 2 3` below the header."""
    texts = [cell.text for cell in cells]
    for place, text in enumerate(texts):
        if text not in NUMBERING_WORDS:
            continue
        count = 0
        while place + count + 1 < len(texts) and texts[place + count + 1] == str(count + 1):
            count += 1
        width = count + 1
        lower = place - width
        start = next((i for i in range(max(lower, 0) + 1) if is_header_word(texts[i])), None)
        if count >= 2 and lower >= 0 and start is not None and (len(cells) - place) % width == 0:
            return _Layout(start, lower - start, width)
    return None


def _best_header(cells: Cells, ends: set[int], is_header_word: HeaderWords) -> _Layout | None:
    """The layout whose columns divide the cells below, with most row ends at blank lines, then the most known words."""
    known = [is_header_word(cell.text) for cell in cells]
    start = next((i for i in range(len(cells) - 2) if all(known[i : i + SMALLEST_HEADER])), None)
    if start is None:
        return None
    best: tuple[float, int, int] | None = None
    layout: _Layout | None = None
    for width in range(SMALLEST_HEADER, min(WIDEST_TABLE, len(cells) - start) + 1):
        for upper in (0, *range(2, width)):
            first = start + upper
            if (len(cells) - first) % width or not _is_header(cells, known, start, upper, width):
                continue
            places = [place for place in range(first, len(cells), width) if place > start]
            fit = sum(place in ends for place in places) / max(len(places), 1)
            words = known[start : first + width]
            score = round(fit, 3), words.count(True) - words.count(False), -upper
            if best is None or score > best:
                best, layout = score, _Layout(start, upper, width)
    return layout


def _is_header(cells: Cells, known: Sequence[bool], start: int, upper: int, width: int) -> bool:
    """Whether the cells at `start` can be a header of this shape: known words, each once, spans over the lower row."""
    first = start + upper
    lower = [cell.text for cell in cells[first : first + width]]
    if upper == 0:
        if first + width < len(cells) and known[first + width] and cells[first + width].text not in {*TOTALS, *lower}:
            return False
        return all(lower) and len(set(lower)) == width and sum(known[first : first + width]) * 2 > width
    above = cells[start:first]
    words = [known[first + i] for i, text in enumerate(lower) if text]
    if not all(cell.text for cell in above) or not words or not all(words) or sum(known[start:first]) * 2 <= upper:
        return False
    spans = sum(run.count(run[0]) if run[0] else len(run) for run in _runs(lower))
    return any(lower) and spans == upper


def _runs(texts: Sequence[str]) -> Iterator[list[str]]:
    """Neighbouring texts that are all empty or none: an empty one stands under one word, a run under one span, or
    under as many as its first word is repeated."""
    for _, run in groupby(texts, key=bool):
        yield list(run)
