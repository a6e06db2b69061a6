"""The straight lines of a page: strokes, edges of boxes and of shades, and boxes so thin that they are lines."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from pypdfium2 import raw

from loaders.formats.pdf.drawn import Matrix, Path, bounds, moved, own_matrix, times
from loaders.formats.pdf.page import Box, Frame, Point, Ruling

MOST_SEGMENTS = 100_000
MOST_SHADES = 500
THICKEST = 3.0
"""A filled box of at most so many points is a line."""
SKEW = 0.6
"""How far a line may rise or lean."""

Edge = tuple[Point, Point]


def rulings(paths: Sequence[Path], frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical lines that the paths draw; white ones only where a shade lets them be seen."""
    horizontals: list[Ruling] = []
    verticals: list[Ruling] = []
    shades = [] if all(path.seen for path in paths) else _shades(paths, frame)
    budget = MOST_SEGMENTS
    for path in paths:
        budget -= raw.FPDFPath_CountSegments(path.drawn.handle)
        if budget < 0:
            break
        for (x, y), (u, v) in _edges(path, frame):
            if not path.seen and not _is_on((x + u) / 2, (y + v) / 2, shades):
                continue
            if abs(v - y) <= SKEW:
                horizontals.append(Ruling((y + v) / 2, min(x, u), max(x, u)))
            if abs(u - x) <= SKEW:
                verticals.append(Ruling((x + u) / 2, min(y, v), max(y, v)))
    return horizontals, verticals


def _shades(paths: Sequence[Path], frame: Frame) -> list[Box]:
    """The boxes of shapes that are filled with a colour."""
    shades: list[Box] = []
    for path in paths:
        if path.fill and path.seen and not path.stroke and len(shades) < MOST_SHADES:
            left, top, right, bottom = frame.box(*bounds(path.drawn))
            if min(right - left, bottom - top) > THICKEST:
                shades.append((left, top, right, bottom))
    return shades


def _is_on(x: float, y: float, shades: Sequence[Box]) -> bool:
    return any(left < x < right and top < y < bottom for left, top, right, bottom in shades)


def _edges(path: Path, frame: Frame) -> Iterator[Edge]:
    """The straight edges that a path prints: its outline; where it is only filled, the edges of its boxes."""
    matrix = times(own_matrix(path.drawn.handle), path.drawn.matrix)
    for points in _outlines(path.drawn.handle, matrix, frame):
        if path.fill:
            yield from _thin_box(points)
        if path.stroke or (path.seen and _is_box(points)):
            yield from itertools.pairwise(points)


def _outlines(path: Any, matrix: Matrix, frame: Frame) -> Iterator[list[Point]]:
    """The corners of each part of a path; a curve ends a part, for it is no edge of a table."""
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, to_x, to_y)
        point = frame.place(*moved(x.value, y.value, matrix))
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


def _is_box(points: Sequence[Point]) -> bool:
    """Whether a filled shape is a box of some size, as the shade of a cell is; the thin ones are lines already."""
    left, top, right, bottom = _around(points)
    return len(points) in (4, 5, 6) and min(right - left, bottom - top) > THICKEST


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _thin_box(points: Sequence[Point]) -> Iterator[Edge]:
    """The middle line of a filled shape that is thin in one direction; a dot counts in both."""
    left, top, right, bottom = _around(points)
    if bottom - top <= THICKEST:
        middle = (top + bottom) / 2
        yield (left, middle), (right, middle)
    if right - left <= THICKEST:
        middle = (left + right) / 2
        yield (middle, top), (middle, bottom)
