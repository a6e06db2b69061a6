"""Workbooks of the new kind (.xlsx): cells with the texts that they print, by their XML."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from loaders.errors import BrokenFile, DeclaresEntities, TooManyCells
from loaders.formats.packed import Packed
from loaders.formats.passages import CELL_LIMIT
from loaders.formats.sheet.hiding import WIDEST, Hidden, leave_out, places_of
from loaders.formats.sheet.merging import Place, Range, clear_covered
from loaders.formats.sheet.number_formats import BUILT_IN, printed
from loaders.formats.sheet_blocks import Sheet

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORKBOOK = "xl/workbook.xml"
_ON = ("1", "true")


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell is printed: its number format, and whether it has a border."""

    form: str = "General"
    bordered: bool = False


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets of a workbook share: texts, styles, and where days are counted from."""

    package: Packed
    texts: list[str]
    styles: list[_Style]
    from_1904: bool


def is_workbook(package: Packed) -> bool:
    """Whether a package holds a workbook of this kind."""
    return _WORKBOOK in package.file.NameToInfo


def read_xlsx(package: Packed) -> Iterator[Sheet]:
    """The sheets of a workbook in the order of their tabs."""
    root = package.xml(_WORKBOOK)
    if root is None:
        raise BrokenFile(package.path)
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in _ON
    book = _Book(package, _shared_texts(package), _styles(package), from_1904)
    targets = _targets(package)
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        hidden = sheet.get("state", "visible") != "visible"
        part = targets.get(next((str(value) for name, value in sheet.items() if str(name).endswith("}id")), ""))
        content = package.read(part) if part and not hidden else None
        name = sheet.get("name", "")
        yield _sheet(name, content, book) if content else Sheet(name, hidden, {})


def _targets(package: Packed) -> dict[str, str]:
    relations = package.xml("xl/_rels/workbook.xml.rels")
    found = relations.iterfind("{*}Relationship") if relations is not None else ()
    return {r.get("Id", ""): posixpath.normpath(posixpath.join("/xl", r.get("Target", ""))).lstrip("/") for r in found}


def _shared_texts(package: Packed) -> list[str]:
    root = package.xml("xl/sharedStrings.xml")
    return [_text(item) for item in root.iterfind("{*}si")] if root is not None else []


def _text(item: etree._Element) -> str:
    """The text of its runs, without the reading aids above them."""
    return "".join(t.text or "" for path in ("{*}t", "{*}r/{*}t") for t in item.iterfind(path))


def _styles(package: Packed) -> list[_Style]:
    root = package.xml("xl/styles.xml")
    if root is None:
        return []
    borders = [any(side.get("style", "none") != "none" for side in b) for b in root.iterfind("{*}borders/{*}border")]
    own = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")}
    styles: list[_Style] = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        number, border = style.get("numFmtId", "0"), _whole(style.get("borderId"))
        form = own.get(number) or BUILT_IN.get(_whole(number), "General")
        styles.append(_Style(form, border < len(borders) and borders[border]))
    return styles


def _sheet(name: str, content: bytes, book: _Book) -> Sheet:
    """One sheet; rows without a place follow the one before."""
    cells: dict[Place, str] = {}
    bordered: set[Place] = set()
    ranges: list[Range] = []
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    row = -1
    for element in _elements(content, book.package):
        if element.tag.endswith("}mergeCell"):
            ranges.extend(_range(element.get("ref", "")))
        elif element.tag.endswith("}col"):
            last = min(_whole(element.get("max")), WIDEST) - 1
            hidden_columns += [(_whole(element.get("min"), 1) - 1, last)] if element.get("hidden") in _ON else []
        else:
            row = _whole(element.get("r"), row + 2) - 1
            hidden_rows.update([row] if element.get("hidden") in _ON else [])
            row = _read_row(element, row, book, cells, bordered)
        element.clear()
    clear_covered(cells, ranges, book.package.path)
    unseen = leave_out(cells, bordered, ranges, Hidden(hidden_rows, places_of(hidden_columns)))
    return Sheet(name, False, cells, bordered, unseen)


def _read_row(
    element: etree._Element, row: int, book: _Book, cells: dict[Place, str], bordered: set[Place]
) -> int:
    """The texts of one row's cells, and which have borders; cells without a place follow the one before."""
    column = -1
    for cell in element.iterfind("{*}c"):
        row, column = _place(cell.get("r", "")) or (row, column + 1)
        style = _style(cell, book)
        if text := _printed(cell, style, book):
            cells[row, column] = text
            bordered |= {(row, column)} if style.bordered else set()
    if len(cells) > CELL_LIMIT:
        raise TooManyCells(book.package.path, CELL_LIMIT)
    return row


def _elements(content: bytes, package: Packed) -> Iterator[etree._Element]:
    """Rows and merged ranges one by one, so that a large sheet takes little room."""
    tags = ("{*}row", "{*}mergeCell", "{*}col")
    events = etree.iterparse(io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for _, element in events:
            if element.getroottree().docinfo.internalDTD is not None:
                raise DeclaresEntities(package.path)
            yield element
    except etree.XMLSyntaxError as error:
        raise BrokenFile(package.path) from error


def _style(cell: etree._Element, book: _Book) -> _Style:
    number = _whole(cell.get("s"))
    return book.styles[number] if number < len(book.styles) else _Style()


def _printed(cell: etree._Element, style: _Style, book: _Book) -> str:
    """What a cell prints; a formula whose result is not kept in the file as it is written."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return _text(inline) if inline is not None else ""
    value = cell.findtext("{*}v") or ""
    if not value and (formula := cell.findtext("{*}f")):
        return f"={formula}"
    if kind == "s":
        index = _whole(value, -1)
        return book.texts[index] if 0 <= index < len(book.texts) else ""
    if kind == "b":
        return "TRUE" if value in _ON else "FALSE"
    return printed(value, style.form, from_1904=book.from_1904) if kind == "n" else value


def _range(reference: str) -> list[Range]:
    first, _, last = reference.partition(":")
    begin, end = _place(first), _place(last)
    return [(*begin, *end)] if begin and end else []


@lru_cache(maxsize=65_536)
def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0.

    >>> _place("A1"), _place("AB12"), _place("")
    ((0, 0), (11, 27), None)
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else default
