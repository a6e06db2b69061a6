"""OpenDocument sheets (.ods): they keep the text that a cell prints beside its value."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loaders.errors import BrokenFile, ProtectedFile, TooManyCells
from loaders.formats.packed import Packed
from loaders.formats.passages import CELL_LIMIT
from loaders.formats.sheet_blocks import Sheet

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _TEXT, _STYLE = (f"{{{_SPACE.format(name)}}}" for name in ("table", "text", "style"))
_ROWS = frozenset(f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def is_ods(package: Packed) -> bool:
    """Whether a package is an OpenDocument file."""
    return "content.xml" in package.file.NameToInfo and "META-INF/manifest.xml" in package.file.NameToInfo


def read_ods(package: Packed) -> Iterator[Sheet]:
    """The sheets in the order of their tabs."""
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise ProtectedFile(package.path)
    root = package.xml("content.xml")
    body = root.find("{*}body/{*}spreadsheet") if root is not None else None
    if root is None or body is None:
        raise BrokenFile(package.path)
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iterfind(f"{{*}}automatic-styles/{_STYLE}style")
        if any(p.get(f"{_TABLE}display") == "false" for p in style.iterfind(f"{_STYLE}table-properties"))
    }
    for table in body.iterfind(f"{_TABLE}table"):
        hidden = table.get(f"{_TABLE}style-name") in unseen
        yield Sheet(table.get(f"{_TABLE}name", ""), hidden, {} if hidden else _cells(table, package))


def _cells(table: etree._Element, package: Packed) -> dict[tuple[int, int], str]:
    """Cells by row and column. Those that say nothing are only counted, however often they are repeated."""
    cells: dict[tuple[int, int], str] = {}
    row = 0
    for element in _rows(table):
        printed = _row(element, package)
        repeated = _repeated(element, "rows") if printed else 1
        if len(cells) + len(printed) * repeated > CELL_LIMIT:
            raise TooManyCells(package.path, CELL_LIMIT)
        for again in range(repeated):
            cells.update({(row + again, column): text for column, text in printed.items()})
        row += _repeated(element, "rows")
    return cells


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _row(row: etree._Element, package: Packed) -> dict[int, str]:
    printed: dict[int, str] = {}
    column = 0
    for cell in row.iterchildren(*_CELLS):
        repeated = _repeated(cell, "columns")
        text = _text(cell) if cell.tag == _CELLS[0] else ""
        if text and len(printed) + repeated > CELL_LIMIT:
            raise TooManyCells(package.path, CELL_LIMIT)
        printed.update(dict.fromkeys(range(column, column + repeated), text) if text else {})
        column += repeated
    return printed


def _repeated(element: etree._Element, what: str) -> int:
    times = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(int(times), 1) if times.isascii() and times.isdigit() and len(times) < 9 else 1


def _text(cell: etree._Element) -> str:
    """The paragraphs of a cell on lines of their own; notes on the cell are no part of it."""
    return "\n".join(_printed(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p")).strip("\n")


def _printed(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(_BLANKS.get(child.tag) or _printed(child))
        parts.append(child.tail or "")
    return "".join(parts)
