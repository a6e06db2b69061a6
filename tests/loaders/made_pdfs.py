"""PDFs made for the tests: pages of ruled tables and text, drawn as the programs of published files draw them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from loaders.formats.pdf import read_pdf
from loaders.places import Document, Passage, Table

FONT = "STSong-Light"
SIZE = 10
A4 = (595, 842)
Draw = Callable[[Canvas], None]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

HEADER = ["科目编码", "科目名称", "合计", "基本支出"]
WIDTHS = [70, 150, 80, 80]
ROWS = [HEADER, ["201", "一般公共服务支出", "120.50", "100.00"], ["20101", "人大事务", "20.50", ""]]


def make(path: Path, pages: Sequence[Draw], *, size: tuple[float, float] = A4, turn: int = 0, key: str | None = None,
         owner: str = "owner") -> Path:
    """A file of these pages; with `key`, encrypted (the empty one opens without asking)."""
    canvas = Canvas(
        str(path), pagesize=size, invariant=True,
        encrypt=None if key is None else StandardEncryption(key, ownerPassword=owner, strength=128),
    )
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        if turn:
            canvas.setPageRotation(turn)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def text(canvas: Canvas, x: float, y: float, string: str, size: float = SIZE) -> None:
    """A line of text whose foot is `y` points below the upper edge."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, canvas._pagesize[1] - y, string)


def rule(canvas: Canvas, x: float, y: float, u: float, v: float) -> None:
    """A line between two points, counted from the upper left corner."""
    height = canvas._pagesize[1]
    canvas.line(x, height - y, u, height - v)


def through(canvas: Canvas, window: tuple[float, float, float, float], draw: Draw) -> None:
    """What is drawn, as far as it is seen through a window (left, top, right, bottom)."""
    left, top, right, bottom = window
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, canvas._pagesize[1] - bottom, right - left, bottom - top)
    canvas.clipPath(path, stroke=0, fill=0)
    draw(canvas)
    canvas.restoreState()


def table(canvas: Canvas, rows: Sequence[Sequence[str]], widths: Sequence[float], *, left: float = 60, top: float = 100,
          step: float = 20, lines: str = "hv", foot: bool = True) -> float:
    """A table with a line for each row and column; a cell may have several lines. The lower edge is returned."""
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    heights = [top]
    for row in rows:
        heights.append(heights[-1] + step * max(1, *(cell.count("\n") + 1 for cell in row)))
    for row, upper in zip(rows, heights, strict=False):
        for cell, edge in zip(row, edges, strict=False):
            for place, line in enumerate(cell.split("\n")):
                text(canvas, edge + 4, upper + 14 + place * 12, line)
    if "h" in lines:
        for height in heights if foot else heights[:-1]:
            rule(canvas, edges[0], height, edges[-1], height)
    if "v" in lines:
        for edge in edges:
            rule(canvas, edge, heights[0], edge, heights[-1])
    return heights[-1]


def picture(canvas: Canvas) -> None:
    """A page that is one grey image, as a scanner makes it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    content = io.BytesIO()
    Image.new("L", (60, 84), 200).save(content, "PNG")
    content.seek(0)
    canvas.drawImage(ImageReader(content), 0, 0, *canvas._pagesize)


def read(path: Path) -> Document:
    """The file, read with a few column names."""
    return read_pdf(path, lambda text: text in {*HEADER, "指标名称", "指标值"})


def cells(document: Document) -> list[list[tuple[str, ...]]]:
    """The cells of each table."""
    return [[row.cells for row in block.rows] for block in document.blocks() if isinstance(block, Table)]


def texts(document: Document) -> list[str]:
    """The headings and paragraphs."""
    return [block.text for block in document.blocks() if isinstance(block, Passage)]
