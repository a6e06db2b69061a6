"""Dumps of Word files: a cell is a line that begins with a tab, a row ends at a blank line.

A cell may hold several lines, and may itself end in a blank line; `row_assembly` puts such rows together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from loaders.formats.pieces import Cell, HeaderWords, Line, Piece, RowPiece, TextPiece
from loaders.formats.row_assembly import assemble
from loaders.formats.tidy import repair_blanks, strip_residue

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
        elif chunk and not _starts_anew(line.text):
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


def _starts_anew(text: str) -> bool:
    """Whether a line that follows a cell carries the mark of a heading, which no cell has."""
    return "[bookmark:" in text or " TC " in text


def _cell(line: Line) -> Cell:
    return Cell(repair_blanks(strip_residue(line.text.strip("\t"))), line.number, line.number)


def _continued(cell: Cell, line: Line) -> Cell:
    more = repair_blanks(strip_residue(line.text))
    text = f"{cell.text}\n{more}" if cell.text and more else cell.text or more
    return Cell(text, cell.first, line.number)
