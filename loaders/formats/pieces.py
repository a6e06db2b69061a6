"""What a layout module hands on: lines of text and rows of cells, in reading order, before they become passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HeaderWords = Callable[[str], bool]
"""Tells whether a cell's text is a column name. The caller gives it; formats know no column names themselves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number from 1 and its text."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing at all is printed here; a line with a tab is an empty cell, not a blank line."""
        return "\t" not in self.text and not self.text.strip(" \u3000\xa0")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A heading or paragraph."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A table row; rows with the same `table` belong together."""

    cells: tuple[str, ...]
    first: int
    last: int
    table: int


Piece = TextPiece | RowPiece


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell on its way into a row, with the lines it was read from."""

    text: str
    first: int
    last: int
