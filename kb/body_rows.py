"""Bodies into the database: their rows, the names that documents print for them, and their ids where names stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.database import Row, insert
from kb.families import Families, Family
from kb.ids import digest
from kb.links import Link, store
from kb.schema import TABLES


def write_bodies(connection: sqlite3.Connection, found: Families) -> None:
    """Write departments and their names; every row that refers to a name's id then refers to its body."""
    insert(connection, "departments", (_department(body) for body in found.bodies))
    insert(connection, "department_names", _names(found))
    _refer_to_bodies(connection, found)
    store(connection, _links(found))


def _department(body: Family) -> Row:
    said: dict[str, str] = {}
    for counted in body.names:
        for field, value in counted.named.said.items():
            said.setdefault(field, value)
    return {
        "id": body.key.id, "name": body.label, "kind": body.kind, "parent_id": body.parent.id if body.parent else None,
        "region_code": body.key.region or None, **said,
    }


def _names(found: Families) -> Iterator[Row]:
    for body in found.bodies:
        for counted in body.names:
            for document in counted.named.documents:
                yield {
                    "id": digest("department_names", document, counted.named.name.id),
                    "name": counted.named.name.name, "department_id": body.key.id, "document_id": document,
                    "rule": counted.rule, "reason": counted.reason,
                }


def _refer_to_bodies(connection: sqlite3.Connection, found: Families) -> None:
    connection.execute("create temp table body_of (name text primary key, body text not null)")
    pairs = ((counted.named.name.id, body.key.id) for body in found.bodies for counted in body.names)
    connection.executemany("insert into body_of values (?, ?)", pairs)
    columns = [
        (table.name, column.name) for table in TABLES for column in table.references if column.target == "departments"
    ]
    for table, column in columns:
        connection.execute(
            f'update "{table}" set "{column}" = (select body from body_of where name = "{column}") '
            f'where "{column}" in (select name from body_of)'
        )
    connection.execute(
        "update evidence set record_id = (select body from body_of where name = record_id) "
        "where record_table = 'departments'"
    )
    connection.execute(
        "delete from evidence where record_table = 'departments' and id not in "
        "(select min(id) from evidence where record_table = 'departments' group by record_id, passage_id)"
    )
    connection.execute("drop table body_of")


def _links(found: Families) -> Iterator[Link]:
    """Own offices to their departments where only the kinds of two documents say so, and what people said of pairs."""
    for body in found.bodies:
        if body.key.office and body.parent and not any(counted.named.parents for counted in body.names):
            yield Link(
                source_table="departments", source_id=body.key.id, relation="office_of", target_table="departments",
                target_id=body.parent.id, method="unit_budget", score=1.0,
                evidence=body.label,
            )
    for one, other, decision in found.pairs:
        unsure = decision.verdict == "unsure"
        yield Link(
            source_table="departments", source_id=one.id, relation="maybe_same_as" if unsure else "succeeded_by",
            target_table="departments", target_id=other.id, method="decision", score=0.5 if unsure else 1.0,
            evidence=f"{decision.reason} ({decision.place})",
        )
