"""Where something stands: places, passages, and the document that holds them.

This is what `formats` produces and `forms` reads. It knows nothing of budgets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["heading", "paragraph", "row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines (counted from 1) that a passage takes in its file, or on its page where the format has pages.

    A passage that a page break cuts ends on its `last_page`; its last line is counted there.
    """

    first_line: int
    last_line: int
    page: int | None = None
    last_page: int | None = None

    def __str__(self) -> str:
        if self.page is not None and self.last_page is not None:
            return f"page {self.page}, line {self.first_line} to page {self.last_page}, line {self.last_line}"
        lines = (
            f"line {self.first_line}"
            if self.first_line == self.last_line
            else f"lines {self.first_line}-{self.last_line}"
        )
        return lines if self.page is None else f"page {self.page}, {lines}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One heading, paragraph or table row, as printed.

    `text` is the printed text without layout residue (field codes, tags). `cells` are the cells of a row, blanks
    inside words and codes repaired; an empty cell is an empty string. `table` numbers the table that a row belongs to.
    """

    number: int
    kind: PassageKind
    text: str
    place: Place
    cells: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Consecutive rows of one table; `width` is the number of columns of its widest row."""

    rows: tuple[Passage, ...]

    @property
    def width(self) -> int:
        """How many cells the widest row has."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read: its identity and its passages in reading order."""

    path: str
    format: str
    encoding: str | None
    sha256: str
    passages: tuple[Passage, ...]
    pages: int | None = None
    pictures: tuple[int, ...] = ()
    """The pages that show a picture (a scan) in place of text; nothing of them is read."""
    garbled: tuple[int, ...] = ()
    """The pages whose fonts do not say which characters they show; nothing of them is read."""

    def blocks(self) -> Iterator[Passage | Table]:
        """Headings and paragraphs one by one, the rows of each table together."""
        rows: list[Passage] = []
        for passage in self.passages:
            if rows and passage.table != rows[0].table:
                yield Table(rows=tuple(rows))
                rows = []
            if passage.kind == "row":
                rows.append(passage)
            else:
                yield passage
        if rows:
            yield Table(rows=tuple(rows))
