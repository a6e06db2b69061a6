"""Delimited text (.csv, .tsv): one table, its rows where they stand in the file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loaders.errors import BrokenFile, TooManyCells
from loaders.formats.decoding import decode, read_bytes
from loaders.formats.passages import CELL_LIMIT, document_of
from loaders.formats.pieces import HeaderWords
from loaders.formats.sheet_blocks import Sheet, read_sheets
from loaders.places import Document

SUFFIXES = (".csv", ".tsv")
_DELIMITERS = "\t,;|"
_SAMPLE = 200
"""How many lines tell the delimiter."""


def read_delimited(path: Path, is_header_word: HeaderWords) -> Document:
    """A delimited text as a document."""
    return read_delimited_bytes(read_bytes(path), path)


def read_delimited_bytes(content: bytes, path: Path) -> Document:
    """A delimited text from its bytes; titles and notes are told from its table as in a sheet."""
    text, encoding = decode(content, path)
    cells: dict[tuple[int, int], str] = {}
    lines: dict[int, int] = {}
    try:
        for row, (line, texts) in enumerate(_rows(text)):
            lines[row] = line
            cells.update({(row, column): cell for column, cell in enumerate(texts) if cell})
            if len(cells) > CELL_LIMIT:
                raise TooManyCells(path, CELL_LIMIT)
    except csv.Error as error:
        raise BrokenFile(path) from error
    sheet = Sheet("", False, cells, lines=lines)
    return document_of(path, content, read_sheets([sheet], paged=False), encoding=encoding)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line in which each begins."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    line = 1
    for row in rows:
        yield line, row
        line = rows.line_num + 1


def delimiter_of(text: str) -> str:
    r"""The sign that the first lines hold most evenly: in most of them, as often in each.

    >>> delimiter_of("项目,金额\n办公费,1\n"), delimiter_of("项目\t1,000\n差旅费\t2,000\n"), delimiter_of("a;b\n")
    (',', '\t', ';')
    """
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        (most, lines_with), = Counter(line.count(sign) for line in lines).most_common(1) or [(0, 0)]
        return (lines_with, most) if most else (0, 0)

    return max(_DELIMITERS, key=evenness)
