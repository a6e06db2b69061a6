"""Ruling lines to grids: lines that cross make one grid; an edge between two cells that is not drawn merges them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.formats.pdf.page import Ruling

SNAP = 3.0
"""Lines nearer than this are one line, drawn twice or not quite straight."""
BRIDGED = 3.0
"""The widest gap in a line that is drawn in pieces."""
REACH = 3.0
"""How far a line may end from the line that it is meant to touch."""
SHORTEST = 5.0
MOST_RULINGS = 1500
MOST_CELLS = 40_000
OPEN_SIDE = 8.0
"""A line that goes on so far beyond the last line across it has an open cell there."""
DRAWN = 0.5
"""The share of an edge that must be drawn."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of one or more columns and rows of the grid: the first of each, and the first behind it."""

    row: int
    column: int
    below: int
    behind: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where columns and rows begin and end, and the cells, row by row. `owner` tells the cell of a grid place."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    owner: dict[tuple[int, int], int]

    def span_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point, if the point is inside the grid."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return self.owner.get((row, column))

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.ys) - 1, len(self.xs) - 1


def merged(rulings: Sequence[Ruling], snap: float) -> list[Ruling]:
    """Lines that stand at the same place, joined where they touch; what stays short is no line of a table."""
    lines: list[Ruling] = []
    group: list[Ruling] = []
    for ruling in sorted(rulings):
        if group and ruling.at - group[0].at > snap:
            lines += _joined(group)
            group = []
        group.append(ruling)
    lines += _joined(group)
    return lines[:MOST_RULINGS]


def _joined(group: Sequence[Ruling]) -> list[Ruling]:
    pieces: list[Ruling] = []
    for ruling in sorted(group, key=lambda piece: piece[1:]):
        if pieces and ruling.start - pieces[-1].end <= BRIDGED:
            last = pieces[-1]
            pieces[-1] = Ruling(last.at, last.start, max(last.end, ruling.end))
        else:
            pieces.append(ruling)
    return [piece for piece in pieces if piece.end - piece.start >= SHORTEST]


def find_grids(horizontals: Sequence[Ruling], verticals: Sequence[Ruling]) -> list[Grid]:
    """The grids of a page from top to bottom, then left to right. Boxes without columns are frames, not tables."""
    grids = []
    for across, down in _connected(merged(horizontals, SNAP - 1), merged(verticals, SNAP - 1)):
        grid = _grid(across, down)
        if grid is not None and len(grid.xs) > 2 and len(grid.spans) > 1:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(horizontals: list[Ruling], verticals: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that cross or touch one another."""
    parent = list(range(len(horizontals) + len(verticals)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [line.at for line in verticals]
    for number, line in enumerate(horizontals):
        for other in range(bisect_right(places, line.start - REACH), bisect_right(places, line.end + REACH)):
            if verticals[other].start - REACH <= line.at <= verticals[other].end + REACH:
                parent[root(len(horizontals) + other)] = root(number)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, line in enumerate(horizontals):
        groups.setdefault(root(number), ([], []))[0].append(line)
    for number, line in enumerate(verticals, start=len(horizontals)):
        groups.setdefault(root(number), ([], []))[1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    xs = _places(down, across)
    ys = _places(across, down)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
        return None
    spans, owner = _spans(len(ys) - 1, len(xs) - 1, _walls(down, xs, ys), _walls(across, ys, xs))
    return Grid(tuple(xs), tuple(ys), tuple(spans), owner)


def _places(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """Where lines stand, with the ends of the lines across them where a side is open."""
    places: list[float] = []
    for line in lines:
        if not places or line.at - places[-1] > SNAP:
            places.append(line.at)
    first, last = min(line.start for line in crossing), max(line.end for line in crossing)
    if places[0] - first > OPEN_SIDE:
        places.insert(0, first)
    if last - places[-1] > OPEN_SIDE:
        places.append(last)
    return places


def _walls(lines: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """Which edges are drawn: (number of the line's place, number of the step along it)."""
    drawn: dict[tuple[int, int], float] = {}
    for line in lines:
        place = min(range(len(places)), key=lambda index: abs(places[index] - line.at))
        first = max(bisect_right(steps, line.start) - 1, 0)
        for step in range(first, len(steps) - 1):
            if steps[step] >= line.end:
                break
            part = min(line.end, steps[step + 1]) - max(line.start, steps[step])
            drawn[place, step] = drawn.get((place, step), 0.0) + part
    return {key for key, part in drawn.items() if part >= DRAWN * (steps[key[1] + 1] - steps[key[1]])}


def _spans(
    rows: int, columns: int, upright: set[tuple[int, int]], level: set[tuple[int, int]]
) -> tuple[list[Span], dict[tuple[int, int], int]]:
    """Cells as rectangles: each grows to the right, then down, until an edge is drawn or another cell is there."""
    spans: list[Span] = []
    owner: dict[tuple[int, int], int] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            behind = column + 1
            while behind < columns and (behind, row) not in upright and (row, behind) not in owner:
                behind += 1
            below = row + 1
            while below < rows and _goes_down(below, column, behind, upright, level):
                below += 1
            for place in ((r, c) for r in range(row, below) for c in range(column, behind)):
                owner[place] = len(spans)
            spans.append(Span(row, column, below, behind))
    return spans, owner


def _goes_down(row: int, column: int, behind: int, upright: set[tuple[int, int]], level: set[tuple[int, int]]) -> bool:
    """Whether nothing is drawn above a row between two columns, nor inside it."""
    if any((row, place) in level for place in range(column, behind)):
        return False
    return not any((place, row) in upright for place in range(column + 1, behind))
