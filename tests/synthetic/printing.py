"""A disclosure as blocks, and blocks as the bytes of a file: texts, web pages, Word files, spreadsheets."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

import word_file
from redump import Block, as_cell_lines, as_pipe_rows

from synthetic.disclosure import Disclosure
from synthetic.goal_tables import goal_tables
from synthetic.prose import closing, narrative, organisation
from synthetic.tables import assets, budget_tables, procurement

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def blocks(document: Disclosure) -> list[Block]:
    """Everything that a document prints, in order."""
    return list(_blocks(document))


def _blocks(document: Disclosure) -> Iterator[Block]:
    yield Block(text=document.title)
    yield from budget_tables(document)
    told = list(narrative(document))
    heading = next(place for place, block in enumerate(told) if block.text.startswith("二、"))
    yield from told[:heading]
    yield from organisation(document)
    yield from told[heading:]
    yield from goal_tables(document)
    said = list(closing(document))
    yield from said[:2]
    yield from procurement(document)
    yield from said[2:]
    yield from assets(document)


def as_text(printed: Sequence[Block]) -> bytes:
    """A text with one cell on each line."""
    return as_cell_lines(printed).encode()


def as_markdown(printed: Sequence[Block]) -> bytes:
    """A Markdown text with rows between pipes."""
    return as_pipe_rows(printed).encode()


def as_page(printed: Sequence[Block]) -> bytes:
    """A web page."""
    body = "".join(
        f"<p>{html.escape(block.text)}</p>\n" if not block.rows else
        f"<table>{''.join(f'<tr>{_cells(row)}</tr>' for row in block.rows)}</table>\n" for block in printed
    )
    head = f"<meta charset=utf-8><title>{html.escape(printed[0].text)}</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(cell)}</td>" for cell in row)


def as_word(printed: Sequence[Block]) -> bytes:
    """A Word file."""
    body = "".join(
        word_file.p(escape(block.text)) if not block.rows else
        word_file.tbl(*(word_file.tr(*(word_file.td(escape(cell)) for cell in row)) for row in _even(block.rows)))
        for block in printed
    )
    return _package({"word/document.xml": word_file.part("document", f"<w:body>{body}</w:body>")})


def as_sheet(printed: Sequence[Block]) -> bytes:
    """A workbook of one sheet, a blank row behind each block."""
    rows: list[Sequence[str]] = []
    for block in printed:
        rows += [*(block.rows or [(block.text,)]), ()]
    lines = "".join(f'<row r="{line}">{_sheet_cells(line, row)}</row>' for line, row in enumerate(rows, 1))
    sheet = f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>"
    return _package(_BOOK | {"xl/worksheets/sheet1.xml": sheet})


def _sheet_cells(line: int, row: Sequence[str]) -> str:
    return "".join(
        f'<c r="{"ABCDEFGHIJ"[column]}{line}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for column, text in enumerate(row) if text
    )


def _even(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    width = max(map(len, rows))
    return [row + ("",) * (width - len(row)) for row in rows]


def _package(parts: dict[str, str]) -> bytes:
    """A zip of named parts without a moment of its own."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return room.getvalue()


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK = {
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_RELATION}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets><sheet name="公开" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
    f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

PRINTERS: tuple[tuple[str, int, Callable[[Sequence[Block]], bytes]], ...] = (
    (".md", 40, as_markdown), (".txt", 25, as_text), (".html", 20, as_page), (".docx", 10, as_word),
    (".xlsx", 5, as_sheet),
)
"""Endings, how many of a hundred documents bear each, and what prints them."""
