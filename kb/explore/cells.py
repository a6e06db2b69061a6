"""Cells as people read them: a label that leads to the row in place of its id, a figure with its unit."""

from __future__ import annotations

from collections.abc import Awaitable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from kb.explore.addresses import PAGES, page_of
from kb.explore.dictionary import code
from kb.explore.direction import closed
from kb.explore.language import SPEECH
from kb.publishing.metadata import DATABASE
from kb.schema import BY_NAME, TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette

LABEL_LENGTH = 60
UNITS = {"_wan": "万元", "_fen": "分"}

# Columns of the saved questions that hold the id of a row, and its table.
TABLE_OF = {
    "budget_line_id": "budget_lines", "citation_id": "citations", "classification_id": "classifications",
    "concept_id": "indicator_concepts", "department_id": "departments", "document_id": "documents",
    "finding_id": "findings", "indicator_id": "indicators", "link_id": "links", "passage_id": "passages",
    "original_id": "departments", "other_concept_id": "indicator_concepts", "other_set_id": "indicator_sets",
    "policy_id": "policies", "project_id": "projects", "responsibility_id": "responsibilities",
    "resulting_id": "departments", "set_id": "indicator_sets", "signature": "indicator_signatures",
    "statement_id": "statements",
}
NAMES = {
    "before_name": "original_id", "after_name": "resulting_id", "citation": "citation_id",
    "department": "department_id", "document": "document_id", "indicator": "concept_id", "other": "other_concept_id",
    "passage": "passage_id", "policy": "policy_id", "project": "project_id", "responsibility": "responsibility_id",
    "wording": "citation_id", "text": "statement_id", "target": "signature", "message": "finding_id",
    "path": "document_id", "project_names": "set_id", "other_project_names": "other_set_id",
}
"""Columns of the saved questions that say how the row is called whose id stands in another column."""
NAMED_BY = {
    column.name: column.table_column for table in TABLES for column in table.columns if column.table_column is not None
}


def rendered(
    row: Mapping[str, Any], value: Any, column: str, table: str | None, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    """The cell as HTML, or `None` when Datasette's own way is good. All text is escaped."""
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return _expanded(value, column, table, datasette)
    if isinstance(value, int | float):
        return figure(column, value)
    if (said := code(table, column, value)) is not None:
        return Markup('<span title="{}">{}</span>').format(value, said)
    if table in BY_NAME and table in PAGES and column == BY_NAME[table].label:
        return _link(datasette, table, str(row["id"]), str(value), whole=True) if "id" in row.keys() else None  # noqa: SIM118
    if column in NAMED_BY:
        return _named(row, str(value), NAMED_BY[column], datasette)
    if (other := _referred(table, column)) is not None:
        return _labelled(other, str(value), datasette)
    return _answered(row, value, column, datasette) if table not in BY_NAME and isinstance(value, str) else None


def linked_by(columns: Collection[str]) -> dict[str, str]:
    """The columns of an answer that name a row, each with the column that holds its id.

    >>> linked_by(["department", "indicator", "indicator_id", "department_id"])
    {'department': 'department_id', 'indicator': 'indicator_id'}
    """
    found: dict[str, str] = {}
    for column in columns:
        identifier = next((name for name in (NAMES.get(column), f"{column}_id") if name in columns), None)
        if identifier in TABLE_OF and identifier not in found.values():
            found[column] = identifier
    return found


def _answered(
    row: Mapping[str, Any], value: str, column: str, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    """A cell of the answer to a query: what names a row leads to it, and so does its id."""
    columns = list(row.keys())
    if column == "message" and "finding_id" in columns:
        return _labelled("findings", str(row["finding_id"]), datasette)
    if column in TABLE_OF:
        word = SPEECH.get()("tables.source" if column == "passage_id" else "tables.open")
        return _link(datasette, TABLE_OF[column], value, word)
    identifier = linked_by(columns).get(column)
    if identifier is None or not row[identifier]:
        return None
    return _link(datasette, TABLE_OF[identifier], str(row[identifier]), value, whole=True)


def figure(column: str, value: float) -> Markup | None:
    """An amount of money with its unit, a share with its percent sign.

    >>> figure("amount_wan", 1234.5), figure("amount_fen", 1234500), figure("fiscal_year", 2024)
    (Markup('1,234.5&nbsp;万元'), Markup('1,234,500&nbsp;分'), None)
    """
    unit = next((unit for ending, unit in UNITS.items() if column.endswith(ending)), None)
    digits = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    if unit is not None:
        return Markup(f"{digits}&nbsp;{unit}")
    return Markup(f"{digits}%") if column == "percent" else None


def _referred(table: str | None, column: str) -> str | None:
    """The table that a column of a table refers to."""
    references = BY_NAME[table].references if table in BY_NAME else ()
    return next((reference.target for reference in references if reference.name == column), None)


def _expanded(value: Mapping[str, Any], column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """A foreign key that Datasette has looked up: its label alone, without the id behind it."""
    other, label = _referred(table, column), value.get("label")
    if other is None or label in (None, ""):
        return None
    return _link(datasette, other, str(value["value"]), str(label))


def _named(
    row: Mapping[str, Any], identifier: str, table_column: str, datasette: Datasette
) -> Awaitable[Markup | None] | None:
    """The id of a row of the table that another column of the same row names."""
    other = row[table_column] if table_column in row.keys() else None  # noqa: SIM118 - a sqlite3.Row has no `in`
    return _labelled(str(other), identifier, datasette) if other in BY_NAME else None


async def _labelled(table: str, identifier: str, datasette: Datasette) -> Markup | None:
    """A link with the label of a row; that of a finding is its sentence in the reader's language."""
    label = BY_NAME[table].label
    if table == "findings" and SPEECH.get().language == "zh":
        label = "message_zh"
    found = await datasette.get_database(DATABASE).execute(
        f'select coalesce("{label}", "{BY_NAME[table].label}") from "{table}" where id = ?', [identifier]
    )
    row = found.first()
    return _link(datasette, table, identifier, str(row[0] or identifier), whole=table == "findings") if row else None


def _link(datasette: Datasette, table: str, identifier: str, text: str, whole: bool = False) -> Markup:
    address = datasette.urls.path(page_of(table, identifier))
    short = text if whole or len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
    return Markup('<a href="{}" title="{}">{}</a>').format(escape(address), closed(text), closed(short))
