"""Bytes to passages: one module for each file format, chosen by what a file is. No knowledge of budgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from loaders.errors import UnknownFormat
from loaders.formats.decoding import read_bytes
from loaders.formats.delimited import SUFFIXES as DELIMITED_SUFFIXES
from loaders.formats.delimited import read_delimited
from loaders.formats.html import SUFFIXES as HTML_SUFFIXES
from loaders.formats.html import read_html
from loaders.formats.pdf import SUFFIXES as PDF_SUFFIXES
from loaders.formats.pdf import read_pdf
from loaders.formats.pieces import HeaderWords
from loaders.formats.sheet import SUFFIXES as SHEET_SUFFIXES
from loaders.formats.sheet import read_sheet
from loaders.formats.sniffing import suffix_of
from loaders.formats.text import SUFFIXES as TEXT_SUFFIXES
from loaders.formats.text import read_text
from loaders.formats.word import SUFFIXES as WORD_SUFFIXES
from loaders.formats.word import read_word
from loaders.places import Document

READERS = {
    **dict.fromkeys(TEXT_SUFFIXES, read_text),
    **dict.fromkeys(WORD_SUFFIXES, read_word),
    **dict.fromkeys(HTML_SUFFIXES, read_html),
    **dict.fromkeys(SHEET_SUFFIXES, read_sheet),
    **dict.fromkeys(DELIMITED_SUFFIXES, read_delimited),
    **dict.fromkeys(PDF_SUFFIXES, read_pdf),
}


def read_document(path: Path, is_header_word: HeaderWords) -> Document:
    """The passages of one file, read as what its bytes say it is. Raises a `LoadError` when it cannot be read."""
    suffix = suffix_of(path, read_bytes(path))
    reader = READERS.get(suffix)
    if reader is None:
        raise UnknownFormat(path)
    return replace(reader(path, is_header_word), format=suffix.removeprefix("."))
