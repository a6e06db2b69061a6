"""Where a node stands, how large it is and its colour, so that a drawing tells something as soon as it is opened.

Each record stands inside the disc of the record it belongs to (region, department, project, goal …), the discs set in
rings around it. No iterations, no chance: the time grows as n log n and the same graph gives the same picture. Programs
such as Gephi then refine it with their own layouts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kb.exports.cleaning import Network

# Hue says the family, lightness the member, so that neighbours differ also for colour-blind readers: blue who, grey
# where it is written, orange what is done, yellow money, green how success is measured, purple-red what was noticed.
COLOURS: Mapping[str, tuple[int, int, int]] = {
    "regions": (0, 51, 102), "departments": (0, 114, 178), "responsibilities": (86, 180, 233),
    "headcounts": (160, 205, 240),
    "documents": (64, 64, 64), "citations": (150, 150, 150), "statements": (200, 200, 200),
    "projects": (213, 94, 0), "goals": (240, 150, 90), "measures": (140, 60, 0),
    "budget_lines": (230, 159, 0), "funds": (240, 228, 66), "procurements": (150, 110, 20), "assets": (250, 215, 140),
    "indicators": (0, 158, 115), "indicator_concepts": (0, 90, 65), "indicator_sets": (0, 60, 40),
    "classifications": (140, 220, 190),
    "findings": (204, 121, 167),
}
OTHER = (120, 120, 160)
# What a record stands beside when it refers to several others: the nearest first.
NEAREST = ("goals", "projects", "responsibilities", "departments", "documents", "regions")
SMALLEST, LARGEST = 4.0, 40.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How one node is drawn."""

    x: float
    y: float
    size: float
    colour: tuple[int, int, int]


def looks(graph: Network) -> dict[str, Look]:
    """The look of every node."""
    sizes = {node: size(data, graph.degree(node)) for node, data in graph.nodes(data=True)}
    places = positions(graph, sizes)
    return {
        node: Look(*places[node], sizes[node], COLOURS.get(str(data.get("kind")), OTHER))
        for node, data in graph.nodes(data=True)
    }


def size(data: Mapping[str, Any], degree: int) -> float:
    """Larger for more money, and where there is none for more connections; both by orders of magnitude.

    >>> size({"amount": 1500.0}, 1) > size({"amount": 12.5}, 9) > size({}, 0)
    True
    """
    amount = data.get("amount")
    weight = math.log10(1 + abs(amount)) * 6 if isinstance(amount, (int, float)) else math.log2(1 + degree) * 2
    return round(min(SMALLEST + weight, LARGEST), 2)


def positions(graph: Network, sizes: Mapping[str, float]) -> dict[str, Place]:
    """A place for each node: near what it belongs to, its disc apart from the discs of its neighbours."""
    order, parent = _forest(graph)
    members: dict[str | None, list[str]] = {}
    for node in order:
        members.setdefault(parent[node], []).append(node)
    radius: dict[str, float] = {}
    within: dict[str, Place] = {}
    own: dict[str, Place] = {}
    for node in reversed(order):
        own[node], radius[node] = _fill(sizes[node] + SMALLEST, members.get(node, []), radius, within)
    roots = sorted(members.get(None, []), key=lambda node: -radius[node])
    within.update(zip(roots, rings([radius[node] for node in roots])[0], strict=True))
    centres: dict[str | None, Place] = {None: (0.0, 0.0)}
    for node in order:
        centres[node] = _moved(centres[parent[node]], within[node])
    return {node: _moved(centres[node], own[node]) for node in order}


def _moved(place: Place, by: Place) -> Place:
    return round(place[0] + by[0], 2), round(place[1] + by[1], 2)


def _forest(graph: Network) -> tuple[list[str], dict[str, str | None]]:
    """The nodes, parents before children, and the parent of each: the tree along the nearest belonging.

    The graph lists regions first, then departments, then documents: the first node of a component is its root.
    """
    tree: nx.Graph[str] = nx.Graph()
    tree.add_nodes_from(graph)
    tree.add_edges_from(nx.minimum_spanning_edges(_distances(graph), data=False))
    parent: dict[str, str | None] = {}
    for root in graph:
        if root not in parent:
            parent[root] = None
            parent.update((below, above) for above, below in nx.bfs_edges(tree, root))
    return list(parent), parent


def _distances(graph: Network) -> nx.Graph[str]:
    """One edge for each connected pair, shorter where one record belongs more closely to the other."""
    result: nx.Graph[str] = nx.Graph()
    for source, target, data in graph.edges(data=True):
        if source == target:
            continue
        distance = _distance(graph.nodes[source].get("kind"), graph.nodes[target].get("kind"), data)
        if distance < result.get_edge_data(source, target, {"weight": math.inf})["weight"]:
            result.add_edge(source, target, weight=distance)
    return result


def _distance(kind: str | None, other: str | None, data: Mapping[str, Any]) -> int:
    if "method" in data:
        return len(NEAREST) + 2
    if kind == other:
        return 0
    return NEAREST.index(other) + 1 if other in NEAREST else len(NEAREST) + 1


def _fill(dot: float, nodes: list[str], radius: Mapping[str, float], within: dict[str, Place]) -> tuple[Place, float]:
    """Fill a disc with a dot and the discs of its members; returns the place of the dot and the radius around all.

    The dot is in the middle, except beside one member that is larger than all the rest together: a chain of records
    must not double its disc with each step.
    """
    smallest_first = sorted(nodes, key=lambda node: radius[node])
    radii = [radius[node] for node in smallest_first]
    alone = bool(radii) and radii[-1] > rings([dot, *radii[:-1]])[1]
    places, reach = rings([radii[-1], dot, *radii[:-1]] if alone else [dot, *radii])
    middle = places.pop(1 if alone else 0)
    within.update(zip(smallest_first, places[1:] + places[:1] if alone else places, strict=True))
    return middle, reach


def rings(radii: Sequence[float]) -> tuple[list[Place], float]:
    """Places for discs in one larger disc, the first in the middle, the rest in rings; and the radius of that disc.

    >>> places, reach = rings([3, 1, 1])
    >>> [(round(x), round(y)) for x, y in places], reach
    ([(0, 0), (0, 4), (0, -4)], 5)
    """
    places: list[Place] = [(0.0, 0.0) for _ in radii[:1]]
    inner = reach = sum(radii[:1])
    start = 1
    while start < len(radii):
        wedges = _wedges(radii, start, inner)
        angle, stretch = 0.0, math.tau / sum(wedges)
        for wedge, own in zip(wedges, radii[start:], strict=False):
            middle = (angle + wedge / 2) * stretch
            places.append(((inner + own) * math.cos(middle), (inner + own) * math.sin(middle)))
            angle += wedge
        reach = inner + 2 * max(radii[start : start + len(wedges)])
        start, inner = start + len(wedges), reach
    return places, reach


def _wedges(radii: Sequence[float], start: int, inner: float) -> list[float]:
    """The angles that the next discs fill, seen from the middle, until the ring around `inner` is full."""
    wedges: list[float] = []
    full = 0.0
    for own in radii[start:]:
        wedge = 2 * math.asin(own / (inner + own))
        if wedges and full + wedge > math.tau:
            break
        wedges.append(wedge)
        full += wedge
    return wedges
