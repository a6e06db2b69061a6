"""Spreadsheets: .xlsx, .xls and .ods, their cells as printed; what a file is, is told by its bytes."""

from __future__ import annotations

from pathlib import Path

from loaders.errors import BrokenFile
from loaders.formats.decoding import read_bytes
from loaders.formats.delimited import read_delimited_bytes
from loaders.formats.packed import OLE_MARK, ZIP_MARKS, open_office, refuse_protected
from loaders.formats.passages import document_of
from loaders.formats.pieces import HeaderWords
from loaders.formats.sheet.ods import is_ods, read_ods
from loaders.formats.sheet.xls import read_xls
from loaders.formats.sheet.xlsx import is_workbook, read_xlsx
from loaders.formats.sheet_blocks import Sheet, read_sheets
from loaders.places import Document

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


def read_sheet(path: Path, is_header_word: HeaderWords) -> Document:
    """A workbook as a document whose pages are its sheets. Texts named .xls are read as what they are."""
    content = read_bytes(path)
    refuse_protected(content, path)
    if path.suffix.lower() == ".xls" and not content.startswith((OLE_MARK, *ZIP_MARKS)):
        return read_delimited_bytes(content, path)
    sheets = list(_sheets(content, path))
    return document_of(path, content, read_sheets(sheets), pages=len(sheets))


def _sheets(content: bytes, path: Path) -> list[Sheet]:
    if content.startswith(OLE_MARK):
        return list(read_xls(content, path))
    package = open_office(content, path)
    if is_workbook(package):
        return list(read_xlsx(package))
    if is_ods(package):
        return list(read_ods(package))
    raise BrokenFile(path)
