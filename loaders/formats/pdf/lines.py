"""Glyphs to lines of text: what stands at one height, from left to right, with blanks where a gap is printed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import NamedTuple

from loaders.formats.pdf.page import Glyph
from loaders.formats.tidy import repair_blanks, strip_residue

SAME_LINE = 0.4
"""Characters stand on one line when their heights differ by no more than this share of their height."""
PRINTED_OVER = 0.08
"""The same for two lines that are printed over one another, as where a cell is too low for its text."""
BLANK = 0.25
"""A gap of this share of the height of the text is a blank."""
OVERPRINT = 0.25
"""The same character again within this share of its height, and half its width, is printed twice to look bold."""


class Line(NamedTuple):
    """A line of text and the box it takes."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float
    """The size of its type: the width of an ideograph, which fills a square; else the height of a character."""

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its largest character."""
        return self.bottom - self.top


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line, from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for row in _levels(sorted(glyphs, key=lambda glyph: glyph[1] + glyph[3]), SAME_LINE):
        line = without_overprint(sorted(row))
        rows += [without_overprint(sorted(part)) for part in _levels(row, PRINTED_OVER)] if _collides(line) else [line]
    return rows


def _levels(glyphs: Iterable[Glyph], share: float) -> list[list[Glyph]]:
    """Glyphs sorted by height in groups, each no farther below its first than a share of the height of the largest."""
    levels: list[list[Glyph]] = []
    first = lowest = 0.0
    for glyph in glyphs:
        middle = (glyph[1] + glyph[3]) / 2
        if levels and middle <= lowest:
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
            first = lowest = middle
        lowest = max(lowest, first + (glyph[3] - glyph[1]) * share)
    return levels


def _collides(row: Sequence[Glyph]) -> bool:
    """Whether two lines are printed over one another at nearly the same height."""
    over = 0
    for before, glyph in itertools.pairwise(row):
        over += glyph[0] < before[2] - 0.4 * (before[2] - before[0]) and abs(glyph[1] - before[1]) > 0.5
    return over > 1


def without_overprint(row: Sequence[Glyph]) -> list[Glyph]:
    """A line without the characters that are printed a second time, a little beside the first."""
    kept: list[Glyph] = []
    for glyph in row:
        for other in kept[-2:]:
            near = min(OVERPRINT * (glyph[3] - glyph[1]), (glyph[2] - glyph[0]) / 2)
            if other[4] == glyph[4] and glyph[0] - other[0] < near:
                break
        else:
            kept.append(glyph)
    return kept


def split_at_gaps(row: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """A line in pieces, cut where the gap is at least so many times the height of the text."""
    pieces = [[row[0]]]
    for before, glyph in itertools.pairwise(row):
        if glyph.left - before.right >= gap * max(before.bottom - before.top, glyph.bottom - glyph.top):
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces


def line_of(row: Sequence[Glyph]) -> Line:
    """One line of text with its box."""
    parts = [row[0][4]]
    for before, glyph in itertools.pairwise(row):
        if glyph[0] - before[2] > BLANK * (glyph[3] - glyph[1]):
            parts.append(" ")
        parts.append(glyph[4])
    text = "".join(parts)
    if not text.isalnum():
        text = repair_blanks(strip_residue(text))
    top, bottom = min(glyph[1] for glyph in row), max(glyph[3] for glyph in row)
    return Line(row[0][0], top, max(glyph[2] for glyph in row), bottom, text, _size(row))


def _size(row: Sequence[Glyph]) -> float:
    wide = [glyph[2] - glyph[0] for glyph in row if "\u4e00" <= glyph[4] <= "\u9fff"]
    return median_low(wide or [glyph[3] - glyph[1] for glyph in row])
