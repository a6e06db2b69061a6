"""Blocks of a document (texts, and tables whose cells may be merged) to numbered passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import EmptyFile, TooManyCells, TooMuchText
from loaders.formats.paragraphs import kind_of
from loaders.formats.tidy import repair_blanks, strip_residue
from loaders.places import Document, Passage, Place

CELL_LIMIT = 500_000
"""How many cells the tables of one document may have together, those that merged cells cover counted."""
PASSAGE_LIMIT = 200_000
"""How many paragraphs and rows one document may have; the longest disclosures have some ten thousand."""


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or paragraph."""

    text: str
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; rows with the same `table` belong together."""

    cells: tuple[str, ...]
    line: int
    table: int
    page: int | None = None


Block = Text | Row


def document_of(
    path: Path, content: bytes, blocks: Iterable[Block], *, encoding: str | None = None, pages: int | None = None
) -> Document:
    """The document that a file's blocks make. Raises `EmptyFile` when they print nothing."""
    passages = tuple(_passages(_of_full_width(_within_limit(blocks, path), path)))
    if not passages:
        raise EmptyFile(path)
    return Document(
        path=str(path), format=path.suffix.lower().removeprefix("."), encoding=encoding,
        sha256=hashlib.sha256(content).hexdigest(), passages=passages, pages=pages,
    )


def tidy(text: str) -> str:
    r"""A text without residue, line by line.

    >>> tidy("年度工作计 划 \n\n 印 发")
    '年度工作计划\n印发'
    """
    return repair_blanks("\n".join(strip_residue(line) for line in text.split("\n")))


def _within_limit(blocks: Iterable[Block], path: Path) -> Iterator[Block]:
    cells = 0
    for number, block in enumerate(blocks, start=1):
        cells += len(block.cells) if isinstance(block, Row) else 0
        if cells > CELL_LIMIT:
            raise TooManyCells(path, CELL_LIMIT)
        if number > PASSAGE_LIMIT:
            raise TooMuchText(path, PASSAGE_LIMIT, "paragraphs and rows")
        yield block


def _of_full_width(blocks: Iterable[Block], path: Path) -> list[Block]:
    """Every row with as many cells as the widest of its table."""
    kept = list(blocks)
    widths: dict[int, int] = {}
    for block in kept:
        if isinstance(block, Row):
            widths[block.table] = max(widths.get(block.table, 0), len(block.cells))
    if sum(widths[block.table] for block in kept if isinstance(block, Row)) > CELL_LIMIT:
        raise TooManyCells(path, CELL_LIMIT)
    return [_widened(block, widths[block.table]) if isinstance(block, Row) else block for block in kept]


def _widened(row: Row, width: int) -> Row:
    cells = (*row.cells, *("",) * (width - len(row.cells)))
    return Row(cells, row.line, row.table, row.page)


def _passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Numbered passages of what is printed; an empty text and an empty row print nothing."""
    number = 0
    for block in blocks:
        if isinstance(block, Row):
            if any(block.cells):
                number += 1
                yield _row(number, block)
            continue
        for line in filter(None, block.text.split("\n")):
            number += 1
            yield Passage(number=number, kind=kind_of(line), text=line, place=_place(block))


def _row(number: int, row: Row) -> Passage:
    return Passage(
        number=number, kind="row", text=" | ".join(row.cells), place=_place(row), cells=row.cells, table=row.table
    )


def _place(block: Block) -> Place:
    return Place(first_line=block.line, last_line=block.line, page=block.page)
