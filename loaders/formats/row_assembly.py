"""Rows out of runs of cells: only the number of columns of the header tells where a row ends.

Blank lines are the usual row ends, but a blank line may also stand inside a row, and may be missing between two rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.formats.pieces import Cell, HeaderWords

Cells = list[Cell]
SMALLEST_HEADER = 3


def assemble(chunks: Sequence[Cells], is_header_word: HeaderWords) -> Iterator[Cells]:
    """The rows of one run of chunks (cells between blank lines), joined and cut by the width of the header above."""
    pending = _cut_at_headers(chunks, is_header_word)
    width: int | None = None
    index = 0
    while index < len(pending):
        chunk = pending[index]
        header = _header_at(pending, index, is_header_word)
        if header is not None:
            index += header
            row = [cell for part in pending[index - header : index] for cell in part]
            width = len(row)
            yield row
            continue
        numbered = _column_numbers(chunk)
        if numbered:
            width = numbered
        taken = _parts_of_one_row(pending, index, width, is_header_word)
        row = [cell for part in pending[index : index + taken] for cell in part]
        index += taken
        yield from _cut(row, width)


def _cut_at_headers(chunks: Sequence[Cells], is_header_word: HeaderWords) -> list[Cells]:
    """Chunks in which a header begins after other cells, cut before and after the header."""
    result: list[Cells] = []
    for chunk in chunks:
        start = 0
        for first, last in _header_runs(chunk, is_header_word):
            before = chunk[start:first]
            if before:
                result.append(before)
            result.append(chunk[first:last])
            start = last
        if chunk[start:]:
            result.append(chunk[start:])
    return result


def _header_runs(chunk: Cells, is_header_word: HeaderWords) -> Iterator[tuple[int, int]]:
    """Where in a long chunk runs of distinct header words stand, as (first, past the last)."""
    first = 0
    while first < len(chunk):
        seen: set[str] = set()
        last = first
        while last < len(chunk) and is_header_word(chunk[last].text) and chunk[last].text not in seen:
            seen.add(chunk[last].text)
            last += 1
        if last - first >= SMALLEST_HEADER and (len(chunk) - last) % (last - first) == 0 and len(chunk) > last:
            yield first, last
        first = max(last, first + 1)


def _header_at(chunks: Sequence[Cells], index: int, is_header_word: HeaderWords) -> int | None:
    """How many chunks from `index` on form one header row without empty cells; `None` where no header starts."""
    words = 0
    seen: set[str] = set()
    best: tuple[int, int] | None = None
    for taken, chunk in enumerate(chunks[index:], start=1):
        texts = [cell.text for cell in chunk]
        if not all(texts) or not all(map(is_header_word, texts)) or seen & set(texts):
            break
        seen |= set(texts)
        words += len(texts)
        if words >= SMALLEST_HEADER:
            fitting = _rows_of_width(chunks[index + taken :], words)
            if best is None or fitting > best[1]:
                best = taken, fitting
    return best[0] if best else None


def _rows_of_width(chunks: Sequence[Cells], width: int) -> int:
    return sum(1 for chunk in chunks[:200] if len(chunk) == width)


def _column_numbers(chunk: Cells) -> int | None:
    """The width of a table whose columns are numbered: `栏次 1 2 3`, or the bare numbers 1 2 3 from the first cell on."""
    texts = [cell.text for cell in chunk]
    for offset in (0, 1):
        numbers = texts[offset:]
        if len(numbers) >= 2 and numbers == [str(n + 1) for n in range(len(numbers))]:
            return len(texts)
    return None


def _parts_of_one_row(chunks: Sequence[Cells], index: int, width: int | None, is_header_word: HeaderWords) -> int:
    """How many chunks from `index` on make up exactly one row of the width; 1 when they do not add up."""
    if width is None or len(chunks[index]) >= width:
        return 1
    total = 0
    for taken, chunk in enumerate(chunks[index:], start=1):
        if taken > 1 and (len(chunk) >= width or _header_at(chunks, index + taken - 1, is_header_word)):
            return 1
        total += len(chunk)
        if total == width:
            return taken
        if total > width:
            return 1
    return 1


def _cut(row: Cells, width: int | None) -> Iterator[Cells]:
    """A run of several whole rows cut into rows; anything else as it is."""
    if width and len(row) > width and len(row) % width == 0:
        for start in range(0, len(row), width):
            yield row[start : start + width]
    else:
        yield row
