"""Cells as people read them: a label that leads to the row in place of its id, a figure with its unit."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from kb.explore.addresses import page_of
from kb.publishing.metadata import DATABASE
from kb.schema import BY_NAME, TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette

LABEL_LENGTH = 60
ID_LENGTH = 6
UNITS = {"_wan": "万元", "_fen": "分"}

# Columns of the saved questions that hold the id of a row, and its table.
TABLE_OF = {
    "concept_id": "indicator_concepts", "department_id": "departments", "document_id": "documents",
    "finding_id": "findings", "indicator_id": "indicators", "link_id": "links", "passage_id": "passages",
    "other_concept_id": "indicator_concepts", "other_set_id": "indicator_sets", "project_id": "projects",
    "responsibility_id": "responsibilities", "set_id": "indicator_sets", "signature": "indicator_signatures",
    "statement_id": "statements",
}
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
    if column in NAMED_BY:
        return _named(row, str(value), NAMED_BY[column], datasette)
    if (other := _referred(table, column)) is not None:
        return _labelled(other, str(value), datasette)
    if table not in BY_NAME and column in TABLE_OF:
        short = value[:ID_LENGTH] + "…" if len(value) > ID_LENGTH + 1 else value
        return _link(datasette, TABLE_OF[column], value, short)
    return None


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
    found = await datasette.get_database(DATABASE).execute(
        f'select "{BY_NAME[table].label}" from "{table}" where id = ?', [identifier]
    )
    label = found.first()
    return _link(datasette, table, identifier, str(label[0] or identifier)) if label else None


def _link(datasette: Datasette, table: str, identifier: str, text: str) -> Markup:
    address = datasette.urls.path(page_of(table, identifier))
    short = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
    return Markup('<a href="{}" title="{}">{}</a>').format(escape(address), text, short)
