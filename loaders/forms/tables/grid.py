"""Tables as grids: captions, the header with its levels, and the body; for any form that has column names.

The header is what stands above the first row of the body: the first row that prints a figure, or that begins like a
row (一、, 合计). A header that comes again on the next page belongs to the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from loaders.formats.row_assembly import NUMBERING_WORDS, TOTALS
from loaders.forms.tables.headers import Column, columns_of
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import money_unit, parse_number
from loaders.values.numerals import numbering
from loaders.values.wording import fold

KnownWord = Callable[[str], bool]

CODE_PARTS = frozenset({"类", "款", "项"})
"""What stands below 科目编码 where a code is printed in three columns."""
MOST_CAPTIONS = 3
"""How many texts a caption row prints at most: body, year and unit."""
_CAPTION = re.compile(r"[:：]|表[)）]?$|^[（(]?(?:19|20)\d{2}年度?[)）]?$")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its header."""

    captions: tuple[Passage, ...]
    header: tuple[Passage, ...]
    columns: tuple[Column, ...]
    body: tuple[Passage, ...]

    def going_on(self, rows: tuple[Passage, ...]) -> Grid:
        """This grid with the rows of its next page."""
        return Grid(self.captions, self.header, self.columns, self.body + rows)


@dataclass(slots=True)
class _Draft:
    captions: list[Passage] = field(default_factory=list)
    header: list[Passage] = field(default_factory=list)
    again: list[Passage] = field(default_factory=list)
    body: list[Passage] = field(default_factory=list)

    def grid(self) -> Grid:
        printed = [row.cells for row in self.header if not is_column_numbers(row)]
        columns = tuple(columns_of(printed))
        return Grid(tuple(self.captions), tuple(self.header + self.again), columns, tuple(self.body))

    def repeats(self, row: Passage) -> bool:
        """Whether a row prints column numbers or a row of the header again."""
        return is_column_numbers(row) or any(_same(row, above) for above in self.header)


def read_grids(rows: Sequence[Passage], lexicon: Lexicon) -> list[Grid]:
    """The grids of a run of rows; several only where another header follows, with column names that name rows."""
    drafts: list[_Draft] = []
    index = 0
    while index < len(rows):
        if drafts and drafts[-1].repeats(rows[index]):
            drafts[-1].again.append(rows[index])
            index += 1
        elif not drafts or _begins(rows, index, lexicon):
            above = _captions_before(rows, index, drafts[-1], lexicon) if drafts else []
            draft, index = _open(rows, index, lexicon)
            draft.captions[:0] = above
            drafts.append(draft)
        else:
            drafts[-1].body.append(rows[index])
            index += 1
    return [draft.grid() for draft in drafts]


def _open(rows: Sequence[Passage], start: int, lexicon: Lexicon) -> tuple[_Draft, int]:
    """The captions and the header that begin at a row, and the index of the first row of the body."""
    draft = _Draft()
    index = start
    width = max(len(row.cells) for row in rows[start:])
    while index < len(rows) and _is_caption(rows[index], width, lexicon):
        draft.captions.append(rows[index])
        index += 1
    while index < len(rows) and _goes_on(draft.header, rows[index], lexicon):
        draft.header.append(rows[index])
        index += 1
    return draft, index


def _begins(rows: Sequence[Passage], index: int, lexicon: Lexicon) -> bool:
    """Whether a row inside a table is the header of another one: mostly column names, one of which names rows."""
    row = rows[index]
    if _is_body(row) or not is_header_row(row, lexicon.is_header_word):
        return False
    return any(lexicon.names_rows(text) for text in row.cells)


def _captions_before(rows: Sequence[Passage], index: int, last: _Draft, lexicon: Lexicon) -> list[Passage]:
    """The rows right above a later header that print few texts and no figures: they were taken for rows before."""
    first = index
    while first and last.body and rows[first - 1] is last.body[-1] and _is_title(rows[first - 1], lexicon):
        last.body.pop()
        first -= 1
    return list(rows[first:index])


