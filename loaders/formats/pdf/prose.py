"""Lines of text to paragraphs, by where the lines begin and end between the margins of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.formats.pdf.blocks import Block, Spot, TableBlock, TextLine
from loaders.formats.pdf.wrapping import needed

_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d)"
    r"|第[一二三四五六七八九十]+[部章条]|[①-⑳])"
)
LEAST_RIGHT = 0.6
"""The share of the width of a page at which the right margin may stand; short lines that agree are no margin."""
_LEADER = re.compile(r"[.…·．]{3,} *\d*$")
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
_ENDS = tuple("。；;！？：:")


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or paragraph and the lines it takes."""

    text: str
    first: Spot
    last: Spot


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of pages of one width begins and ends."""

    left: float
    right: float


def join_prose(blocks: Sequence[Block]) -> Iterator[Text | TableBlock]:
    """The paragraphs and tables; a paragraph may go on over a page break."""
    margins = _margins(blocks)
    held: list[TextLine] = []
    for block in blocks:
        if isinstance(block, TextLine) and held and _goes_on(held[-1], block, margins):
            held.append(block)
            continue
        if held:
            yield _paragraph(held)
        held = []
        if isinstance(block, TextLine):
            held = [block]
        else:
            yield block
    if held:
        yield _paragraph(held)


def _margins(blocks: Sequence[Block]) -> Mapping[float, Margins]:
    """For each width of page: the outermost places at which several lines begin and end."""
    lines: dict[float, list[TextLine]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, TextLine):
            lines[round(block.paper)].append(block)
    return {
        paper: Margins(
            left=_agreed(sorted(block.line.left for block in found)),
            right=-_agreed(sorted(-block.line.right for block in found)),
        )
        for paper, found in lines.items()
    }


def _agreed(places: Sequence[float]) -> float:
    """The first of sorted places that two others are near to."""
    for place, second in zip(places, places[2:], strict=False):
        if second - place <= 8.0:
            return place
    return places[0]


def _goes_on(before: TextLine, block: TextLine, margins: Mapping[float, Margins]) -> bool:
    """Whether the margin cut a line, and the next one begins at the margin, not indented, in the same type."""
    one, two = before.line, block.line
    size = min(one.height, two.height)
    margin = margins[round(before.paper)]
    if margin.right < LEAST_RIGHT * before.paper or _LEADER.search(one.text):
        return False
    if one.right + needed(two) < margin.right - size or abs(one.height - two.height) > 0.25 * size:
        return False
    if two.left > margins[round(block.paper)].left + 0.8 * size and two.left > one.left + 0.8 * size:
        return False
    if before.spot.page == block.spot.page and not 0.3 * size < two.middle - one.middle < 3.2 * size:
        return False
    indented = two.left > margins[round(block.paper)].left + 1.2 * size
    return not (indented or (_NUMBERED.match(two.text) and one.text.endswith(_ENDS)))


def _paragraph(held: Sequence[TextLine]) -> Text:
    text = held[0].line.text
    for block in held[1:]:
        more = block.line.text
        text += (" " if _LATIN_END.search(text) and _LATIN_START.match(more) else "") + more
    return Text(text, held[0].spot, held[-1].spot)
