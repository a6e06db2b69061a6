"""Workbooks of the old kind (.xls, .et), with the number formats that their cells are printed in."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError
from xlrd.formatting import XF
from xlrd.sheet import Cell

from loaders.errors import BrokenFile, ProtectedFile
from loaders.formats.sheet.hiding import Hidden, leave_out
from loaders.formats.sheet.merging import Place, Range, clear_covered
from loaders.formats.sheet.number_formats import printed
from loaders.formats.sheet_blocks import Sheet

_DAMAGE = (
    XLRDError, CompDocError, struct.error, AssertionError, AttributeError, EOFError, LookupError,
    MemoryError, OverflowError, RecursionError, TypeError, ValueError, ZeroDivisionError,
)
"""What xlrd raises on bytes that are no workbook; it checks little itself."""


def read_xls(content: bytes, path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook in the order of their tabs."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except _DAMAGE as error:
        if "encrypted" in str(error):
            raise ProtectedFile(path) from error
        raise BrokenFile(path) from error
    for sheet in book.sheets():
        hidden = sheet.visibility != 0
        yield Sheet(sheet.name, True, {}) if hidden else _sheet(book, sheet, path)


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, path: Path) -> Sheet:
    cells: dict[Place, str] = {}
    bordered: set[Place] = set()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            style = _style(book, cell)
            if text := _printed(book, cell, style):
                cells[row, column] = text
                bordered |= {(row, column)} if style is not None and _has_border(style) else set()
    ranges: list[Range] = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
    clear_covered(cells, ranges, path)
    hidden = Hidden(
        {row for row, info in sheet.rowinfo_map.items() if info.hidden},
        {column for column, info in sheet.colinfo_map.items() if info.hidden},
    )
    return Sheet(sheet.name, False, cells, bordered, leave_out(cells, bordered, ranges, hidden))


def _style(book: xlrd.Book, cell: Cell) -> XF | None:
    number = cell.xf_index
    return book.xf_list[number] if number is not None and number < len(book.xf_list) else None


def _has_border(style: XF) -> bool:
    border = style.border
    if border is None:
        return False
    sides = (border.top_line_style, border.bottom_line_style, border.left_line_style, border.right_line_style)
    return any(sides)


def _printed(book: xlrd.Book, cell: Cell, style: XF | None) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(int(cell.value), "")
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    return printed(repr(cell.value), _format(book, style), from_1904=book.datemode == 1)


def _format(book: xlrd.Book, style: XF | None) -> str:
    form = book.format_map.get(style.format_key) if style is not None else None
    return str(form.format_str) if form is not None else "General"
