"""Tables as grids: captions, the header with its levels, and the body; for any form that has column names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.formats.row_assembly import NUMBERING_WORDS
from loaders.places import Passage
from loaders.values.wording import fold

KnownWord = Callable[[str], bool]

CODE_PARTS = frozenset({"类", "款", "项"})
"""What stands below 科目编码 where a code is printed in three columns."""
MOST_CAPTIONS = 3
"""How many texts a caption row prints at most: body, year and unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the words of its header from top to bottom."""

    path: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """The lowest word of the header."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a recognised header."""

    captions: tuple[Passage, ...]
    header: tuple[Passage, ...]
    columns: tuple[Column, ...]
    body: tuple[Passage, ...]


def read_grids(rows: Sequence[Passage], is_known: KnownWord) -> list[Grid]:
    """The grids of a run of rows. A header is a row whose cells are mostly known column names.

    Rows above the first header are captions; so are the rows right above a later header that print one or two texts.
    A header that comes again with the same columns (on the next page) goes on with the same grid.
    """
    headers = list(_headers(rows, is_known))
    grids: list[Grid] = []
    for index, (start, end) in enumerate(headers):
        floor = headers[index - 1][1] if index else 0
        captions = _captions(rows, floor, start) if index else 0
        stop = headers[index + 1][0] if index + 1 < len(headers) else len(rows)
        stop = _captions(rows, end, stop) if stop < len(rows) else stop
        header = tuple(rows[start:end])
        columns = tuple(_columns([row.cells for row in header if not is_column_numbers(row)]))
        grid = Grid(tuple(rows[captions:start]), header, columns, tuple(rows[end:stop]))
        if grids and grids[-1].columns == columns and not grid.captions:
            last = grids.pop()
            grid = Grid(last.captions, last.header + header, columns, last.body + grid.body)
        grids.append(grid)
    return grids


def _headers(rows: Sequence[Passage], is_known: KnownWord) -> Iterator[tuple[int, int]]:
    """Where headers stand: the first row and the row past the last, with lower header rows and column numbers."""
    index = 0
    while index < len(rows):
        if not is_header_row(rows[index], is_known):
            index += 1
            continue
        end = index + 1
        while end < len(rows) and (_is_lower_header(rows[end], is_known) or is_column_numbers(rows[end])):
            end += 1
        yield index, end
        index = end


def _captions(rows: Sequence[Passage], floor: int, start: int) -> int:
    """The index from which the rows above a header are its captions: they print few texts and no figures."""
    first = start
    while first > floor:
        texts = [cell for cell in rows[first - 1].cells if cell]
        if len(texts) > MOST_CAPTIONS or any(_is_figure(text) for text in texts):
            break
        first -= 1
    return first


def is_header_row(row: Passage, is_known: KnownWord) -> bool:
    """Whether at least two cells, and more than half of those with text, are known column names."""
    texts = [cell for cell in row.cells if cell]
    known = sum(1 for text in texts if is_known(text))
    return known >= 2 and known * 2 > len(texts) and not any(_is_figure(text) for text in texts)


def _is_lower_header(row: Passage, is_known: KnownWord) -> bool:
    texts = [cell for cell in row.cells if cell]
    return len(texts) >= 2 and all(is_known(text) or text in CODE_PARTS for text in texts)


def is_column_numbers(row: Passage) -> bool:
    """Whether a row only numbers the columns: `栏次 1 2 3`, 1 2 3 from the first cell on, or `**` for a name."""
    texts = [cell for cell in row.cells if cell]
    figures = [text for text in texts if fold(text)]
    marked = len(figures) < len(texts)
    if figures and not figures[0].isdigit():
        marked |= fold(figures.pop(0)) in NUMBERING_WORDS
    counted = figures == [str(n + 1) for n in range(len(figures))]
    return counted and (len(figures) >= 3 or (marked and len(figures) >= 2))


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("-", "").isdigit()


def _columns(header: Sequence[Sequence[str]]) -> Iterator[Column]:
    """One column for each cell of the lowest header row, with the words that stand above it."""
    paths: list[tuple[str, ...]] = [(cell,) if cell else () for cell in header[0]]
    for lower in header[1:]:
        paths = _below(paths, lower)
    return (Column(path) for path in paths)


def _below(upper: list[tuple[str, ...]], lower: Sequence[str]) -> list[tuple[str, ...]]:
    if len(upper) >= len(lower):
        return _below_same_width(upper, lower)
    return _below_spans(upper, lower)


def _below_same_width(upper: list[tuple[str, ...]], lower: Sequence[str]) -> list[tuple[str, ...]]:
    """The upper row prints a span as one word and empty cells: its word stands above all of them."""
    result: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    for index, path in enumerate(upper):
        word = lower[index] if index < len(lower) else ""
        above = path or (above if word else ())
        result.append((*above, word) if word else above)
    return result


def _below_spans(upper: list[tuple[str, ...]], lower: Sequence[str]) -> list[tuple[str, ...]]:
    """The upper row prints a span as one cell: an empty cell below stands under one word, a run under one span or more.

    A run under several spans is cut where the first word of the run comes again.
    """
    result: list[tuple[str, ...]] = []
    remaining = list(upper)
    runs = [list(run) for _, run in groupby(lower, key=bool)]
    for index, run in enumerate(runs):
        needed_later = sum(len(later) if not later[0] else 1 for later in runs[index + 1 :])
        if not run[0]:
            for _ in run:
                result.append(remaining.pop(0) if remaining else ())
            continue
        for part in _parts(run, len(remaining) - needed_later):
            above = remaining.pop(0) if remaining else ()
            result.extend((*above, word) for word in part)
    return result


def _parts(run: list[str], spans: int) -> list[list[str]]:
    if spans <= 1:
        return [run]
    starts = [i for i, word in enumerate(run) if word == run[0]]
    if len(starts) == spans:
        return [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]
    if len(run) % spans == 0:
        size = len(run) // spans
        return [run[i : i + size] for i in range(0, len(run), size)]
    if len(run) == spans:
        return [[word] for word in run]
    return [run]
