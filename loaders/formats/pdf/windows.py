"""What of the text a reader sees: a file may print text through a window and hide what stands outside of it.

A sheet that is printed on several pages is often drawn on each of them and shown in part; a cell that is too low for
its text hides the lines that do not fit, which then seem to stand in the cells around it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from pypdfium2 import raw

from loaders.formats.pdf.drawn import UNMOVED, Drawn, bounds
from loaders.formats.pdf.page import Box, Frame, Glyph

SAMPLE = 6
"""So many characters of a page are looked at to find out whether any stand behind a window."""
PAGE_SHARE = 0.25
"""A window of so large a share of the page shows the page; a smaller one shows a cell."""


class Windows:
    """The windows of the characters of an open page; `numbers` are their places in the file, glyph by glyph."""

    def __init__(self, text_page: Any, frame: Frame, glyphs: Sequence[Glyph], numbers: Sequence[int]) -> None:
        self._text_page = text_page
        self._frame = frame
        self._glyphs = glyphs
        self._numbers = numbers
        self._known: dict[int | None, tuple[Box, Box] | None] = {}

    def around(self, place: int) -> Box | None:
        """The box in which a glyph is seen, in the frame of the reader; none where nothing hides it.

        Text in a form may be placed otherwise than its window says, so a window counts only where its text is.
        """
        drawn = raw.FPDFText_GetTextObject(self._text_page, self._numbers[place])
        if not drawn:
            return None
        address = ctypes.cast(drawn, ctypes.c_void_p).value
        if address not in self._known:
            window = self._window(raw.FPDFPageObj_GetClipPath(drawn))
            self._known[address] = window and (window, self._frame.box(*bounds(Drawn(drawn, UNMOVED))))
        known = self._known[address]
        if known is None:
            return None
        glyph, (left, top, right, bottom) = self._glyphs[place], known[1]
        across = left - glyph.height <= (glyph.left + glyph.right) / 2 <= right + glyph.height
        return known[0] if across and top - glyph.height <= glyph.middle <= bottom + glyph.height else None

    def _window(self, clip: Any) -> Box | None:
        boxes = [box for part in range(raw.FPDFClipPath_CountPaths(clip)) if (box := self._part(clip, part))]
        if not boxes:
            return None
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return max(lefts), max(tops), min(rights), min(bottoms)

    def _part(self, clip: Any, part: int) -> Box | None:
        """The box of one part of a clip path, if it is a box."""
        x, y = ctypes.c_float(), ctypes.c_float()
        places = []
        for index in range(min(raw.FPDFClipPath_CountPathSegments(clip, part), 6)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, part, index)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            places.append((x.value, y.value))
        if len(places) not in (4, 5):
            return None
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return self._frame.box(min(xs), min(ys), max(xs), max(ys))

    def shown(self) -> list[int]:
        """The places of the glyphs that no window on the page hides."""
        ordered = sorted(range(len(self._glyphs)), key=lambda place: self._glyphs[place].middle)
        sample = ordered[:: max(len(ordered) // SAMPLE, 1)] + ordered[-1:]
        if not any(map(self._is_hidden, sample)):
            return list(range(len(self._glyphs)))
        return [place for place in range(len(self._glyphs)) if not self._is_hidden(place)]

    def _is_hidden(self, place: int) -> bool:
        window = self.around(place)
        if window is None:
            return False
        left, top, right, bottom = window
        width, height = self._frame.size
        if (right - left) * (bottom - top) < PAGE_SHARE * width * height:
            return False
        glyph = self._glyphs[place]
        return not (left <= (glyph.left + glyph.right) / 2 <= right and top <= glyph.middle <= bottom)
