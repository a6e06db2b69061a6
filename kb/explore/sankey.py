"""A flow of money as coordinates: nodes in columns, ribbons between them, widths in proportion to the amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.explore.flow import FUNCTION, PROJECT, SOURCE, SPENDING, WAY, Node, Ribbon

WIDTH, NODE = 1100, 12
"""Of the whole drawing, and of a node."""
TALLEST = 340
"""Height of all nodes of the fullest column together."""
SLOT, GAP, MARGIN = 20, 8, 14
"""Height that a label needs, the space below it, and the space at the top and below the columns."""
THINNEST = 0.7
PLACES = {SOURCE: 0, WAY: 205, FUNCTION: 340, SPENDING: 600, PROJECT: 720}
SERIES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn; `series` is its colour, 0 for what is not stated."""

    node: Node
    x: float
    y: float
    height: float
    fen: int
    series: int


@dataclass(frozen=True, slots=True)
class Band:
    """A ribbon as drawn: an SVG path."""

    ribbon: Ribbon
    path: str
    series: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All boxes and bands, and the height that they need."""

    height: float
    boxes: Sequence[Box]
    bands: Sequence[Band]


def drawing(ribbons: Sequence[Ribbon]) -> Drawing:
    """The drawing of ribbons; of none it is empty."""
    amounts = _amounts(ribbons)
    columns = {column: _ordered(column, amounts, ribbons) for column in PLACES}
    fullest = max((sum(amounts[node] for node in column) for column in columns.values()), default=0)
    if not fullest:
        return Drawing(0, (), ())
    heights = {node: max(fen / fullest * TALLEST, THINNEST) for node, fen in amounts.items()}
    tops = _tops(columns, heights, ribbons)
    series = {node: place % SERIES + 1 for column in (SOURCE, FUNCTION, PROJECT)
              for place, node in enumerate(columns[column])}
    boxes = [
        Box(node, PLACES[column], tops[node], heights[node], amounts[node],
            0 if node.kind == "unstated" else series.get(node, 0))
        for column, nodes in columns.items() for node in nodes
    ]
    lowest = max(box.y + max(box.height, SLOT) for box in boxes)
    return Drawing(lowest + MARGIN, boxes, _bands(ribbons, heights, tops, amounts, boxes))


def _amounts(ribbons: Sequence[Ribbon]) -> dict[Node, int]:
    """What flows through each node: what comes in or what goes out, whichever is more."""
    into: dict[Node, int] = defaultdict(int)
    out: dict[Node, int] = defaultdict(int)
    for ribbon in ribbons:
        out[ribbon.source] += ribbon.fen
        into[ribbon.target] += ribbon.fen
    return {node: max(into[node], out[node]) for node in {**out, **into}}


def _ordered(column: int, amounts: Mapping[Node, int], ribbons: Sequence[Ribbon]) -> list[Node]:
    """The nodes of a column: the largest first; projects below the functions that pay them, what is bunched last."""
    nodes = sorted((node for node in amounts if node.column == column),
                   key=lambda node: (node.kind in ("rest", "unstated"), -amounts[node], node.key))
    if column != PROJECT:
        return nodes
    functions = {node: place for place, node in enumerate(_ordered(FUNCTION, amounts, ribbons))}
    payer: dict[Node, int] = {}
    for ribbon in sorted(ribbons, key=lambda ribbon: -ribbon.fen):
        payer.setdefault(ribbon.target, functions.get(ribbon.source, len(functions)))
    return sorted(nodes, key=lambda node: (node.kind != "basic", node.kind == "rest", payer.get(node, 0)))


def _tops(
    columns: Mapping[int, Sequence[Node]], heights: Mapping[Node, float], ribbons: Sequence[Ribbon]
) -> dict[Node, float]:
    """The upper edge of each node; columns stand in the middle, what is not stated below them if others pass there."""
    needed = {column: sum(max(heights[node], SLOT) + GAP for node in nodes) for column, nodes in columns.items()}
    tall = max(needed[column] for column in (SOURCE, FUNCTION, PROJECT))
    tops: dict[Node, float] = {}
    for column, nodes in columns.items():
        passed = column in (WAY, SPENDING) and any(
            ribbon.source.column < column < ribbon.target.column for ribbon in ribbons)
        y = MARGIN + (tall if passed else max(tall - needed[column], 0) / 2)
        for node in nodes:
            tops[node] = y
            y += max(heights[node], SLOT) + GAP
    return tops


def _bands(
    ribbons: Sequence[Ribbon], heights: Mapping[Node, float], tops: Mapping[Node, float], amounts: Mapping[Node, int],
    boxes: Sequence[Box],
) -> list[Band]:
    """Each ribbon from its place on one node to its place on the other, in the order of the ends."""
    leaving, arriving, bands = dict(tops), dict(tops), []
    series = {box.node: box.series for box in boxes}
    starts: dict[Ribbon, float] = {}
    for ribbon in sorted(ribbons, key=lambda ribbon: (tops[ribbon.target], ribbon.target.key)):
        starts[ribbon] = leaving[ribbon.source]
        leaving[ribbon.source] += ribbon.fen / amounts[ribbon.source] * heights[ribbon.source]
    for ribbon in sorted(ribbons, key=lambda ribbon: (tops[ribbon.source], ribbon.source.key)):
        thick = ribbon.fen / amounts[ribbon.target] * heights[ribbon.target]
        start = PLACES[ribbon.source.column] + NODE, starts[ribbon]
        path = _path(start, (PLACES[ribbon.target.column], arriving[ribbon.target]), max(thick, THINNEST))
        arriving[ribbon.target] += thick
        unstated = "unstated" in (ribbon.source.kind, ribbon.target.kind)
        bands.append(Band(ribbon, path, 0 if unstated else series[ribbon.source]))
    return bands


def _path(start: tuple[float, float], end: tuple[float, float], thick: float) -> str:
    """An area of one thickness between two vertical edges.

    >>> _path((12, 0), (112, 50), 10)
    'M12 0.0C62 0.0 62 50.0 112 50.0V60.0C62 60.0 62 10.0 12 10.0Z'
    """
    (x, y), (right, low), middle = start, end, (start[0] + end[0]) // 2
    return (f"M{x} {y:.1f}C{middle} {y:.1f} {middle} {low:.1f} {right} {low:.1f}V{low + thick:.1f}"
            f"C{middle} {low + thick:.1f} {middle} {y + thick:.1f} {x} {y + thick:.1f}Z")
