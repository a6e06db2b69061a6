"""What tables, columns and codes are called in the reader's language: in the ontology's words, else in ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kb.explore.addresses import PAGES, page_of
from kb.explore.language import SPEECH, texts
from kb.publishing.definitions import Definition, Definitions, ontology
from kb.publishing.metadata import DATABASE, UNITS
from kb.schema import BY_NAME, TABLES, Column

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("money", ("projects", "funds", "disbursements", "budget_lines", "statements", "procurements", "assets",
               "headcounts", "classifications", "classification_names")),
    ("aims", ("responsibilities", "goals", "measures", "indicators", "indicator_concepts", "indicator_signatures",
              "indicator_sets", "policies", "citations")),
    ("bodies", ("departments", "department_names", "department_changes", "regions")),
    ("documents", ("documents", "passages", "document_years", "load_errors", "unread")),
    ("ties", ("findings", "checks", "links", "evidence")),
    ("others", ()),
)
"""The tables as readers look for them: a name in texts/tables.toml, and the tables of the group."""

CODES = {
    ("documents", "kind"): "document", ("responsibilities", "kind"): "duty", ("responsibilities", "funding"): "funding",
    ("classifications", "scheme"): "scheme", ("indicator_concepts", "scope"): "spread",
    ("indicator_signatures", "scope"): "spread", ("indicator_sets", "scope"): "spread", ("links", "scope"): "scope",
    ("links", "method"): "method", ("links", "relation"): "relation", ("findings", "severity"): "severity",
    ("checks", "severity"): "severity", ("budget_lines", "form"): "form", ("budget_lines", "side"): "side",
    ("budget_lines", "item"): "item", ("departments", "kind"): "body", ("regions", "level"): "division",
    ("goals", "scope"): "goal", ("indicators", "measure"): "measure", ("passages", "kind"): "passage",
    ("", "scope"): "spread", ("", "funding"): "funding", ("", "severity"): "severity", ("", "form"): "form",
    ("", "side"): "side", ("", "item"): "item", ("", "method"): "method", ("", "relation"): "relation",
    ("", "financed_by"): "method", ("", "record_table"): "table", ("", "scheme"): "scheme", ("", "kind"): "result",
    ("", "result"): "result", ("", "phase"): "result", ("", "cited_by"): "result",
    ("", "state"): "state",
}
"""The columns that hold codes of ours, and the group of texts/terms.toml that says them; "" is an answer of a query."""

TABLE_COLUMNS = {column.table_column for table in TABLES for column in table.columns if column.table_column}


def table_label(name: str) -> str:
    """What a table holds, in a few words; its name where nothing says so."""
    meaning = _class(name)
    return _words(meaning)[0] if meaning else texts().get(f"tables.title_{name}", {}).get(_language(), name)


def table_meaning(name: str) -> str:
    """What a row of a table is."""
    meaning = _class(name)
    return _words(meaning)[1] if meaning else texts().get(f"tables.about_{name}", {}).get(_language(), "")


def column_label(table: str | None, name: str) -> str:
    """What a column of a table, or of the answer to a question, is called; its name where nothing says so."""
    if name == "id" or (table in BY_NAME and name in TABLE_COLUMNS):
        return SPEECH.get()("columns.id" if name == "id" else "columns.record_table")
    own = texts().get(f"columns.{name}", {}).get(_language()) if table not in BY_NAME else None
    meaning = _property(table if table in BY_NAME else None, name)
    return own or (_words(meaning)[0] if meaning else name)


def column_meaning(table: str, name: str) -> str:
    """What stands in a column of a table, with the unit of its figures."""
    if name == "id":
        return SPEECH.get()("columns.id_about")
    meaning = _property(table, name)
    unit = next((text for ending, text in UNITS.items() if name.endswith(ending)), None)
    return (_words(meaning)[1] if meaning else "") + (f" [{unit}]" if unit else "")


def code(table: str | None, column: str, value: object) -> str | None:
    """What a code of ours says, or None where the value is no code that we have words for."""
    group = "table" if column in TABLE_COLUMNS else CODES.get((table if table in BY_NAME else "", column))
    if group is None or not isinstance(value, str):
        return None
    known = texts().get(f"terms.{group}_{value}") or texts().get(f"graph.{group}_{value}") or {}
    return known.get(_language())


def row_label(table: str, row: Mapping[str, Any], keys: Sequence[str]) -> str:
    """What people call a row: its label where it has one, else its key."""
    label = BY_NAME[table].label if table in BY_NAME else None
    return str((label and code(table, label, row[label])) or (label and row[label]) or ", ".join(keys))


def page_link(database: str, table: str, keys: Sequence[str]) -> str | None:
    """The path of our page of a row; None for what has none."""
    return page_of(table, keys[0]) if database == DATABASE and table in PAGES and len(keys) == 1 else None


def tables_of(group: str) -> tuple[str, ...]:
    """The tables of a group; `others` are those of no group."""
    grouped = {name for _, names in GROUPS for name in names}
    return dict(GROUPS).get(group) or tuple(table.name for table in TABLES if table.name not in grouped)


def _language() -> str:
    return SPEECH.get().language


def _words(meaning: Definition) -> tuple[str, str]:
    chinese = _language() == "zh"
    return (meaning.label_zh, meaning.zh) if chinese else (_capital(meaning.label_en), meaning.en)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _class(name: str) -> Definition | None:
    return _ontology()[BY_NAME[name].rdf_class] if name in BY_NAME else None


def _property(table: str | None, name: str) -> Definition | None:
    column = _columns().get((table, name))
    return _ontology()[column.predicate] if column else None


@cache
def _columns() -> dict[tuple[str | None, str], Column]:
    """Columns by table and name; under no table the first of that name."""
    found: dict[tuple[str | None, str], Column] = {}
    for table in TABLES:
        for column in table.columns:
            found[table.name, column.name] = column
            found.setdefault((None, column.name), column)
    return found


@cache
def _ontology() -> Definitions:
    return ontology()


WORDS = {
    "table_label": table_label, "table_meaning": table_meaning, "column_label": column_label,
    "column_meaning": column_meaning, "code": code, "tables_of": tables_of, "row_label": row_label,
    "page_link": page_link, "groups": tuple(name for name, _ in GROUPS),
}
"""What the templates of Datasette's pages call by these names."""
