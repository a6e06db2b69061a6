"""Which things a view shows: from the focus outwards, large bunches as one node that is opened in steps."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from kb.explore.graph.bunches import Bunch, bunches, drawn
from kb.explore.graph.view import More, Thing, View
from kb.exports.cleaning import Edge, Network, assembled
from kb.exports.network import attributes, edges, node_id
from kb.schema import BY_NAME

MOST = 2000
"""Things in one graph."""
AT_ONCE = 24
"""A bunch of more things is one node."""
STEP = 50
"""So many more of a bunch are shown each time it is opened."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a bunch: how many of how many are shown, and what to ask for to see more."""

    owner: Thing
    bunch: Bunch
    count: int
    shown: int

    @property
    def next(self) -> More:
        """The next step."""
        return More(self.bunch.key, self.shown + STEP, self.owner)


@dataclass(slots=True)
class Reach:
    """The rows shown, in the order in which they were reached; opened ones; rests of bunches; whether it was cut."""

    rows: dict[Thing, sqlite3.Row] = field(default_factory=dict)
    opened: set[Thing] = field(default_factory=set)
    rests: list[Rest] = field(default_factory=list)
    cut: bool = False


def reach(connection: sqlite3.Connection, view: View) -> Reach | None:
    """What a view shows; None where there is no such thing as its focus."""
    found = Reach()
    for thing in (*((view.focus,) if view.focus else ()), *view.ids):
        _add(connection, found, thing)
    if view.focus is not None and view.focus not in found.rows:
        return None
    ring = [view.focus] if view.focus else []
    for _ in range(view.depth):
        ring = [near for thing in ring for near in _open(connection, found, thing, view)]
    for thing in view.opened:
        if thing in found.rows and thing not in found.opened:
            _open(connection, found, thing, view)
    return found


def _add(connection: sqlite3.Connection, found: Reach, thing: Thing) -> bool:
    """Add a thing; false if it is there, or does not exist, or the graph is full."""
    if thing in found.rows:
        return False
    if len(found.rows) >= MOST:
        found.cut = True
        return False
    row = connection.execute(f'select * from "{thing.table}" where id = ?', (thing.id,)).fetchone()
    if row is not None:
        found.rows[thing] = row
    return row is not None


def _open(connection: sqlite3.Connection, found: Reach, owner: Thing, view: View) -> list[Thing]:
    """Add the neighbours of a thing; returns the new ones."""
    new: list[Thing] = []
    found.opened.add(owner)
    for bunch in bunches(connection, owner, found.rows[owner], view):
        wanted = view.count_of(owner, bunch.key)
        most = min(max(wanted, AT_ONCE), MOST)
        things = bunch.first(connection, most + 1)
        if len(things) > most:
            count = bunch.count(connection)
            things = things[: min(wanted, MOST)]
            found.rests.append(Rest(owner, bunch, count, len(things)))
        new += [thing for thing in things if _add(connection, found, thing)]
        if found.cut:
            break
    return new


def network_of(connection: sqlite3.Connection, found: Reach) -> Network:
    """The things shown and every edge between two of them, as the exports hold them."""
    nodes = ((node_id(*_ends(thing)), attributes(BY_NAME[thing.table], row)) for thing, row in found.rows.items())
    return assembled(nodes, [*_references(found), *_links(connection, found)])


def _ends(thing: Thing) -> tuple[str, str]:
    return thing.table, thing.id


def _references(found: Reach) -> list[Edge]:
    kept: list[Edge] = []
    for thing, row in found.rows.items():
        table = BY_NAME[thing.table]
        names = {column.name for column in drawn(table, row) if _asked_for(found, thing, row, column.name)}
        kept += [edge for edge in edges(table, row) if edge[2].rpartition("#")[2] in names]
    return kept


def _asked_for(found: Reach, thing: Thing, row: sqlite3.Row, column: str) -> bool:
    """Whether a reference is worth a line: that of a department's record to its document only where one is opened."""
    if column != "document_id" or "department_id" not in row.keys() or row["department_id"] is None:  # noqa: SIM118
        return True
    return thing in found.opened or Thing("documents", row[column]) in found.opened


def _links(connection: sqlite3.Connection, found: Reach) -> list[Edge]:
    table = BY_NAME["links"]
    kept: list[Edge] = []
    for thing in found.rows:
        sql = "select * from links where source_table = ? and source_id = ? order by id"
        kept += [edge for row in connection.execute(sql, (thing.table, thing.id)) for edge in edges(table, row)]
    return kept
