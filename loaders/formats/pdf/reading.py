"""Pages out of the engine, one at a time, each freed before the next is read."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from loaders.errors import BrokenFile
from loaders.formats.pdf.drawn import Drawn, bounds, drawn_objects
from loaders.formats.pdf.glyphs import Found, is_garbled, main_turn, read_glyphs, visible, without_controls
from loaders.formats.pdf.page import Box, Frame, Glyph, Page
from loaders.formats.pdf.strokes import rulings
from loaders.formats.pdf.windows import Windows

FEW_GLYPHS = 20
MANY_PATHS = 40
PICTURE_SHARE = 0.5
_ROTATIONS = (0, 270, 180, 90)
"""The direction of text that each quarter turn of a page sets upright."""


def read_pages(document: pypdfium2.PdfDocument, path: Path) -> Iterator[Page]:
    """The pages in order. Raises `BrokenFile` when one cannot be read."""
    for index in range(len(document)):
        with _loaded(document, index, path) as (page, text_page):
            yield _read_page(index + 1, page, text_page)


@contextmanager
def _loaded(document: pypdfium2.PdfDocument, index: int, path: Path) -> Iterator[tuple[Any, Any]]:
    page = raw.FPDF_LoadPage(document.raw, index)
    if not page:
        raise BrokenFile(path)
    try:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            raise BrokenFile(path)
        try:
            yield page, text_page
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)


def _read_page(number: int, page: Any, text_page: Any) -> Page:
    everything = read_glyphs(text_page)
    garbled = is_garbled(everything)
    found = [] if garbled else without_controls(everything)
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    turn = main_turn(found, _ROTATIONS[raw.FPDFPage_GetRotation(page) % 4])
    frame = Frame(box.left, box.bottom, box.right, box.top, turn)
    paths, images = drawn_objects(page)
    horizontals, verticals = rulings(paths, frame)
    width, height = frame.size
    share = sum(map(_area, images)) / max(width * height, 1)
    glyphs, window = _seen(text_page, frame, found)
    return Page(
        number=number, width=width, height=height, glyphs=glyphs, horizontals=horizontals, verticals=verticals,
        picture=not garbled and _is_picture(len(found), share, len(paths)), garbled=garbled, window=window,
    )


def _seen(text_page: Any, frame: Frame, found: list[Found]) -> tuple[list[Glyph], Callable[[int], Box | None]]:
    """The glyphs that a reader sees on the page, and what tells the window of each."""
    glyphs, numbers = visible(found, frame)
    windows = Windows(text_page, frame, glyphs, numbers)
    shown = windows.shown()
    return [glyphs[place] for place in shown], lambda place: windows.around(shown[place])


def _area(drawn: Drawn) -> float:
    left, bottom, right, top = bounds(drawn)
    return (right - left) * (top - bottom)


def _is_picture(glyphs: int, pictures: float, paths: int) -> bool:
    """Whether a page shows an image, or text drawn as outlines, in place of text; a page number may stand below."""
    if glyphs == 0:
        return pictures > 0 or paths >= MANY_PATHS
    return glyphs < FEW_GLYPHS and pictures >= PICTURE_SHARE

