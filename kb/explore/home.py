"""What the home page shows: the questions as sentences, and the tables with how much they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kb.publishing.metadata import DATABASE
from kb.schema import TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a sentence in two languages, with the page that answers it."""

    zh: str
    en: str
    address: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table with its name, its meaning and its number of rows."""

    name: str
    title: str
    rows: int
    address: str


@dataclass(frozen=True, slots=True)
class Home:
    """The content of the home page."""

    title: str
    description: str
    license: str
    search: str
    questions: tuple[Asked, ...]
    shelves: tuple[Shelf, ...]


async def home(datasette: Datasette) -> Home:
    """The content of the home page, from the metadata and the counts of the knowledge base."""
    about = datasette.metadata(database=DATABASE) or {}
    counts = await datasette.get_database(DATABASE).table_counts(1000)
    return Home(
        title=str(about.get("title", DATABASE)),
        description=str(about.get("description", "")),
        license=str(datasette.metadata("license") or ""),
        search=datasette.urls.table(DATABASE, "passages"),
        questions=tuple(_asked(datasette, name, query) for name, query in about.get("queries", {}).items()),
        shelves=tuple(
            Shelf(
                table.name, _title(about, table.name), counts[table.name] or 0,
                datasette.urls.table(DATABASE, table.name),
            )
            for table in TABLES
            if counts.get(table.name)
        ),
    )


def _asked(datasette: Datasette, name: str, query: dict[str, Any]) -> Asked:
    defaults = query.get("defaults", {})
    address = datasette.urls.query(DATABASE, name) + (f"?{urlencode(defaults)}" if defaults else "")
    return Asked(query.get("title_zh", name), query.get("title_en", ""), address)


def _title(about: dict[str, Any], table: str) -> str:
    title = str(about.get("tables", {}).get(table, {}).get("title", table))
    return title.removeprefix(f"{table} · ")
