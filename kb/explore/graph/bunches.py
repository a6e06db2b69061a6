"""The neighbours of a thing in bunches: all that is connected with it in the same way, by reference or by link.

A record often names its project, its department and its document. Drawn, all three would say the same thing thrice:
only the nearest is an edge here (the exports of `kb export` have all).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kb.explore.graph.view import KINDS, Thing, View
from kb.schema import BY_NAME, TABLES, Column, Table

NEARNESS = (
    ("subject_id", "indicator_id", "goal_id", "responsibility_id"), ("project_id",), ("department_id", "document_id"),
    ("region_code",),
)
"""Columns that say where a record belongs, the nearest first."""


@dataclass(frozen=True, slots=True)
class Bunch:
    """Things of one kind that are connected with an owner in one way. `where` and `values` select them in `source`."""

    key: str
    kind: str
    source: str
    column: str
    where: str
    values: tuple[str, ...]

    def count(self, connection: sqlite3.Connection) -> int:
        """How many they are."""
        found = connection.execute(f'select count(*) from "{self.source}" where {self.where}', self.values).fetchone()
        return int(found[0])

    def first(self, connection: sqlite3.Connection, most: int) -> list[Thing]:
        """The first of them, as printed."""
        names = BY_NAME[self.source].stored
        order = "position, id" if "position" in names else "id"
        sql = f'select "{self.column}" from "{self.source}" where {self.where} order by {order} limit {most}'
        return [Thing(self.kind, row[0]) for row in connection.execute(sql, self.values)]


def drawn(table: Table, row: sqlite3.Row) -> Iterator[Column]:
    """The references of a row that are edges: to what it belongs to most closely, and all that say something else."""
    names = row.keys()
    nearest = next((level for level in NEARNESS if any(name in names and row[name] for name in level)), ())
    further = {name for level in NEARNESS for name in level if name not in nearest}
    for column in table.columns:
        if column.kind in ("ref", "any") and row[column.name] is not None and column.name not in further:
            yield column


def bunches(connection: sqlite3.Connection, owner: Thing, row: sqlite3.Row, view: View) -> Iterator[Bunch]:
    """All neighbours of a row, of the kinds shown: what it refers to, what refers to it, what links join it with."""
    table = BY_NAME[owner.table]
    for column in drawn(table, row):
        kind = str(row[column.table_column] if column.table_column else column.target)
        if view.shows(kind):
            yield Bunch(f"{owner.table}.{column.name}", kind, kind, "id", "id = ?", (row[column.name],))
    yield from (bunch for bunch in _referring(owner) if view.shows(bunch.kind))
    yield from (bunch for bunch in _linked(connection, owner) if view.shows(bunch.kind))


def _referring(owner: Thing) -> Iterator[Bunch]:
    for name, column, condition in _references(owner.table):
        yield Bunch(f"{name}.{column}", name, name, "id", condition, (owner.id,))
    if "findings" in KINDS:
        where = "subject_table = ? and subject_id = ?"
        yield Bunch("findings.subject_id", "findings", "findings", "id", where, (owner.table, owner.id))


@cache
def _references(target: str) -> tuple[tuple[str, str, str], ...]:
    """Tables and columns that refer to a table, and the condition under which the reference is drawn."""
    found = []
    for table in TABLES:
        for column in table.references:
            if table.name in KINDS and column.target == target:
                nearer = " ".join(f"and {name} is null" for name in _nearer(table, column.name))
                found.append((table.name, column.name, f"{column.name} = ? {nearer}".strip()))
    return tuple(found)


def _nearer(table: Table, column: str) -> Iterator[str]:
    level = next((number for number, names in enumerate(NEARNESS) if column in names), 0)
    names = {other.name for other in table.columns}
    return (name for nearer in NEARNESS[:level] for name in nearer if name in names)


def _linked(connection: sqlite3.Connection, owner: Thing) -> Iterator[Bunch]:
    for here, there in (("source", "target"), ("target", "source")):
        where = f"{here}_table = ? and {here}_id = ?"
        kinds = f"select distinct relation, {there}_table from links where {where} order by 1, 2"
        for relation, kind in connection.execute(kinds, (owner.table, owner.id)).fetchall():
            condition = f"{where} and relation = ? and {there}_table = ?"
            values = (owner.table, owner.id, relation, kind)
            yield Bunch(f"links.{relation}.{there}", kind, "links", f"{there}_id", condition, values)
