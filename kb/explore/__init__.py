"""The Datasette plugin: Chinese search, readable cells, and a home page that asks the questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from markupsafe import Markup

from kb.explore.cells import rendered
from kb.explore.home import home
from kb.publishing.metadata import DATABASE
from kb.publishing.words import match_expression

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str | None) -> None:
    """Let Datasette's own search find Chinese words; last, because Datasette registers the same name."""
    if database == DATABASE:
        conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Mapping[str, Any], value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    """Labels in place of ids, money with its unit."""
    return rendered(row, value, column, table, datasette) if database == DATABASE else None


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(view_name: str, datasette: Datasette) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """What the home page shows of the knowledge base."""
    if view_name != "index" or DATABASE not in datasette.databases:
        return None

    async def variables() -> dict[str, Any]:
        return {"knowledge_base": await home(datasette)}

    return variables


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """The style sheet for all pages of a knowledge base."""
    return [datasette.urls.static_plugins(_static(), "kb.css")] if DATABASE in datasette.databases else []


@cache
def _static() -> str:
    """The name under which Datasette serves the static folder: that of the package when it is installed."""
    from datasette.plugins import get_plugins  # Datasette imports this module while it is loading its plugins

    here = str(resources.files("kb.explore").joinpath("static"))
    return next((str(plugin["name"]) for plugin in get_plugins() if plugin["static_path"] == here), "kb.explore")
