"""What can be matched and what is known of it: types, their properties, and the values of things."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.explore.terms import terms
from kb.schema import BY_NAME, Column

TYPES: Mapping[str, str] = {
    BY_NAME[table].rdf_class: table
    for table in ("departments", "projects", "indicator_concepts", "classifications", "regions")
}
"""Tables whose rows can be matched, by the class of our ontology that names the type."""
PLACES: Mapping[str, str] = {"region": "region_code", "fiscalYear": "fiscal_year"}
"""Properties that every thing has of the documents in which it occurs, and their columns in the index of names."""

Value = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Property:
    """A property by the name of its term, with the column that holds it in each table."""

    id: str
    columns: Mapping[str, Column]

    def name(self, language: str) -> str:
        """What people call it."""
        term = terms().get(self.id)
        return term.words(language)[0] if term else self.id


def entity_id(table: str, identifier: str) -> str:
    """A row as the service names it: what follows `…/id/` in its IRI."""
    return f"{table}/{identifier}"


def row_of(entity: str) -> tuple[str, str] | None:
    """The table and id of an entity, if it is of one of our types.

    >>> row_of("projects/0f"), row_of("passages/1"), row_of("0f")
    (('projects', '0f'), None, None)
    """
    table, _, identifier = entity.partition("/")
    return (table, identifier) if identifier and table in TYPES.values() else None


def properties(kind: str = "") -> dict[str, Property]:
    """The properties of a type, or of all, by id."""
    tables = [TYPES[kind]] if kind in TYPES else [] if kind else list(TYPES.values())
    columns: dict[str, dict[str, Column]] = {name: {} for name in PLACES}
    for table in tables:
        for column in BY_NAME[table].columns:
            if column.kind != "any" and column.part is None:
                columns.setdefault(column.predicate, {})[table] = column
    return {name: Property(name, own) for name, own in columns.items()} if tables else {}


def values(
    connection: sqlite3.Connection, property: Property, table: str, ids: Sequence[str]
) -> dict[str, list[Value]]:
    """The values of a property of rows of a table by id, as the protocol writes them; rows without one are missing."""
    column = property.columns.get(table)
    if property.id in PLACES:
        return _of_documents(connection, property.id, table, ids)
    if column is None:
        return {}
    found: dict[str, list[Value]] = {}
    for identifier, value, label in connection.execute(_select(table, column), {"ids": json.dumps(list(ids))}):
        if value is not None:
            found[identifier] = [_written(column, value, label)]
    return found


def _select(table: str, column: Column) -> str:
    label, join = "null", ""
    if column.kind == "ref" and column.target:
        label = f'o."{BY_NAME[column.target].label}"'
        join = f'left join "{column.target}" o on o.id = t."{column.name}"'
    return (
        f'select t.id, t."{column.name}", {label} from "{table}" t {join} '
        "where t.id in (select value from json_each(:ids))"
    )


def _written(column: Column, value: str | float, label: str | None) -> Value:
    if column.kind == "ref":
        return {"id": entity_id(str(column.target), str(value)), "name": str(label or value)}
    if column.kind == "integer":
        return {"int": int(value)}
    return {"float": float(value)} if column.kind == "number" else {"str": str(value)}


OCCURRENCES = """
select distinct n.id, p.{column}, (select name from regions where id = p.{column})
from json_each(:ids) j join search_names n on n.kind = :table and n.id = j.value
join search_places p on p.number = n.number where p.{column} is not null order by 1, 2
"""


def _of_documents(
    connection: sqlite3.Connection, name: str, table: str, ids: Iterable[str]
) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    sql = OCCURRENCES.format(column=PLACES[name])
    for identifier, value, label in connection.execute(sql, {"table": table, "ids": json.dumps(list(ids))}):
        found[identifier].append(
            {"int": int(value)} if name == "fiscalYear"
            else {"id": entity_id("regions", str(value)), "name": str(label or value)}
        )
    return found


def extended(
    connection: sqlite3.Connection, entities: Sequence[str], wanted: Sequence[Property]
) -> dict[str, dict[str, list[Value]]]:
    """The values of properties of entities, by entity and property; what is unknown has none."""
    rows: dict[str, dict[str, list[Value]]] = {entity: {one.id: [] for one in wanted} for entity in entities}
    of_table: dict[str, list[str]] = defaultdict(list)
    for entity in rows:
        if (place := row_of(entity)) is not None:
            of_table[place[0]].append(place[1])
    for table, ids in of_table.items():
        for one in wanted:
            for identifier, found in values(connection, one, table, ids).items():
                rows[entity_id(table, identifier)][one.id] = found
    return rows
