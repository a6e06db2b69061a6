"""Text files: three layouts of dumped tables, told apart by how tabs and pipes are used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from loaders.formats.cell_lines import read_cell_lines
from loaders.formats.decoding import decode, read_bytes
from loaders.formats.paragraphs import join_lines, kind_of
from loaders.formats.pieces import HeaderWords, Line, Piece, RowPiece
from loaders.formats.pipe_rows import is_pipe_row, read_pipe_rows
from loaders.formats.tab_rows import read_tab_rows
from loaders.places import Document, Passage, Place

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read_text(path: Path, is_header_word: HeaderWords) -> Document:
    """A text file as a document of passages. Raises a `LoadError` that says why a file cannot be read."""
    content = read_bytes(path)
    text, encoding = decode(content, path)
    lines = [Line(number, line) for number, line in enumerate(split_lines(text), start=1)]
    return Document(
        path=str(path),
        format=path.suffix.lower().removeprefix("."),
        encoding=encoding,
        sha256=hashlib.sha256(content).hexdigest(),
        passages=tuple(_passages(join_lines(_pieces(lines, is_header_word)))),
    )


def split_lines(text: str) -> list[str]:
    r"""The lines of a text with any line ends; a form feed ends a line too, other separators stay in the text.

    >>> split_lines("一\r\n二\r三\n四")
    ['一', '二', '三', '四']
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")


def _pieces(lines: Sequence[Line], is_header_word: HeaderWords) -> Iterator[Piece]:
    if sum(is_pipe_row(line) for line in lines) >= 2:
        return read_pipe_rows(lines)
    if _is_tab_dump(lines):
        return read_tab_rows(lines)
    return read_cell_lines(lines, is_header_word)


def _is_tab_dump(lines: Sequence[Line]) -> bool:
    """Whether most lines with tabs have a tab between two cells, not only before their one cell."""
    tabbed = [line.text for line in lines if "\t" in line.text and line.text.strip()]
    between = sum("\t" in text.strip() for text in tabbed)
    return between * 2 > len(tabbed)


def _passages(pieces: Iterable[Piece]) -> Iterator[Passage]:
    numbers = count(1)
    for piece in pieces:
        place = Place(first_line=piece.first, last_line=piece.last)
        if isinstance(piece, RowPiece):
            yield Passage(
                number=next(numbers), kind="row", text=" | ".join(piece.cells), place=place,
                cells=piece.cells, table=piece.table,
            )
        else:
            yield Passage(number=next(numbers), kind=kind_of(piece.text), text=piece.text, place=place)
