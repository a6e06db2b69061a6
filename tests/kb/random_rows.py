"""Random rows for every table of the schema, hostile text included, and a database filled with rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import strategies as st

from kb import database
from kb.ids import digest
from kb.schema import TABLES, Column, Table

Rows = dict[str, list[dict[str, object]]]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NASTY = st.sampled_from(
    ["", '"', "\\", "a\nb\r\n\tc", "\x00\x01\x0b\x1f\x7f\x85\u2028", "²³㎡ 𠮷", "\ufeff", '"""', "\\u0041"],
)
VALUES = {
    "text": NASTY | TEXT,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
}
IDS = [digest("row", 1), "130609", "甲/乙 %#?"]


@st.composite
def databases(draw: st.DrawFn) -> Rows:
    """Rows for every table that respect kinds, references and what is required."""
    ids = {table.name: draw(st.lists(st.sampled_from(IDS), unique=True)) for table in TABLES if not table.triple}
    ids["documents"] = ids["documents"] or IDS[:1]
    rows: Rows = {}
    for table in TABLES:
        if table.triple:
            rows[table.name] = draw(evidence(ids))
        elif any(column.required and not ids[str(column.target)] for column in table.references):
            ids[table.name] = []
        rows.setdefault(table.name, [])
    for table in TABLES:
        if not table.triple:
            rows[table.name] = [draw(one_row(table, identifier, ids)) for identifier in ids[table.name]]
    return rows


@st.composite
def one_row(draw: st.DrawFn, table: Table, identifier: str, ids: dict[str, list[str]]) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(table.stored)
    row["id"] = identifier
    for column in table.columns:
        row |= draw(cell(column, ids))
    return row


@st.composite
def cell(draw: st.DrawFn, column: Column, ids: dict[str, list[str]]) -> dict[str, object]:
    if not column.required and draw(st.booleans()):
        return {}
    if column.kind == "ref":
        targets = ids[str(column.target)]
        return {column.name: draw(st.sampled_from(targets))} if targets else {}
    if column.kind == "any":
        name = draw(st.sampled_from(sorted(table for table, found in ids.items() if found)))
        return {str(column.table_column): name, column.name: draw(st.sampled_from(ids[name]))}
    return {column.name: draw(VALUES[column.kind])}


@st.composite
def evidence(draw: st.DrawFn, ids: dict[str, list[str]]) -> list[dict[str, object]]:
    if not ids["passages"]:
        return []
    pairs = [(name, identifier) for name, found in ids.items() for identifier in found]
    one = st.tuples(st.sampled_from(pairs), st.sampled_from(ids["passages"]))
    chosen = draw(st.lists(one, unique=True, max_size=5))
    rows = {
        digest("evidence", record, passage): {"record_table": name, "record_id": record, "passage_id": passage}
        for (name, record), passage in chosen
    }
    return [{"id": identifier, **row} for identifier, row in rows.items()]


def filled(folder: Path, rows: Rows) -> sqlite3.Connection:
    connection = database.create(folder / "kb.db")
    for table in TABLES:
        database.insert(connection, table.name, rows.get(table.name, []))  # type: ignore[arg-type]
    database.finish(connection)
    return connection
