"""Blocks as Word files, spreadsheets and web pages, with merged cells as the printed forms have them."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from pathlib import Path

import docx
import openpyxl
from grids import Cell, grid_of
from openpyxl.styles import Alignment, Border, Side
from redump import Block

_FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,11})(?:\.\d{1,6})?")

BORDER = Border(*[Side("thin")] * 4)


def as_docx(blocks: Iterable[Block], path: Path) -> None:
    """A Word file with real merged cells."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    for block in blocks:
        if not block.rows:
            document.add_paragraph(block.text)
            continue
        grid = grid_of(block.rows)
        table = document.add_table(len(grid.rows), grid.width, "Table Grid")
        for number, row in enumerate(grid.rows):
            for cell in row:
                first = table.cell(number, cell.column)
                last = table.cell(number + cell.rows - 1, cell.column + cell.columns - 1)
                (first if first is last else first.merge(last)).text = cell.text
        document.add_paragraph("")
    document.save(str(path))


def as_doc(blocks: Iterable[Block], path: Path) -> None:
    """An old Word file, made by LibreOffice."""
    given = path.with_suffix(".docx")
    as_docx(blocks, given)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", str(path.parent)]
    subprocess.run([*convert, str(given)], check=True, capture_output=True, timeout=120)


def as_xlsx(blocks: Iterable[Block], path: Path) -> None:
    """A workbook of one sheet: texts in merged cells, a blank row behind each, figures as numbers with a format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for column in "ABCDEFGH":
        sheet.column_dimensions[column].width = 22
    line = 1
    for block in blocks:
        if not block.rows:
            sheet.cell(line, 1, block.text)
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=8)
            line += 2
            continue
        grid = grid_of(block.rows)
        for number, row in enumerate(grid.rows):
            for cell in row:
                _put(sheet.cell(line + number, cell.column + 1), cell.text)
                for down, over in product(range(cell.rows), range(cell.columns)):
                    sheet.cell(line + number + down, cell.column + 1 + over).border = BORDER
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_cells(
                        start_row=line + number, end_row=line + number + cell.rows - 1,
                        start_column=cell.column + 1, end_column=cell.column + cell.columns,
                    )
        line += len(grid.rows) + 1
    book.save(path)


def _put(cell: openpyxl.cell.Cell, text: str) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if not _FIGURE.fullmatch(text):
        cell.value = text or None
        return
    cell.value = Decimal(text.replace(",", ""))
    decimals = len(text.partition(".")[2])
    cell.number_format = ("#,##0" if "," in text else "0") + (f".{'0' * decimals}" if decimals else "")


def as_html(blocks: Iterable[Block], path: Path) -> None:
    """A web page in GBK: a menu, the article, and the foot of the page."""
    parts: list[str] = []
    blocks = list(blocks)
    title = next(_escaped(block.text) for block in blocks if block.text)
    for block in blocks:
        if not block.rows:
            parts.append(f"<p style='text-indent:2em'><span>{_escaped(block.text)}</span></p>")
            continue
        rows = "".join(f"<tr>{''.join(map(_td, row))}</tr>\n" for row in grid_of(block.rows).rows)
        parts.append(f"<table border=1><tbody>{rows}</tbody></table>")
    menu = "".join(f"<li><a href='/{n}/'>栏目{n}</a></li>" for n in range(30))
    page = (
        "<!DOCTYPE html><html><head><meta charset=gbk>"
        f"<meta name='ArticleTitle' content='{title}'><title>公开</title><script>var a='部门';</script></head><body>"
        f"<div class='header'><ul class='nav'>{menu}</ul></div><div id='main'><div class='TRS_Editor'>"
        f"{''.join(parts)}</div></div><div class='footer'>主办单位：某某网站 版权所有</div></body></html>"
    )
    path.write_bytes(page.encode("gbk", "xmlcharrefreplace"))


def _td(cell: Cell) -> str:
    columns = f" colspan={cell.columns}" if cell.columns > 1 else ""
    rows = f" rowspan={cell.rows}" if cell.rows > 1 else ""
    return f"<td{columns}{rows}><p>{_escaped(cell.text)}</p></td>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br/>")
