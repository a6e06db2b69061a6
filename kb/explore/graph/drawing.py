"""A view as the page draws it: nodes with their places and the addresses they lead to, edges, rests and a legend."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from kb.explore.addresses import page_of
from kb.explore.graph.names import edge_name, kind_name, thing_name
from kb.explore.graph.reach import Reach, Rest, network_of
from kb.explore.graph.view import Thing, View
from kb.explore.language import Speech
from kb.exports.cleaning import Network, clean
from kb.exports.layout import COLOURS, OTHER, looks
from kb.exports.network import node_id
from kb.publishing.metadata import DATABASE


@dataclass(frozen=True, slots=True)
class Node:
    """One thing, or the rest of a bunch: where it stands, its page, and the address at which it is opened or closed."""

    id: str
    thing: str
    kind: str
    kind_name: str
    label: str
    colour: str
    x: float
    y: float
    size: float
    page: str
    toggle: str
    focus: str
    opened: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One edge with its name."""

    id: str
    source: str
    target: str
    label: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Shade:
    """One kind in the legend: how many of it are shown or summed up, and the address at which it is hidden or shown."""

    kind: str
    name: str
    colour: str
    count: int
    toggle: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the page shows. `cut` says that there is more than one graph can show."""

    focus: str
    nodes: tuple[Node, ...]
    edges: tuple[Line, ...]
    legend: tuple[Shade, ...]
    cut: bool
    address: str

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def drawing(connection: sqlite3.Connection, view: View, found: Reach, speech: Speech) -> Drawing:
    """The drawing of what a view reaches."""
    shown = network_of(connection, found)
    laid = clean(_with_rests(shown, found))
    places = looks(laid)
    nodes = [
        Node(
            node, str(thing), thing.table, kind_name(thing.table, speech), thing_name(thing.table, row, speech),
            _colour(thing.table), places[node].x, places[node].y, places[node].size, page_of(thing.table, thing.id),
            "" if thing in found.opened and thing not in view.opened else view.with_opened(thing).address(),
            View(thing).address(), thing in found.opened, False,
        )
        for thing, row in found.rows.items() for node in (node_id(thing.table, thing.id),)
    ]
    for rest in found.rests:
        look = places[rest_id(rest)]
        name = kind_name(rest.bunch.kind, speech)
        nodes.append(Node(
            rest_id(rest), "", rest.bunch.kind, name, f"{name} ({rest.count - rest.shown})", _colour(rest.bunch.kind),
            look.x, look.y, look.size, _table(rest), view.with_more(rest.next).address(), "", False, True,
        ))
    return Drawing(
        node_id(view.focus.table, view.focus.id) if view.focus else "", tuple(nodes),
        tuple(_lines(shown, found, speech)), tuple(_legend(view, found, speech)), found.cut, view.address(),
    )


def rest_id(rest: Rest) -> str:
    """The node that stands for the rest of a bunch."""
    return f"{node_id(rest.owner.table, rest.owner.id)}~{rest.bunch.key}"


def _with_rests(shown: Network, found: Reach) -> Network:
    graph = shown.copy()
    for rest in found.rests:
        graph.add_node(rest_id(rest), kind=rest.bunch.kind, amount=float(rest.count - rest.shown))
        graph.add_edge(rest_id(rest), node_id(rest.owner.table, rest.owner.id), "rest", label="rest")
    return graph


def _lines(shown: Network, found: Reach, speech: Speech) -> list[Line]:
    lines = [
        Line(key, source, target, edge_name(str(data["relation"]), speech), str(data.get("evidence") or ""))
        for source, target, key, data in shown.edges(keys=True, data=True)
    ]
    for rest in found.rests:
        owner = node_id(rest.owner.table, rest.owner.id)
        lines.append(Line(f"{rest_id(rest)}#rest", rest_id(rest), owner, speech("graph.rest_edge"), ""))
    return lines


def _legend(view: View, found: Reach, speech: Speech) -> list[Shade]:
    counts = Counter(thing.table for thing in found.rows)
    for rest in found.rests:
        counts[rest.bunch.kind] += rest.count - rest.shown
    counts.update(dict.fromkeys(view.hidden, 0))
    return [
        Shade(kind, kind_name(kind, speech), _colour(kind), counts[kind], view.with_hidden(kind).address(),
              kind in view.hidden)
        for kind in sorted(counts, key=lambda kind: (kind in view.hidden, -counts[kind], kind))
    ]


def _colour(kind: str) -> str:
    return "#{:02x}{:02x}{:02x}".format(*COLOURS.get(kind, OTHER))


def _table(rest: Rest) -> str:
    """Datasette's table with just this bunch."""
    if rest.bunch.source == "links":
        _, relation, there = rest.bunch.key.split(".")
        here = "source" if there == "target" else "target"
        words = {f"{here}_table": rest.owner.table, f"{here}_id": rest.owner.id, "relation": relation}
    elif rest.bunch.key == "findings.subject_id":
        words = {"subject_table": rest.owner.table, "subject_id": rest.owner.id}
    else:
        words = {rest.bunch.key.partition(".")[2]: rest.owner.id}
    return f"/{DATABASE}/{rest.bunch.source}?" + urlencode({f"{name}__exact": value for name, value in words.items()})


def graph_link(table: str, identifier: str) -> str:
    """The address of the graph around a row."""
    return View(Thing(table, identifier)).address()
