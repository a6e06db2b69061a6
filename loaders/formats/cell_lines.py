"""Dumps of Word files: a cell is a line that begins with a tab, a row ends at a blank line.

A cell may hold several lines, and may itself end in a blank line; `row_assembly` puts such rows together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from loaders.formats.pieces import Cell, HeaderWords, Line, Piece, RowPiece, TextPiece
from loaders.formats.row_assembly import assemble
from loaders.formats.tidy import repair_blanks, strip_residue
from loaders.values.numerals import numbering, ordinal

_NOTE = re.compile(r"[（(]?(?:注|备注)\d*\s*[:：]")
_PAGE = re.compile(r"(?:page ?number|[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页.{0,12})")
_NUMBER_INSIDE = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})\s*[、.．)）:：]")

Chunk = list[Cell]


def read_cell_lines(lines: Sequence[Line], is_header_word: HeaderWords) -> Iterator[Piece]:
    """Every line of text as a piece of its own, every run of cells as the rows of one table."""
    tables = count(1)
    chunks: list[Chunk] = []
    for item in _runs(lines):
        if isinstance(item, list):
            chunks.append(item)
            continue
        yield from _rows(chunks, next(tables), is_header_word)
        chunks = []
        yield item
    yield from _rows(chunks, next(tables), is_header_word)


def _rows(chunks: list[Chunk], table: int, is_header_word: HeaderWords) -> Iterator[RowPiece]:
    for cells in assemble(chunks, is_header_word):
        if any(cell.text for cell in cells):
            texts = tuple(cell.text for cell in cells)
            yield RowPiece(texts, cells[0].first, cells[-1].last, table)


def _runs(lines: Sequence[Line]) -> Iterator[Chunk | TextPiece]:
    """Cells between blank lines, together; every other line alone."""
    chunk: Chunk = []
    for line in lines:
        if line.text.startswith("\t"):
            chunk.append(_cell(line))
        elif line.blank:
            if chunk:
                yield chunk
            chunk = []
        elif chunk and not _starts_anew(line.text, chunk[-1].text):
            chunk[-1] = _continued(chunk[-1], line)
        else:
            if chunk:
                yield chunk
            chunk = []
            text = repair_blanks(strip_residue(line.text))
            if text:
                yield TextPiece(text, line.number, line.number)
    if chunk:
        yield chunk


def _starts_anew(text: str, cell: str) -> bool:
    """Whether a line that follows a cell without a blank line is no part of it.

    It is none when it carries the mark of a heading, a note or a page, or a number that does not go on with those in
    the cell.
    """
    line = text.strip()
    if "[bookmark:" in text or " TC " in text or _NOTE.match(line) or _PAGE.fullmatch(line):
        return True
    printed, _ = numbering(text)
    number = ordinal(printed)
    if printed is None or number is None:
        return False
    before = {ordinal(match[1]) for match in _NUMBER_INSIDE.finditer(cell)}
    return printed.startswith("第") or (number > 1 and number - 1 not in before)


def _cell(line: Line) -> Cell:
    return Cell(repair_blanks(strip_residue(line.text.strip("\t"))), line.number, line.number)


def _continued(cell: Cell, line: Line) -> Cell:
    more = repair_blanks(strip_residue(line.text))
    text = f"{cell.text}\n{more}" if cell.text and more else cell.text or more
    return Cell(text, cell.first, line.number)
