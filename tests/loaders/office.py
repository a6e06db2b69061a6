"""The sample documents as Word files, spreadsheets and web pages, with merged cells as the printed forms have them."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from openpyxl.styles import Alignment
from redump import Block

from loaders.forms.grid import _below_spans

_FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,11})(?:\.\d{1,6})?")
SPANS = {("序号", "支出部门经济分类科目", "一般公共预算基本支出"): [1, 2, 3]}
"""Column names that cover other columns than the empty cells below them tell."""
_LEVEL = re.compile(r"[一二]级指标|名称")


@dataclass
class Cell:
    """A cell and the columns and rows that it covers."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


@dataclass
class Grid:
    """A table of merged cells."""

    rows: list[list[Cell]]
    width: int

    def cells(self) -> list[tuple[str, ...]]:
        """What a reader must say: the text of a merged cell once, all rows of one width."""
        texts = [[""] * self.width for _ in self.rows]
        for number, row in enumerate(self.rows):
            for cell in row:
                texts[number][cell.column] = cell.text
        return [tuple(row) for row in texts if any(row)]


def grid_of(rows: tuple[tuple[str, ...], ...]) -> Grid:
    """A table in which short rows are widened, and levels and column names cover the empty cells below them."""
    width = max(map(len, rows))
    grid = Grid([], width)
    for row, below in zip(rows, [*rows[1:], ()], strict=True):
        cells: list[Cell] = []
        for text, columns in zip(row, _spans(row, below, width), strict=True):
            cells.append(Cell(text, sum(cell.columns for cell in cells), columns))
        grid.rows.append(cells)
    _merge_down(grid)
    return grid


def _spans(row: tuple[str, ...], below: tuple[str, ...], width: int) -> list[int]:
    """How many columns each cell of a row covers: those of the words below a column name, the rest for the last."""
    if row in SPANS:
        return SPANS[row]
    if len(row) < len(below) == width and "" in below and all(row):
        paths = _below_spans([(str(index),) for index in range(len(row))], below)
        return [max(1, sum(path[:1] == (str(index),) for path in paths)) for index in range(len(row))]
    return [1] * (len(row) - 1) + [width - len(row) + 1]


def _merge_down(grid: Grid) -> None:
    """Let a level or a column name above empty cells cover them."""
    levels: set[int] = set()
    above: dict[int, Cell] = {}
    for number, row in enumerate(grid.rows):
        texts = [cell.text for cell in row]
        if any("一级指标" in text for text in texts):
            levels = {cell.column for cell in row if _LEVEL.fullmatch(cell.text)}
            above = {}
            continue
        names = grid.rows[number - 1] if number and len(grid.rows[number - 1]) < len(row) else []
        upper = {cell.column: cell for cell in names}
        for cell in list(row):
            over = above.get(cell.column) if cell.column in levels else upper.get(cell.column)
            if not cell.text and cell.columns == 1 and over is not None and over.columns == 1 and over.text:
                over.rows += 1
                row.remove(cell)
            elif cell.column in levels:
                above[cell.column] = cell


def as_docx(blocks: Iterable[Block], path: Path) -> None:
    """A Word file with real merged cells."""
    document = docx.Document()
    for block in blocks:
        if not block.rows:
            document.add_paragraph(block.text)
            continue
        grid = grid_of(block.rows)
        table = document.add_table(len(grid.rows), grid.width)
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
    sheet = book.active
    assert sheet is not None
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
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_cells(
                        start_row=line + number, end_row=line + number + cell.rows - 1,
                        start_column=cell.column + 1, end_column=cell.column + cell.columns,
                    )
        line += len(grid.rows) + 1
    book.save(path)


def _put(cell: openpyxl.cell.Cell, text: str) -> None:
    cell.alignment = Alignment(wrap_text=True)
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


RENDERINGS: dict[str, Callable[[Iterable[Block], Path], None]] = {".docx": as_docx, ".xlsx": as_xlsx, ".html": as_html}
if shutil.which("soffice"):
    RENDERINGS[".doc"] = as_doc
