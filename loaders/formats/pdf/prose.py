"""Lines of text to paragraphs, by where the lines begin and end between the margins of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.formats.paragraphs import open_marks
from loaders.formats.pdf.blocks import Block, Spot, TableBlock, TextLine
from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.margins import Margins, margins_of
from loaders.formats.pdf.wrapping import needed

_NUMBERED = re.compile(
    r"([（(][一二三四五六七八九十百]+[）)])|([一二三四五六七八九十百]+[）)、.．])|([（(]\d{1,2}[）)])|(\d{1,2}[）)、．.](?!\d))"
    r"|(第[一二三四五六七八九十]+[部章条])|([①-⑳])"
)
LEAST_RIGHT = 0.6
"""The share of the width of a page at which the right margin may stand; short lines that agree are no margin."""
SAME_SIZE = 0.12
"""Lines of one text differ in the size of their type by no more than this share."""
_LEADER = re.compile(r"[.…·．]{3,} *\d*$")
_LABELLED = re.compile(r"[^，。；：:]{2,8}[：:]")
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
_ENDS = tuple("。；;！？：:")
APART = 1.3
"""Lines so much further apart than those of a paragraph are of two paragraphs."""
_MARKS = (*_ENDS, *"，、）)》”")


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or paragraph and the lines it takes."""

    text: str
    first: Spot
    last: Spot


def join_prose(blocks: Sequence[Block]) -> Iterator[Text | TableBlock]:
    """The paragraphs and tables; a paragraph may go on over a page break."""
    margins = margins_of(blocks)
    held: list[TextLine] = []
    for block in blocks:
        if isinstance(block, TextLine) and held and _goes_on(held, block, margins):
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


def _goes_on(held: Sequence[TextLine], block: TextLine, margins: Mapping[int, Margins]) -> bool:
    """Whether a line is part of the text above it: of a title over two lines, or of a paragraph that the margin cut."""
    before = held[-1]
    one, two = before.line, block.line
    if not _same_type(one, two) or _LEADER.search(one.text):
        return False
    number = _numbering(two.text)
    if number and (one.text.endswith(_ENDS) or number == _numbering(held[0].line.text)):
        return False
    if before.spot.page == block.spot.page:
        step = two.middle - one.middle
        if not 0.3 * one.size < step < 3.2 * one.size or _is_parted(one, two, margins[before.spot.page]):
            return False
        if not number and step < 2 * one.size and _is_title(before, block):
            return True
    elif one.text.endswith(_ENDS) and not two.text.endswith(_MARKS) and not margins[block.spot.page].fills(two):
        return False
    return _is_cut(before, block, margins) or (not number and _is_outdented(before, block))


def _is_parted(one: Line, two: Line, margins: Margins) -> bool:
    """Whether a sentence ends with a line, and a label or more room than between lines begins the next paragraph."""
    apart = margins.step is not None and two.middle - one.middle > APART * margins.step
    return one.text.endswith(_ENDS) and (apart or _LABELLED.match(two.text) is not None)


def _same_type(one: Line, two: Line) -> bool:
    alike = abs(one.size - two.size) <= SAME_SIZE * one.size
    return alike or abs(one.height - two.height) <= SAME_SIZE / 2 * one.height


def _is_cut(before: TextLine, block: TextLine, margins: Mapping[int, Margins]) -> bool:
    """Whether a line ends at the right margin and the next one begins at the left one."""
    here = margins[before.spot.page]
    if here.right < LEAST_RIGHT * before.paper or not here.fills(before.line, needed(block.line)):
        return False
    return not margins[block.spot.page].indents(block.line)


def _is_outdented(before: TextLine, block: TextLine) -> bool:
    """Whether an indented line of prose ends in the middle of its sentence and the next one begins left of it."""
    one, two = before.line, block.line
    if before.wide and not one.text.endswith(_MARKS) and not _LABELLED.match(two.text):
        return one.size < one.left - two.left < 5 * one.size
    return False


def _is_title(before: TextLine, block: TextLine) -> bool:
    """Whether two lines are centred on one another, and the first is wide or leaves a bracket open."""
    one, two = before.line, block.line
    centred = abs(one.left + one.right - two.left - two.right) <= 1.5 * one.size
    shorter = (one.right - one.left) - (two.right - two.left) > 2 * one.size
    return centred and shorter and (before.wide or open_marks(one.text)) and not one.text.endswith(_MARKS)


def _numbering(text: str) -> int | None:
    """Which kind of number a text begins with.

    >>> _numbering("（一）主要职责"), _numbering("（二）机构"), _numbering("2026年")
    (1, 1, None)
    """
    found = _NUMBERED.match(text)
    return found.lastindex if found else None


def _paragraph(held: Sequence[TextLine]) -> Text:
    text = held[0].line.text
    for block in held[1:]:
        more = block.line.text
        text += (" " if _LATIN_END.search(text) and _LATIN_START.match(more) else "") + more
    return Text(text, held[0].spot, held[-1].spot)
