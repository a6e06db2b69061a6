"""Where records are read from: the documents of one body and year, and what their columns have in common."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kb.comparing.change import NOWHERE, Place
from kb.comparing.matching import Cell
from kb.comparing.wording import bare, relative
from loaders.values.wording import fold


@dataclass(frozen=True, slots=True)
class Scope:
    """The records that are read: of one body (None: of no body), in some documents of one side.

    `same_year` says whether the other side is of the same year, so that a year in a name means the same on both.
    """

    connection: sqlite3.Connection
    body: str | None
    documents: frozenset[str]
    year: int | None
    same_year: bool

    def rows(self, table: str) -> Iterator[sqlite3.Row]:
        """The records of a table in their order, each with its first passage, and its document."""
        seen: set[str] = set()
        given = {"body": self.body, "documents": json.dumps(sorted(self.documents))}
        for row in self.connection.execute(QUERIES[table], given):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row

    def names(self, name: str) -> tuple[str | None, str]:
        """What a name is known by: as it is, where the year is the same, and without its years."""
        return fold(name) if self.same_year else None, bare(name, self.year)

    def texts(self, row: sqlite3.Row, *columns: str) -> tuple[Cell, ...]:
        """Columns of text; a year in them counts from the year of the side."""
        return tuple(Cell(name, row[name], relative(row[name] or "", self.year) or None) for name in columns)


def money(column: str, fen: int | None) -> Cell:
    """A column of money; a figure of nought and a blank say the same."""
    return Cell(column, fen, fen or None)


def quantity(column: str, value: float | None) -> Cell:
    """A column of numbers that count things."""
    said = None if value is None else f"{value:.10g}"
    return Cell(column, said, said)


_UNIT = "left join departments u on u.id = r.unit_id"
_PLACED = """
select r.*, {further} o.path, p.id as passage_id,
  p.page, p.last_page, p.first_line, p.last_line
from {table} r
join documents o on o.id = r.document_id
{joined}
left join evidence e on e.record_table = '{table}' and e.record_id = r.id
left join passages p on p.id = e.passage_id
where r.department_id is :body and r.document_id in (select value from json_each(:documents))
order by o.path, r.document_id, {order}, r.id, p.number
"""


def _query(table: str, further: str = "", joined: str = "", order: str = "r.position") -> str:
    return _PLACED.format(table=table, further=further, joined=joined, order=order)


QUERIES = {
    "projects": _query("projects", "u.name as unit_name,", _UNIT),
    "responsibilities": _query("responsibilities", order="p.number"),
    **{table: _query(table) for table in ("indicators", "budget_lines", "procurements", "assets", "statements")},
    "documents": """
select o.*, null as page, null as last_page, null as first_line, null as last_line
from documents o
where o.department_id is :body and o.id in (select value from json_each(:documents)) order by o.path, o.id
""",
}
BODY_PLACE = """
select o.path, p.page, p.last_page, p.first_line, p.last_line
from evidence e join passages p on p.id = e.passage_id join documents o on o.id = p.document_id
where e.record_table = 'departments' and e.record_id = :body
  and o.id in (select value from json_each(:documents))
order by o.path, p.number limit 1
"""


def place(row: sqlite3.Row) -> Place:
    """Where a record stands."""
    first, last = row["first_line"], row["last_line"]
    if row["last_page"] not in (None, row["page"]):
        last = None
    lines = None if first is None else str(first) if last in (None, first) else f"{first}-{last}"
    return Place(row["path"], row["page"], lines)


def place_of_body(scope: Scope) -> Place:
    """The first place that names the body."""
    given = {"body": scope.body, "documents": json.dumps(sorted(scope.documents))}
    row = scope.connection.execute(BODY_PLACE, given).fetchone()
    return place(row) if row else NOWHERE
