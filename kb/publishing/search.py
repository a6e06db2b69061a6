"""Full-text search over names, texts and passages, built once into the finished database."""

from __future__ import annotations

import sqlite3

from kb.publishing.names import index_names, marks
from kb.publishing.words import pairs

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
TEXTS = "passages"
"""The table of what documents say; each of its rows is indexed with the region and year of its document."""


def index(connection: sqlite3.Connection) -> None:
    """Build the search tables. Call it after `kb.database.finish`: a vacuum may number rows anew."""
    connection.create_function("pairs", 1, pairs, deterministic=True)
    connection.create_function("marks", 2, lambda region, year: " ".join(marks(TEXTS, [(region, year)])))
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{column}"' for column in columns)
        # To this tokenizer every sign beyond ASCII belongs to a word, so rare characters are words like any other.
        connection.execute(
            f'create virtual table "{table}_fts" using fts5({names}, content="{table}", content_rowid="rowid", '
            'tokenize="ascii")'
        )
        connection.execute(f'insert into "{table}_fts" (rowid, {names}) {_rows(table, columns)}')
        connection.execute(f'insert into "{table}_fts" ("{table}_fts") values (\'optimize\')')
    index_names(connection)
    connection.commit()


def _rows(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f'pairs("{column}")' for column in columns)
    if table != TEXTS:
        return f'select rowid, {values} from "{table}" order by rowid'
    return (
        "select t.rowid, pairs(t.text) || ' ' || marks(d.region_code, d.fiscal_year) "
        "from passages t join documents d on d.id = t.document_id order by t.rowid"
    )
