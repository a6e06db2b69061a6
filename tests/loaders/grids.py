"""Rows of a table as a grid of merged cells, as the printed forms have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.forms.tables.headers import _below_spans
from loaders.lexicon import lexicon

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
    is_name = lexicon().is_header_word
    for number, row in enumerate(grid.rows):
        texts = [cell.text for cell in row]
        if any("一级指标" in text for text in texts):
            levels = {cell.column for cell in row if _LEVEL.fullmatch(cell.text)}
            above = {}
            continue
        names = grid.rows[number - 1] if number and len(grid.rows[number - 1]) < len(row) else []
        upper = {cell.column: cell for cell in names} if all(is_name(cell.text) for cell in names) else {}
        for cell in list(row):
            over = above.get(cell.column) if cell.column in levels else upper.get(cell.column)
            if not cell.text and cell.columns == 1 and over is not None and over.columns == 1 and over.text:
                over.rows += 1
                row.remove(cell)
            elif cell.column in levels:
                above[cell.column] = cell
