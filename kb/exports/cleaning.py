"""Make a graph that every file format can hold: one type for each attribute, no missing values, only legal characters.

The networkx writers accept more than they can read back: an attribute that is a number on one node and a word on
the next, NaN, lists, control characters that end an XML file early.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import networkx as nx

Scalar = bool | int | float | str
Network: TypeAlias = "nx.MultiDiGraph[str]"
Edge = tuple[str, str, str, Mapping[str, Any]]

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_END = re.compile("\r\n?")
# The largest integer that JavaScript, and a double, hold exactly; larger ones travel as text.
EXACT = 2**53


def clean(graph: Network) -> Network:
    """The same nodes and edges in the same order, with attributes that survive writing and reading."""
    node_types = attribute_types(data for _, data in graph.nodes(data=True))
    edge_types = attribute_types(data for _, _, data in graph.edges(data=True))
    return assembled(
        ((node, settled(data, node_types)) for node, data in graph.nodes(data=True)),
        ((*ends, settled(data, edge_types)) for *ends, data in graph.edges(keys=True, data=True)),
    )


def assembled(nodes: Iterable[tuple[str, Mapping[str, Any]]], edges: Iterable[Edge]) -> Network:
    """A network of these nodes, and of those edges whose two ends are among them; each edge has a key of its own."""
    graph: Network = nx.MultiDiGraph()
    for node, data in nodes:
        graph.add_node(node)
        graph.nodes[node].update(data)
    for source, target, key, data in edges:
        if source in graph and target in graph:
            graph.add_edge(source, target, key)
            graph.edges[source, target, key].update(data)
    return graph


def legal(text: str) -> str:
    """Without the characters that XML 1.0 forbids and that no UTF-8 file can hold; line ends as XML reads them.

    >>> legal("a\\x00b\\ud800c\\r\\nd")
    'abc\\nd'
    """
    return LINE_END.sub("\n", ILLEGAL.sub("", text))


def attribute_types(items: Iterable[Mapping[str, Any]]) -> dict[str, type[Scalar]]:
    """For each attribute the one type that holds all its values."""
    seen: dict[str, set[type[Scalar]]] = {}
    for data in items:
        for name, value in data.items():
            scalar = plain(value)
            if scalar is not None:
                seen.setdefault(name, set()).add(type(scalar))
    return {name: common(types) for name, types in seen.items()}


def common(types: set[type[Scalar]]) -> type[Scalar]:
    """The narrowest type that holds values of all these types.

    >>> common({int, float}), common({int, str})
    (<class 'float'>, <class 'str'>)
    """
    if len(types) == 1:
        return next(iter(types))
    return float if types == {int, float} else str


def plain(value: object) -> Scalar | None:
    """One value as a scalar; `None` for what says nothing (missing, blank, not a number)."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= EXACT else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    text = legal(text)
    return text if text.strip() else None


def settled(data: Mapping[str, Any], types: Mapping[str, type[Scalar]]) -> dict[str, Scalar]:
    """The attributes that have a value, each in the type settled for it."""
    values = ((name, plain(value)) for name, value in data.items())
    return {legal(name): types[name](value) for name, value in values if value is not None}
