"""Where the text of each page begins and ends: the margins that tell a line that was cut from one that is complete."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.formats.pdf.blocks import Block, TextLine
from loaders.formats.pdf.lines import Line

FEWEST = 2
"""So many wide lines of one page that end at one place show its margin."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin that go on with the line above, and where full lines end.

    `step` is the least distance from a full line to the next one, which is that between the lines of a paragraph.
    """

    left: float
    right: float
    step: float | None = None

    def fills(self, line: Line, more: float = 0.0) -> bool:
        """Whether a line reaches the right margin, with so much that would have had to stand behind it."""
        return line.right + more >= self.right - line.size

    def indents(self, line: Line) -> bool:
        """Whether a line begins to the right of the margin."""
        return line.left > self.left + 0.75 * line.size


def margins_of(blocks: Iterable[Block]) -> Mapping[int, Margins]:
    """The margins of each page that has text; a page with too little of it has those of the nearest page as wide.

    Captions, page heads and the texts beside tables have margins of their own, so only wide lines count.
    """
    pages: dict[int, list[TextLine]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, TextLine):
            pages[block.spot.page].append(block)
    known = {page: found for page, lines in pages.items() if (found := _shown(lines)) is not None}
    return {page: known.get(page) or _nearest(page, lines, pages, known) for page, lines in pages.items()}


def _shown(lines: Sequence[TextLine]) -> Margins | None:
    """The margins that the wide lines of a page show: where most of them end, and where most that follow begin."""
    wide = [block.line for block in lines if block.wide]
    ends = _most([-line.right for line in wide], max((line.size for line in wide), default=0.0))
    if ends is None:
        return None
    right = -ends
    pairs = [
        (one.line, two.line)
        for one, two in itertools.pairwise(lines)
        if one.line.right >= right - one.line.size and 0 < two.line.middle - one.line.middle < 4 * one.line.size
    ]
    after = [two.left for _, two in pairs]
    left = _most(after, 1.0) if len(after) > 1 else None
    step = min((two.middle - one.middle for one, two in pairs), default=None)
    return Margins(left if left is not None else min([*after, *(line.left for line in wide)]), right, step)


def _most(places: Iterable[float], reach: float) -> float | None:
    """The place that most of the places are near to, the first of several; none when no two agree."""
    ordered = sorted(places)
    counts = [sum(place <= other <= place + reach for other in ordered) for place in ordered]
    if not counts or max(counts) < FEWEST:
        return None
    return ordered[counts.index(max(counts))]


def _nearest(
    page: int, lines: Sequence[TextLine], pages: Mapping[int, Sequence[TextLine]], known: Mapping[int, Margins]
) -> Margins:
    alike = [other for other in known if abs(pages[other][0].paper - lines[0].paper) <= 1.0]
    if alike:
        return known[min(alike, key=lambda other: (abs(other - page), other))]
    return Margins(min(block.line.left for block in lines), max(block.line.right for block in lines))
