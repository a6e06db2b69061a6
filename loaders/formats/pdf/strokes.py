"""The straight lines of a page: strokes, edges of stroked boxes, and boxes so thin that they are lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

from loaders.formats.pdf.page import Frame, Point, Ruling

MOST_OBJECTS = 50_000
MOST_SEGMENTS = 100_000
"""How many drawn objects, and corners of them, are looked at on one page."""
DEEPEST = 8
THICKEST = 3.0
"""A filled box of at most this many points is a line."""
SKEW = 0.6

Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """A drawn object, its kind, and how the forms that hold it move it."""

    handle: Any
    kind: int
    matrix: Matrix


def drawn_objects(page: Any) -> Iterator[Drawn]:
    """The paths and images of a page, also those inside forms, as far as the limits go."""
    budget = [MOST_OBJECTS]
    yield from _within(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _UNMOVED, DEEPEST, budget)


def _within(holder: Any, count: Any, get: Any, matrix: Matrix, depth: int, budget: list[int]) -> Iterator[Drawn]:
    for index in range(count(holder)):
        budget[0] -= 1
        if budget[0] < 0:
            return
        handle = get(holder, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield Drawn(handle, kind, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = _times(_matrix(handle), matrix)
            yield from _within(handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth - 1, budget)


def _matrix(handle: Any) -> Matrix:
    values = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(values)):
        return _UNMOVED
    return values.a, values.b, values.c, values.d, values.e, values.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does what the first does and then the second."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def area(drawn: Drawn) -> float:
    """How much of the page the bounds of an object take, in square points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(
        drawn.handle, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    ):
        return 0.0
    (x, y), (u, v) = _moved(left.value, bottom.value, drawn.matrix), _moved(right.value, top.value, drawn.matrix)
    return abs(u - x) * abs(v - y)


def rulings(paths: list[Drawn], frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical lines that the paths draw."""
    horizontals: list[Ruling] = []
    verticals: list[Ruling] = []
    budget = MOST_SEGMENTS
    for drawn in paths:
        budget -= raw.FPDFPath_CountSegments(drawn.handle)
        if budget < 0:
            break
        for (x, y), (u, v) in _edges(drawn, frame):
            if abs(v - y) <= SKEW:
                horizontals.append(Ruling((y + v) / 2, min(x, u), max(x, u)))
            if abs(u - x) <= SKEW:
                verticals.append(Ruling((x + u) / 2, min(y, v), max(y, v)))
    return horizontals, verticals


def _edges(drawn: Drawn, frame: Frame) -> Iterator[tuple[Point, Point]]:
    """The straight edges that a path prints; a path that is only filled prints none but its thin boxes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn.handle, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    matrix = _times(_matrix(drawn.handle), drawn.matrix)
    for points in _outlines(drawn.handle, matrix, frame):
        if fill.value:
            yield from _thin_box(points)
        if stroke.value:
            yield from zip(points, points[1:], strict=False)


def _outlines(path: Any, matrix: Matrix, frame: Frame) -> Iterator[list[Point]]:
    """The corners of each part of a path; a curve ends a part, for it is no edge of a table."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = frame.place(*_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            if len(points) > 1:
                yield points
            points = [point]
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _thin_box(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """The middle line of a filled shape that is thin in one direction; a dot counts in both."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top <= THICKEST:
        middle = (top + bottom) / 2
        yield (left, middle), (right, middle)
    if right - left <= THICKEST:
        middle = (left + right) / 2
        yield (middle, top), (middle, bottom)
