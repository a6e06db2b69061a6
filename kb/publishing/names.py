"""What things are called, in one index: names, other names and codes, with where and when each thing occurs.

Numbers go up by kind and by length of the name, so the first hits are those of which the words are the largest part;
classification codes stand in their own order.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

from kb.publishing.words import pairs

_OTHERS = (
    "(select group_concat(name, char(10)) from (select distinct o.name from {table} o"
    " where o.{reference} = t.id and o.name <> t.name order by 1))"
)
_COLUMNS = ("id", "name", "other", "code", "department_id", "departments")
NAMED: dict[str, dict[str, str]] = {
    "departments": {
        "name": "name", "code": "code", "other": _OTHERS.format(table="department_names", reference="department_id"),
    },
    "projects": {"name": "name", "code": "code", "department_id": "department_id", "year": "fiscal_year"},
    "indicator_concepts": {
        "name": "name", "departments": "department_count",
        "department_id": "iif(department_count = 1, (select i.department_id from indicators i where i.concept_id = t.id"
        " and i.department_id is not null limit 1), null)",
    },
    "classifications": {
        "name": "name", "code": "code", "order": "code",
        "other": _OTHERS.format(table="classification_names", reference="classification_id"),
    },
    "policies": {"name": "title", "code": "number", "departments": "department_count"},
    "documents": {
        "name": "coalesce(title, path)", "other": "iif(title is null, null, path)", "department_id": "department_id",
        "year": "fiscal_year",
    },
    "regions": {"name": "name", "code": "code"},
    "responsibilities": {"name": "text", "department_id": "department_id"},
    "goals": {
        "name": "coalesce(label, title, text, expected)", "other": "iif(title = label, null, title)",
        "department_id": "department_id",
    },
    "procurements": {
        "name": "coalesce(label, item, project_name)", "other": "iif(project_name = label, null, project_name)",
        "code": "catalogue_code", "department_id": "department_id",
    },
    "checks": {"name": "title_zh", "other": "title", "code": "id"},
}
"""Kinds of things that have names, in the order in which readers see them, and the SQL of what each is called."""

_OF_DOCUMENT = "select r.id, d.region_code, d.fiscal_year from {} r join documents d on d.id = r.document_id"
PLACES: dict[str, str] = {
    "departments": "select r.id, coalesce(r.region_code, d.region_code), d.fiscal_year from departments r"
    " left join documents d on d.department_id = r.id",
    "projects": "select r.id, d.region_code, coalesce(r.fiscal_year, d.fiscal_year) from projects r"
    " left join documents d on d.id = r.document_id",
    "indicator_concepts": "select r.concept_id, d.region_code, d.fiscal_year from indicators r"
    " join documents d on d.id = r.document_id",
    "classifications": "select r.classification_id, d.region_code, d.fiscal_year from (select distinct"
    " classification_id, document_id from budget_lines where classification_id is not null) r"
    " join documents d on d.id = r.document_id",
    "policies": "select r.policy_id, d.region_code, d.fiscal_year from citations r"
    " join documents d on d.id = r.document_id",
    "documents": "select id, region_code, fiscal_year from documents",
    "regions": "select r.code, r.code, d.fiscal_year from regions r left join documents d on d.region_code = r.code",
    "responsibilities": _OF_DOCUMENT.format("responsibilities"),
    "goals": _OF_DOCUMENT.format("goals"),
    "procurements": _OF_DOCUMENT.format("procurements"),
    "checks": "select r.check_id, d.region_code, d.fiscal_year from findings r"
    " join documents d on d.id = r.document_id",
}
"""The regions and fiscal years in which the things of each kind occur."""

LONGEST_KEY = 100
MARK = "\ue000"
"""Begins the words that stand for kind, region and year in the index; no document and no reader writes it."""

TABLES = """
create table search_names (number integer primary key, kind text not null, id text not null, name text not null,
  other text, code text, department_id text, departments integer);
create table search_places (number integer not null, region_code text, fiscal_year integer);
create table search_keys (kind text, key text, number integer, primary key (kind, key, number)) without rowid;
create virtual table search_names_fts using fts5(words, content="", tokenize="ascii");
"""


def fold(text: str) -> str:
    """Text in the form in which names are compared: full width as half width, small letters, single spaces.

    >>> fold(" ＡＢ　c ")
    'ab c'
    """
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def marks(kind: str = "", places: Iterable[tuple[object, object]] = ()) -> list[str]:
    """The words of the index that stand for a kind and for places: a region, a year, and both together.

    >>> [mark.removeprefix(MARK) for mark in marks("checks", [("130434", 2024)])]
    ['kchecks', 'r130434', 'y2024', 'r130434y2024']
    """
    found = [f"k{kind}"] if kind else []
    for region, year in places:
        own = [f"r{region}" if region else "", f"y{year}" if year else ""]
        found += [mark for mark in (*own, "".join(own) if all(own) else "") if mark]
    return [MARK + mark.replace("_", "").replace('"', "") for mark in dict.fromkeys(found)]


def index_names(connection: sqlite3.Connection) -> None:
    """Build the index of names. A vacuum afterwards would not harm it."""
    connection.executescript(TABLES)
    columns = ", ".join(_COLUMNS)
    for kind, called in NAMED.items():
        values = ", ".join(f"{called.get(column, 'null')} as {column}" for column in (*_COLUMNS[1:], "year"))
        connection.execute(
            f"insert into search_names (kind, {columns}) select '{kind}', {columns} from "
            f"(select id, {values} from {kind} t) where name is not null "
            f"order by {called.get('order', 'length(name)')}, name, year desc, id"
        )
    connection.execute("create index search_names_of on search_names (kind, id)")
    for kind, sql in PLACES.items():
        connection.execute(
            f"with place(id, region, year) as ({sql}) insert into search_places select distinct n.number, p.region, "
            f"p.year from place p join search_names n on n.kind = '{kind}' and n.id = p.id order by 1"
        )
    connection.execute("create index search_places_of on search_places (number, region_code, fiscal_year)")
    connection.executemany("insert or ignore into search_keys values (?, ?, ?)", _keys(connection))
    connection.executemany("insert into search_names_fts (rowid, words) values (?, ?)", _words(connection))
    connection.execute("insert into search_names_fts (search_names_fts) values ('optimize')")


def _keys(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int]]:
    for number, kind, *called in connection.execute("select number, kind, name, other, code from search_names"):
        for name in "\n".join(filter(None, called)).split("\n"):
            if key := fold(name)[:LONGEST_KEY]:
                yield kind, key, number


def _words(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "select n.number, n.kind, (select json_group_array(json_array(region_code, fiscal_year)) from search_places p "
        "where p.number = n.number), n.name, n.other, n.code from search_names n order by n.number"
    )
    for number, kind, places, *called in rows:
        names = pairs("\n".join(filter(None, called))) or ""
        yield number, " ".join([names, *marks(kind, json.loads(places))])
