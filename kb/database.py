"""The SQLite side of the schema: tables with their keys, fast filling, indexes, and the view of what was unread.

A build works on one new file: `create`, `insert` row by row of any table, `index` once the documents are in, and when
all is said `finish`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import sqlite_utils

from kb.schema import BY_NAME, TABLES, Table

Value = str | int | Decimal | float | None
Row = Mapping[str, Value]

CACHE = 64 * 1024
"""Kilobytes of the file that a build keeps in memory, however large the file is."""

SQL_TYPES = {"text": str, "integer": int, "number": float, "ref": str, "any": str}

UNREAD_VIEW = """
select p.id, p.document_id, d.path, p.page, p.first_line, p.last_line, p.kind, p.text
from passages p join documents d on d.id = p.document_id
where p.structure is null and not exists (
  select 1 from evidence e where e.passage_id = p.id and e.record_table not in ('document_years', 'citations'))
order by d.path, p.number
"""


def create(path: Path) -> sqlite3.Connection:
    """A new database with all tables of the schema, open for one transaction of filling."""
    connection = connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.execute(f"pragma cache_size = -{CACHE}")
    database = sqlite_utils.Database(connection)
    for table in TABLES:
        _create_table(database, table)
    database.create_view("unread", UNREAD_VIEW)
    return connection


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection whose rows can be read by column name. Read-only connections refuse every change."""
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _create_table(database: sqlite_utils.Database, table: Table) -> None:
    columns: dict[str, type] = {"id": str}
    required = {"id"}
    for column in table.columns:
        if column.table_column:
            columns[column.table_column] = str
        columns[column.name] = SQL_TYPES[column.kind]
        if column.required:
            required.add(column.name)
    database.table(table.name).create(
        columns, pk="id", not_null=required, strict=True,
        foreign_keys=[(c.name, str(c.target), "id") for c in table.references if c.target != table.name],
    )
    for column in table.references:
        if column.target == table.name:
            database.table(table.name).add_foreign_key(column.name, table.name, "id")


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> int:
    """Add rows; a row may leave out columns. Returns how many rows were added; a repeated id is an error."""
    names = BY_NAME[table].stored
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    cursor = connection.executemany(
        f'insert into "{table}" ({quoted}) values ({marks})',
        ([_plain(row.get(name)) for name in names] for row in rows),
    )
    return max(cursor.rowcount, 0)


def _plain(value: Value) -> str | int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """All rows of a table in the order of their ids."""
    return iter(connection.execute(f'select * from "{table}" order by id'))


def index(connection: sqlite3.Connection) -> None:
    """Index every reference and what people filter by, and gather statistics: links and checks look rows up.

    An index without statistics is worse than none: SQLite then takes one that all rows of a table share.
    """
    database = sqlite_utils.Database(connection)
    for table in TABLES:
        for names in _indexes(table):
            database.table(table.name).create_index(names, if_not_exists=True)
    connection.execute("analyze")


def finish(connection: sqlite3.Connection) -> None:
    """Index what is not yet indexed; check every reference; gather statistics; leave no gaps in the file."""
    index(connection)
    broken = connection.execute("pragma foreign_key_check").fetchone()
    if broken is not None:
        raise sqlite3.IntegrityError(f"row {broken[1]} of {broken[0]} refers to a row of {broken[2]} that is not there")
    connection.commit()
    connection.execute("vacuum")


def _indexes(table: Table) -> Iterator[list[str]]:
    for column in table.columns:
        if column.kind == "ref":
            yield [column.name]
        elif column.kind == "any":
            yield [str(column.table_column), column.name]
        elif column.name in FILTERED.get(table.name, ()):
            yield [column.name]


def digest_of(connection: sqlite3.Connection) -> str:
    """A hash over the sorted content of all tables: the same documents give the same digest, in any order."""
    sha = hashlib.sha256()
    for table in TABLES:
        for row in rows(connection, table.name):
            sha.update(json.dumps([table.name, *row], ensure_ascii=False).encode())
    return sha.hexdigest()


FILTERED: dict[str, tuple[str, ...]] = {
    "budget_lines": ("code", "form"), "projects": ("code", "name"),
    "findings": ("rule",), "links": ("relation",), "statements": ("item",), "documents": ("fiscal_year",),
}

