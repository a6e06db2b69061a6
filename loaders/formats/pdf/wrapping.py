"""Lines of one cell to its text: lines that the width of the cell broke are joined, meant line ends stay."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from loaders.formats.pdf.lines import Line, line_of, rows_of
from loaders.formats.pdf.page import OBLIQUE, Glyph
from loaders.formats.pieces import HeaderWords

MARGIN = 6.0
"""The most that a cell keeps free at its side."""
CENTRED = 3.0
LONG = 0.7
"""A line of so large a share of the width of its cell is not ended by its writer, unless a mark ends it."""
_ITEM = re.compile(
    r"(?:[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d)|[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|[①-⑳]|[-•●■])"
)
_NUMBER = re.compile(r"[（(]?(\d{1,2})(?:[）)、．]|\.(?!\d))")
_LABEL = re.compile(r"[^，。；：,.;:\d]{2,6} ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[：:]")
_REMARK = re.compile(r"[（(][^）)]*[）)]")
_ENDS = tuple("。；;：:！？")
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
_TOGETHER = re.compile(r"[（《“‘【〔]*(?:[\x21-\x7e≥≤±％]+|.)[，。；：、！？）》”’】〕]*")
_CLOSING = tuple("，。；：、！？）》”】〕,.;:!?)%％")


def cell_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a cell. Text that stands on its side is turned first, unless some of it stands upright (vertical
    writing turns only Latin letters)."""
    turns = Counter(glyph.turn for glyph in glyphs)
    if turns.get(0, 0) * 2 < len(glyphs) and OBLIQUE not in turns:
        turn = max(turns, key=lambda one: (turns[one], -one))
        rows = rows_of(glyph.upright() for glyph in glyphs if glyph.turn == turn)
        rows += rows_of(glyph for glyph in glyphs if glyph.turn != turn)
    else:
        rows = rows_of(glyphs)
    return [line for line in map(line_of, rows) if line.text]


def cell_text(lines: Sequence[Line], left: float, right: float, is_header_word: HeaderWords) -> str:
    """The text of a cell between two edges."""
    whole = "".join(line.text for line in lines)
    if len(lines) < 2 or is_header_word(whole) or all(len(line.text) == 1 for line in lines):
        return whole
    parts = [lines[0].text]
    number = _number(lines[0].text)
    for before, line in itertools.pairwise(lines):
        following = _number(line.text)
        counts_on = number is not None and following == number + 1
        between = "\n" if counts_on else _between(before, line, left, right)
        parts += [between, line.text]
        number = following if between == "\n" and following is not None else number
    return "".join(parts)


def _number(text: str) -> int | None:
    """The number with which a line begins as an item of a list.

    >>> _number("2、建立机制"), _number("2.5万元"), _number("建立机制")
    (2, None, None)
    """
    match = _NUMBER.match(text)
    return int(match[1]) if match else None


def _between(before: Line, line: Line, left: float, right: float) -> str:
    """What stands between two lines: nothing when the text goes on, a blank between Latin words, or a line end."""
    filled = before.right + needed(line) >= right - MARGIN
    ended = before.text.endswith(_ENDS)
    if _LABEL.match(line.text) or (_ITEM.match(line.text) and (ended or not filled)):
        return "\n"
    long = before.right - before.left >= LONG * (right - left) and not ended
    phrase = _REMARK.fullmatch(line.text) or _centred(before, line, left, right) or (len(line.text) == 1 and not ended)
    if filled or long or phrase or line.text.startswith(_CLOSING):
        return " " if _LATIN_END.search(before.text) and _LATIN_START.match(line.text) else ""
    return "\n"


def _centred(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether both lines stand in the middle of the cell, as the parts of one phrase do."""
    middle = (left + right) / 2
    off = max(abs((part.left + part.right) / 2 - middle) for part in (before, line))
    return off <= CENTRED and not before.text.endswith(_ENDS)


def is_full(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether the last line leaves no room for another character."""
    return lines[-1].right + 1.5 * lines[-1].size >= right - MARGIN and lines[-1].left > left - MARGIN


def needed(line: Line) -> float:
    """The width of what would have had to stay together at the end of the line before.

    A number or Latin word is not broken, an opening mark ends no line, and a closing mark begins none.
    """
    together = _TOGETHER.match(line.text)
    count = together.end() if together else 1
    return (line.right - line.left) / len(line.text) * (count + 0.5)