def _goes_on(header: Sequence[Passage], row: Passage, lexicon: Lexicon) -> bool:
    """Whether a row belongs to the header that stands above it."""
    if not header:
        return not _is_body(row)
    texts = [cell for cell in row.cells if cell]
    known = [text for text in texts if lexicon.is_header_word(text) or text in CODE_PARTS]
    if is_column_numbers(row):
        return True
    totals = bool(texts) and all(map(is_total_name, texts)) and _under_open(header[-1].cells, row.cells)
    if is_column_numbers(header[-1]) or (_is_body(row) and not totals):
        return False
    if len(row.cells) != len(header[-1].cells):
        return len(texts) >= 2 and len(known) == len(texts)
    return _under_open(header[-1].cells, row.cells) or (len(texts) >= 2 and len(known) * 2 > len(texts))


def _under_open(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether each word stands under an empty cell, or under a word that covers more than one column."""
    printed = [index for index, text in enumerate(lower) if text]
    spans = [not upper[i] or (i + 1 < len(upper) and not upper[i + 1]) for i in printed]
    return bool(spans) and all(spans)


def is_header_row(row: Passage, is_known: KnownWord) -> bool:
    """Whether at least two cells, and more than half of those with text, are known column names."""
    texts = [cell for cell in row.cells if cell]
    known = sum(1 for text in texts if is_known(text))
    return known >= 2 and known * 2 > len(texts) and not any(map(_is_figure, texts))


def is_column_numbers(row: Passage) -> bool:
    """Whether a row only numbers the columns: `栏次 1 2 3`, 1 2 3 from the first cell on, or `**` for a name."""
    texts = [cell for cell in row.cells if cell]
    figures = [re.split("[=＝]", text)[0] for text in texts if fold(text) and fold(text) not in NUMBERING_WORDS]
    marked = len(figures) < len(texts)
    counted = figures == [str(n + 1) for n in range(len(figures))]
    return counted and (len(figures) >= 3 or (marked and len(figures) >= 1))


def is_total_name(text: str) -> bool:
    """Whether a cell only names a total: 合计, 总计, 小计."""
    return fold(text) in TOTALS


def _is_body(row: Passage) -> bool:
    """Whether a row prints a figure, or begins as rows of the body do: with a number (一、) or as the row of totals."""
    if is_column_numbers(row):
        return False
    texts = [cell for cell in row.cells if cell]
    if any(map(_is_figure, texts)):
        return True
    first = texts[0] if texts else ""
    return not texts or numbering(first)[0] is not None or all(map(is_total_name, texts))


def _is_figure(text: str) -> bool:
    return parse_number(text) is not None


def _is_caption(row: Passage, width: int, lexicon: Lexicon) -> bool:
    """Whether a row above a header is no part of it: few texts, among them a label, a year, a unit or a title; one text
    across the table; or fewer cells than the table has columns."""
    texts = [cell for cell in row.cells if cell]
    few = 0 < len(texts) <= MOST_CAPTIONS and not any(map(lexicon.is_header_word, texts)) and not _is_body(row)
    narrow = (len(row.cells) <= MOST_CAPTIONS and len(row.cells) < width) or (len(texts) == 1 and len(row.cells) > 1)
    return few and (narrow or any(_CAPTION.search(text) or money_unit(text) for text in texts))


def _is_title(row: Passage, lexicon: Lexicon) -> bool:
    texts = [cell for cell in row.cells if cell]
    lone = len(texts) == 1 and not lexicon.is_header_word(texts[0]) and not _is_body(row)
    return lone or _is_caption(row, 0, lexicon)


def _same(row: Passage, other: Passage) -> bool:
    texts = [fold(cell) for cell in row.cells if cell]
    return bool(texts) and texts == [fold(cell) for cell in other.cells if cell]



__all__ = ["CODE_PARTS", "Column", "Grid", "is_column_numbers", "is_header_row", "is_total_name", "read_grids"]
