"""Text files: three layouts of dumped tables, told apart by how tabs and pipes are used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from loaders.errors import TooMuchText
from loaders.formats.cell_lines import read_cell_lines
from loaders.formats.decoding import decode, read_bytes
from loaders.formats.paragraphs import join_lines, kind_of
from loaders.formats.pieces import HeaderWords, Line, Piece, RowPiece
from loaders.formats.pipe_rows import is_pipe_row, read_pipe_rows
from loaders.formats.tab_rows import read_tab_rows
from loaders.places import Document, Passage, Place

_HEADING_MARK = re.compile(r"^#{1,6}\s+")
LINE_LIMIT = 300_000
"""How many lines a text may have; where each cell has a line of its own, long disclosures have some ten thousand."""
SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read_text(path: Path, is_header_word: HeaderWords) -> Document:
    """A text file as a document of passages. Raises a `LoadError` that says why a file cannot be read."""
    content = read_bytes(path)
    text, encoding = decode(content, path)
    lines = [Line(number, line) for number, line in enumerate(split_lines(text), start=1)]
    if len(lines) > LINE_LIMIT:
        raise TooMuchText(path, LINE_LIMIT, "lines")
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
    """The pieces of each stretch of one layout; tables are numbered through the whole file."""
    tables: dict[tuple[int, int], int] = {}
    markdown = any(is_pipe_row(line) or _HEADING_MARK.match(line.text) for line in lines)
    if markdown:
        lines = [Line(line.number, _HEADING_MARK.sub("", line.text)) for line in lines]
    tab_dump = _is_tab_dump([line for line in lines if not is_pipe_row(line)])
    stretches = list(_stretches(lines))
    for number, (piped, stretch) in enumerate(stretches):
        if piped or (markdown and not any("\t" in line.text for line in stretch)):
            pieces = read_pipe_rows(stretch)
        else:
            pieces = read_tab_rows(stretch) if tab_dump else read_cell_lines(stretch, is_header_word)
        for piece in pieces:
            if isinstance(piece, RowPiece):
                piece = replace(piece, table=tables.setdefault((number, piece.table), len(tables) + 1))
            yield piece


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines cut where pipe tables begin and end; blank lines go with what stands before them."""
    stretch: list[Line] = []
    piped = False
    for line in lines:
        if not line.blank and is_pipe_row(line) != piped:
            if stretch:
                yield piped, stretch
            stretch, piped = [], is_pipe_row(line)
        stretch.append(line)
    if stretch:
        yield piped, stretch


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
