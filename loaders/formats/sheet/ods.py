"""OpenDocument sheets (.ods): they keep the text that a cell prints beside its value."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loaders.errors import BrokenFile, ProtectedFile, TooManyCells
from loaders.formats.packed import Packed
from loaders.formats.passages import CELL_LIMIT
from loaders.formats.sheet.hiding import WIDEST, Hidden, leave_out, places_of
from loaders.formats.sheet.merging import Place, Range
from loaders.formats.sheet_blocks import Sheet

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _TEXT, _STYLE = (f"{{{_SPACE.format(name)}}}" for name in ("table", "text", "style"))
_GROUPS = frozenset(
    f"{_TABLE}table-{name}"
    for name in ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
)
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
        name = table.get(f"{_TABLE}name", "")
        yield Sheet(name, True, {}) if table.get(f"{_TABLE}style-name") in unseen else _sheet(name, table, package)


def _sheet(name: str, table: etree._Element, package: Packed) -> Sheet:
    """Cells by row and column. Those that say nothing are only counted, however often they are repeated."""
    cells: dict[Place, str] = {}
    ranges: list[Range] = []
    hidden_rows: list[tuple[int, int]] = []
    row = 0
    for element in _rows(table):
        printed = _row(element, package)
        repeated = _repeated(element, "rows") if printed else 1
        if len(cells) + len(printed) * repeated > CELL_LIMIT:
            raise TooManyCells(package.path, CELL_LIMIT)
        for again in range(repeated):
            cells.update({(row + again, column): text for column, (text, _) in printed.items()})
        ranges += [(row, column, row + down, column + over) for column, (_, (down, over)) in printed.items()]
        hidden_rows += [(row, row + repeated - 1)] if _is_hidden(element) else []
        row += _repeated(element, "rows")
    hidden = Hidden(places_of(hidden_rows), _columns(table))
    return Sheet(name, False, cells, unseen=leave_out(cells, set(), ranges, hidden))


def _columns(table: etree._Element) -> set[int]:
    """The columns that are hidden."""
    hidden: list[tuple[int, int]] = []
    first = 0
    for column in _below(table, f"{_TABLE}table-column"):
        repeated = _repeated(column, "columns")
        hidden += [(first, min(first + repeated, WIDEST) - 1)] if _is_hidden(column) else []
        first += repeated
    return places_of(hidden)


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _below(table, f"{_TABLE}table-row")


def _below(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name, those in groups too."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _GROUPS:
            yield from _below(child, name)


def _row(row: etree._Element, package: Packed) -> dict[int, tuple[str, tuple[int, int]]]:
    """By column the text of each cell, and how many more rows and columns it covers."""
    printed: dict[int, tuple[str, tuple[int, int]]] = {}
    column = 0
    for cell in row.iterchildren(*_CELLS):
        repeated = _repeated(cell, "columns")
        text = _text(cell) if cell.tag == _CELLS[0] else ""
        if text and len(printed) + repeated > CELL_LIMIT:
            raise TooManyCells(package.path, CELL_LIMIT)
        if text:
            more = (_spanned(cell, "rows") - 1, _spanned(cell, "columns") - 1)
            printed.update(dict.fromkeys(range(column, column + repeated), (text, more)))
        column += repeated
    return printed


def _spanned(cell: etree._Element, what: str) -> int:
    return _times(cell.get(f"{_TABLE}number-{what}-spanned"))


def _repeated(element: etree._Element, what: str) -> int:
    return _times(element.get(f"{_TABLE}number-{what}-repeated"))


def _times(text: str | None) -> int:
    return max(int(text), 1) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else 1


def _text(cell: etree._Element) -> str:
    """The paragraphs of a cell on lines of their own; notes on the cell are no part of it."""
    return "\n".join(_printed(paragraph) for paragraph in cell.iterchildren(f"{_TEXT}p")).strip("\n")


def _printed(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(_BLANKS.get(child.tag) or _printed(child))
        parts.append(child.tail or "")
    return "".join(parts)
