"""Full-text search over names, texts and passages, built once into the finished database."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.publishing.words import match_expression, pairs
from kb.schema import BY_NAME

SEARCHED: dict[str, tuple[str, ...]] = {
    "departments": ("name",),
    "projects": ("name", "purpose"),
    "responsibilities": ("text",),
    "goals": ("title", "text", "expected"),
    "measures": ("title", "text"),
    "indicator_concepts": ("name",),
    "indicators": ("name", "description", "basis"),
    "budget_lines": ("name",),
    "procurements": ("item", "project_name"),
    "citations": ("title",),
    "statements": ("text",),
    "passages": ("text",),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words: its table, its id, and what people read of it."""

    table: str
    id: str
    text: str


def index(connection: sqlite3.Connection) -> None:
    """Build the search tables. Call it after `kb.database.finish`: a vacuum may number rows anew."""
    connection.create_function("pairs", 1, pairs, deterministic=True)
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(f'pairs("{column}")' for column in columns)
        # To this tokenizer every sign beyond ASCII belongs to a word, so rare characters are words like any other.
        connection.execute(
            f'create virtual table "{table}_fts" using fts5({names}, content="{table}", content_rowid="rowid", '
            'tokenize="ascii")'
        )
        connection.execute(
            f'insert into "{table}_fts" (rowid, {names}) select rowid, {values} from "{table}" order by rowid'
        )
        connection.execute(f'insert into "{table}_fts" ("{table}_fts") values (\'optimize\')')
    connection.commit()


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """The rows that hold all words, table by table, best first, at most `limit` of each table."""
    expression = match_expression(words)
    return [hit for table in SEARCHED for hit in _search_table(connection, table, expression, limit)]


def _search_table(connection: sqlite3.Connection, table: str, expression: str, limit: int) -> list[Hit]:
    shown = ", ".join(f't."{name}"' for name in (BY_NAME[table].label, *SEARCHED[table]))
    found = connection.execute(
        f'select t.id, coalesce({shown}, \'\') from "{table}_fts" f join "{table}" t on t.rowid = f.rowid '
        f'where "{table}_fts" match ? order by f.rank, t.id limit ?',
        (expression, limit),
    )
    return [Hit(table, identifier, text) for identifier, text in found]
