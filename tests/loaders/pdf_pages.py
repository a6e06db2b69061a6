"""Blocks as the pages of a PDF: paragraphs, and ruled tables with merged cells, their headers again on each page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grids import Cell, Grid, grid_of
from made_pdfs import A4, FONT, rule
from made_pdfs import text as string
from redump import Block
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from loaders.lexicon import lexicon

SIZE, LINE = 10.5, 18.0
CELL_SIZE, CELL_LINE = 8.0, 10.0
LEFT, RIGHT, TOP, BOTTOM = 50.0, 545.0, 60.0, 780.0
PAD = 3.0
NARROWEST, WIDEST = 22.0, 160.0
_WORD = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》〉”’%…")


def as_pdf(blocks: Iterable[Block], path: Path) -> None:
    """A PDF, the same bytes each time."""
    pages = _Pages(Canvas(str(path), pagesize=A4, invariant=True))
    for number, block in enumerate(blocks):
        if block.rows:
            _Ruled(pages, grid_of(block.rows)).draw()
            continue
        for line in block.text.split("\n"):
            pages.title(line) if number == 0 else pages.paragraph(line)
    pages.close()


@dataclass
class _Pages:
    """Where the next thing is printed: `down` points below the upper edge of the page."""

    canvas: Canvas
    down: float = TOP
    number: int = 1

    def turn(self) -> None:
        text(self.canvas, 290, 810, f"- {self.number} -", 9)
        self.canvas.showPage()
        self.down, self.number = TOP, self.number + 1

    def close(self) -> None:
        self.turn()
        self.canvas.save()

    def title(self, line: str) -> None:
        width = width_of(line, 16)
        text(self.canvas, max(LEFT, (LEFT + RIGHT - width) / 2), self.down, line, 16)
        self.down += 2 * LINE

    def paragraph(self, line: str) -> None:
        for number, part in enumerate(wrapped(line, RIGHT - LEFT, SIZE, 2 * SIZE)):
            if self.down > BOTTOM:
                self.turn()
            text(self.canvas, LEFT + (0 if number else 2 * SIZE), self.down, part, SIZE)
            self.down += LINE


def text(canvas: Canvas, x: float, y: float, line: str, size: float) -> None:
    """A line whose blanks are as wide as half an ideograph, as Word prints them in Chinese text."""
    for word in line.split(" "):
        string(canvas, x, y, word, size)
        x += width_of(word, size) + size / 2


def width_of(line: str, size: float) -> float:
    """How wide a line is printed."""
    return float(stringWidth(line.replace(" ", ""), FONT, size)) + line.count(" ") * size / 2


def wrapped(line: str, width: float, size: float, indent: float = 0) -> Iterator[str]:
    """A text in lines of a width: Latin words and figures stay whole where they can, no line begins with a comma."""
    part, room = "", width - indent
    for word in _WORD.findall(line):
        for piece in [word] if width_of(word, size) <= width else word:
            if part and width_of(part + piece, size) > room:
                kept = part[:-1] if piece in _NOT_FIRST and len(part) > 1 else part
                yield kept
                part, room = part[len(kept) :], width
            part += piece
    yield part


@dataclass
class _Open:
    """A merged cell that has begun on this page."""

    cell: Cell
    top: float
    lines: list[str]
    left: int


@dataclass
class _Ruled:
    """A table on its way onto the pages."""

    pages: _Pages
    grid: Grid
    edges: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    def draw(self) -> None:
        self.edges = _edges(self.grid)
        self.heights = self._heights()
        header = self._header()
        opened: list[_Open] = []
        for number, row in enumerate(self.grid.rows):
            if self.pages.down + self.heights[number] > BOTTOM and self.pages.down > TOP:
                left_over = [self._close(cell) for cell in opened]
                self.pages.turn()
                if number >= header > 0:
                    self._header_again(header)
                cut = zip(opened, left_over, strict=True)
                opened = [_Open(cell.cell, self.pages.down, lines, cell.left) for cell, lines in cut]
            opened = self._row(row, number, opened)
        self.pages.down += LINE

    def _header_again(self, header: int) -> None:
        opened: list[_Open] = []
        for number in range(header):
            opened = self._row(self.grid.rows[number], number, opened)

    def _row(self, row: list[Cell], number: int, opened: list[_Open]) -> list[_Open]:
        """Draw what ends in this row; what goes on below is returned."""
        begun = [_Open(cell, self.pages.down, self._lines(cell), cell.rows) for cell in row]
        self.pages.down += self.heights[number]
        going_on: list[_Open] = []
        for cell in [*opened, *begun]:
            cell.left -= 1
            if cell.left:
                going_on.append(cell)
            else:
                self._close(cell)
        return going_on

    def _close(self, cell: _Open) -> list[str]:
        """The borders of a cell down to here, and its text in the middle of them; lines without room are returned."""
        left, right = self.edges[cell.cell.column], self.edges[cell.cell.column + cell.cell.columns]
        down, canvas = self.pages.down, self.pages.canvas
        if cell.top == down:
            return cell.lines
        for x, y, u, v in ((left, cell.top, right, cell.top), (left, down, right, down),
                           (left, cell.top, left, down), (right, cell.top, right, down)):
            rule(canvas, x, y, u, v)
        printed = cell.lines[: max(1, int((down - cell.top - PAD) / CELL_LINE))]
        start = cell.top + max(PAD, (down - cell.top - len(printed) * CELL_LINE) / 2)
        for number, line in enumerate(printed):
            text(canvas, left + PAD, start + CELL_SIZE + number * CELL_LINE, line, CELL_SIZE)
        return cell.lines[len(printed) :]

    def _lines(self, cell: Cell) -> list[str]:
        width = self.edges[cell.column + cell.columns] - self.edges[cell.column] - 2 * PAD
        return [part for line in cell.text.split("\n") for part in wrapped(line, width, CELL_SIZE)]

    def _heights(self) -> list[float]:
        heights = [0.0] * len(self.grid.rows)
        for number, row in enumerate(self.grid.rows):
            single = [len(self._lines(cell)) for cell in row if cell.rows == 1]
            heights[number] = max(single, default=1) * CELL_LINE + 2 * PAD
        for number, row in enumerate(self.grid.rows):
            for cell in row:
                needed = len(self._lines(cell)) * CELL_LINE + 2 * PAD
                last = number + cell.rows - 1
                heights[last] += max(0.0, needed - sum(heights[number : last + 1]))
        return heights

    def _header(self) -> int:
        """How many rows at the top hold nothing but column names."""
        is_name = lexicon().is_header_word
        names = [all(is_name(cell.text) for cell in row if cell.text) for row in self.grid.rows]
        return names.index(False) if False in names else 0


def _edges(grid: Grid) -> list[float]:
    """The left edges of the columns and the right edge of the last: wider where more is printed."""
    wanted = [NARROWEST] * grid.width
    for row in grid.rows:
        for cell in row:
            if cell.columns == 1:
                longest = max(width_of(line, CELL_SIZE) for line in cell.text.split("\n"))
                wanted[cell.column] = max(wanted[cell.column], min(longest + 2 * PAD + 1, WIDEST))
    scale = (RIGHT - LEFT) / sum(wanted)
    edges = [LEFT]
    for width in wanted:
        edges.append(edges[-1] + width * scale)
    return edges
