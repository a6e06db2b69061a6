"""The characters of a page, as the engine gives them, turned upright and cut to the visible page."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from pypdfium2 import raw

from loaders.formats.pdf.page import OBLIQUE, Frame, Glyph

MOST_GLYPHS = 60_000
"""The most characters read of one page; a page that can be read with the eye has at most some thousand."""

LEAST_TO_JUDGE = 10
"""A page of fewer characters is not judged by them."""
_CONTROL = "\0"
"""Stands for the codes of controls, which only a font gives that does not say what its characters are."""
_USUAL = re.compile(
    r"[ -~\u00a0-\u00ff\u0391-\u0451\u2000-\u27bf\u2e80-\u2fdf\u3000-\u30ff\u3200-\u9fff\uf900-\ufaff\ufe30-\uffef]"
    r"|[\U00020000-\U0003ffff]"
)
_HYPHEN = 2
"""How the engine gives a hyphen at the end of a line."""
_LOOKALIKES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
}
"""Radicals and compatibility ideographs, which some fonts give in place of the ideograph that is printed."""

TALL = 40.0
"""A box so high is looked at more closely: the type may be tiny, and its box wrong."""
SMALLEST = 2.5
"""What is printed smaller than this nobody sees."""

Found = tuple[float, float, float, float, str, int | None, int]


def read_glyphs(text_page: Any) -> list[Found]:
    """Left, bottom, right, top, character, turn (None: oblique), number of all printed characters, in file order."""
    box = raw.FS_RECTF()
    into = ctypes.byref(box)
    get_code, get_box, get_angle = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharAngle
    found: list[Found] = []
    for index in range(min(raw.FPDFText_CountChars(text_page), MOST_GLYPHS)):
        text = _character(get_code(text_page, index))
        if text and get_box(text_page, index, into):
            height = box.top - box.bottom
            if height < SMALLEST and box.right - box.left < SMALLEST:
                continue
            if height > TALL and _is_tiny(text_page, index):
                continue
            angle = get_angle(text_page, index)
            found.append((box.left, box.bottom, box.right, box.top, text, _turn(angle) if angle else 0, index))
    return found


def _is_tiny(text_page: Any, index: int) -> bool:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    known = raw.FPDFText_GetCharBox(
        text_page, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
    )
    return bool(known) and max(top.value - bottom.value, right.value - left.value) < SMALLEST


@cache
def _character(code: int) -> str:
    """The character of a code; nothing for blanks, controls and halves of pairs.

    >>> _character(0x2F8F), _character(2), _character(32), _character(0xD800)
    ('行', '-', '', '')
    """
    if code == _HYPHEN:
        return "-"
    if 0 < code < 32 and code not in (9, 10, 13):
        return _CONTROL
    if code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return _LOOKALIKES.get(code) or chr(code)


def _turn(angle: float) -> int | None:
    """The quarter turn, in degrees, that an angle is near to."""
    if not math.isfinite(angle):
        return None
    degrees = round(math.degrees(angle))
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= 3 else None


def is_garbled(found: Sequence[Found]) -> bool:
    """Whether most characters are none of those in which Chinese documents are written.

    Such a page is printed in fonts that do not say which characters they show; the eye can read it, a program cannot.
    """
    texts = Counter(map(itemgetter(4), found))
    odd = sum(count for text, count in texts.items() if not _USUAL.match(text))
    return len(found) >= LEAST_TO_JUDGE and 2 * odd > len(found)


def without_controls(found: list[Found]) -> list[Found]:
    """The characters that are no controls."""
    if _CONTROL not in map(itemgetter(4), found):
        return found
    return [character for character in found if character[4] != _CONTROL]


def main_turn(found: list[Found], default: int) -> int:
    """The direction of most characters of a page."""
    turns = Counter(turn for *_, turn, _ in found if turn is not None)
    return min(turns, key=lambda turn: (-turns[turn], turn)) if turns else default


def visible(found: list[Found], frame: Frame) -> tuple[list[Glyph], list[int]]:
    """The characters on the visible page, and their numbers in the file. One whose place is no number is nowhere."""
    width, height = (2 * length for length in frame.size)
    glyphs: list[Glyph] = []
    numbers: list[int] = []
    (from_x, _, _, from_y, frame_turn), box = frame, frame.box
    for left, bottom, right, top, text, turn, number in found:
        if frame_turn:
            x, y, u, v = box(left, bottom, right, top)
        else:  # as `box` does, without the cost of a call for each character
            x, y, u, v = left - from_x, from_y - top, right - from_x, from_y - bottom
        if 0 <= x + u <= width and 0 <= y + v <= height:
            relative = OBLIQUE if turn is None else (turn - frame_turn) % 360
            glyphs.append(Glyph(x, y, u, v, text, relative))
            numbers.append(number)
    return glyphs, numbers
