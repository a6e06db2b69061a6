"""The drawn objects of a page, also those inside forms, and where, how and in which colour they are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

from loaders.formats.pdf.page import Box, Point

MOST_OBJECTS = 50_000
"""How many objects are looked at on one page."""
DEEPEST = 8
"""How many forms may stand inside one another."""
WHITE = 250
FAINT = 16

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
_Functions = tuple[Callable[[Any], int], Callable[[Any, int], Any]]
_OF_PAGE: _Functions = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
_OF_FORM: _Functions = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject


class Drawn(NamedTuple):
    """A drawn object, and how the forms that hold it move it."""

    handle: Any
    matrix: Matrix


class Path(NamedTuple):
    """A drawn path: whether it is filled, whether its outline is drawn, and whether it is seen on white paper."""

    drawn: Drawn
    fill: bool
    stroke: bool
    seen: bool


def drawn_objects(page: Any) -> tuple[list[Path], list[Drawn]]:
    """The paths and the images of a page, as far as the limits go."""
    paths: list[Path] = []
    images: list[Drawn] = []
    budget = [MOST_OBJECTS]
    for kind, drawn in _within(page, _OF_PAGE, UNMOVED, DEEPEST, budget):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(drawn)
        elif (path := _path(drawn)) is not None:
            paths.append(path)
    return paths, images


def _within(
    holder: Any, functions: _Functions, matrix: Matrix, depth: int, budget: list[int]
) -> Iterator[tuple[int, Drawn]]:
    size, get = functions
    kind_of = raw.FPDFPageObj_GetType
    for index in range(size(holder)):
        budget[0] -= 1
        if budget[0] < 0:
            return
        handle = get(holder, index)
        kind = kind_of(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, Drawn(handle, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = times(own_matrix(handle), matrix)
            yield from _within(handle, _OF_FORM, inner, depth - 1, budget)


def _path(drawn: Drawn) -> Path | None:
    """The path, unless it prints nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn.handle, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return None
    return Path(drawn, bool(fill.value), bool(stroke.value), _is_seen(drawn.handle, bool(stroke.value)))


def _is_seen(handle: Any, stroke: bool) -> bool:
    """Whether the colour is another than white, and covers the paper."""
    red, green, blue, cover = (ctypes.c_uint() for _ in range(4))
    get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    known = get(handle, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(cover))
    return not known or (cover.value >= FAINT and min(red.value, green.value, blue.value) < WHITE)


def own_matrix(handle: Any) -> Matrix:
    """How an object moves its own points."""
    values = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(values)):
        return UNMOVED
    return values.a, values.b, values.c, values.d, values.e, values.f


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does what the first does and then the second.

    >>> times((1, 0, 0, 1, 5, 0), (2, 0, 0, 2, 0, 1))
    (2, 0, 0, 2, 10, 1)
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """A point as a matrix moves it."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(drawn: Drawn) -> Box:
    """The box of an object in the frame of the file: left, bottom, right, top."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(
        drawn.handle, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    )
    (x, y), (u, v) = moved(left.value, bottom.value, drawn.matrix), moved(right.value, top.value, drawn.matrix)
    return min(x, u), min(y, v), max(x, u), max(y, v)
