"""What stands on one page: glyphs and ruling lines, in the frame of a reader to whom the text is upright."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

OBLIQUE = -1
"""The direction of a mark across the page."""


class Glyph(NamedTuple):
    """One printed character; distances in points from the upper left corner of the visible page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    turn: int = 0
    """Its direction against that of the page: 0, 90 (reads downwards), 180, 270 (upwards), or `OBLIQUE`."""

    @property
    def middle(self) -> float:
        """The height at which the character stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its box, which is that of its type."""
        return self.bottom - self.top

    def upright(self) -> Glyph:
        """The glyph in the frame of a reader who has turned his head to it."""
        left, top, right, bottom, text, turn = self
        if turn == 90:
            return Glyph(top, -right, bottom, -left, text)
        if turn == 180:
            return Glyph(-right, -bottom, -left, -top, text)
        if turn == 270:
            return Glyph(-bottom, left, -top, right, text)
        return self


class Ruling(NamedTuple):
    """A straight line: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


Box = tuple[float, float, float, float]
"""Left, top, right, bottom; in the frame of a file: left, bottom, right, top."""


def _nothing_hides(place: int) -> None:
    return None


@dataclass(slots=True)
class Page:
    """The content of one page; a `picture` when an image or a drawing stands on it in place of text.

    It is `garbled` when its fonts do not say which characters they show; then it has no glyphs.
    `window` tells, as long as the page is open, in which box a glyph is seen; none where nothing hides it.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    picture: bool = False
    garbled: bool = False
    window: Callable[[int], Box | None] = _nothing_hides


Point = tuple[float, float]


class Frame(NamedTuple):
    """The visible part of a page and the direction of its text: 0, 90, 180 or 270 degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the reader sees them."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def place(self, x: float, y: float) -> Point:
        """A point of the file as the reader sees it.

        >>> Frame(0, 0, 600, 800, 0).place(10, 790), Frame(0, 0, 600, 800, 270).place(10, 20)
        ((10, 10), (20, 10))
        """
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 90:
            return self.top - y, self.right - x
        if self.turn == 180:
            return self.right - x, y - self.bottom
        return y - self.bottom, x - self.left

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle as the reader sees it: left, top, right, bottom."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (x, y), (u, v) = self.place(left, bottom), self.place(right, top)
        return (min(x, u), min(y, v), max(x, u), max(y, v))
