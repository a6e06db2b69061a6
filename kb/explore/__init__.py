"""The Datasette plugin: our pages, readable cells, Chinese search, two languages, a policy that keeps readers safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup

from kb.explore import asking, dictionary, safety
from kb.explore.addresses import page_of, row_of
from kb.explore.cells import rendered
from kb.explore.described import described
from kb.explore.direction import closed
from kb.explore.downloads import downloads
from kb.explore.graph.drawing import graph_link
from kb.explore.graph.view import KINDS
from kb.explore.language import Current, switch_address
from kb.explore.nodes import describe_link
from kb.explore.pages import pages
from kb.explore.site import Handler, handler, refusal
from kb.explore.wording import FILTERS
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import questions
from kb.publishing.words import match_expression

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

NAVIGATION = (
    ("/", "home"), ("/departments", "departments"), ("/documents", "documents"), ("/checks", "checks"),
    ("/graph", "graph"), ("/sparql", "sparql"), (f"/{DATABASE}", "tables"),
)
"""What the header leads to: paths, and the names of their words in texts/common.toml."""
INTERFACES = (
    ("/sparql", "sparql"), ("/ontology", "ontology"), ("/dataset", "dataset"), ("/shapes", "shapes"),
    ("/reconcile", "reconcile"),
)
"""What the foot of every page leads to: the ways in for programs."""
POSTED = ("/sparql", "/reconcile")
"""What programs send their questions to."""


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str | None) -> None:
    """Let Datasette's own search find Chinese words; last, because Datasette registers the same name."""
    if database == DATABASE:
        conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """What every template may use: nonces, filters, addresses of pages and of static files; how shown values end."""
    if env.loader is not None:
        env.loader = safety.GuardedLoader(env.loader)
    env.globals.update(nonce=safety.NONCE.get, page_of=page_of, row_of=row_of, switch_address=switch_address)
    env.globals.update(describe_link=partial(describe_link, datasette), graph_kinds=KINDS, graph_link=graph_link)
    env.globals.update( t=Current(), navigation=NAVIGATION, interfaces=INTERFACES)
    env.globals["static"] = lambda name: datasette.urls.static_plugins(_static(), name)
    env.globals.update(dictionary.WORDS | asking.WORDS)
    env.filters.update(FILTERS)
    env.finalize = closed


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Datasette, key: str | None, table: str | None) -> Mapping[str, Any]:
    """Titles, meanings, facets, sort orders and questions of the knowledge base."""
    return described(datasette, key, table)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Datasette) -> Callable[[safety.Application], safety.Application]:
    """The headers of safety on every answer, and no formula in its CSV."""
    return lambda application: safety.guarded(downloads(application, datasette.urls.path("/question/")))


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Datasette) -> list[tuple[str, Handler]]:
    """Our pages, where a knowledge base is served."""
    return [(page.route, handler(page)) for page in pages()] if DATABASE in datasette.databases else []


@hookimpl  # type: ignore[untyped-decorator]
def skip_csrf(datasette: Datasette, scope: safety.Scope) -> bool:
    """What answers programs changes nothing and knows no users, so any client may POST to it."""
    return scope.get("path") in {path for own in POSTED for path in (own, datasette.urls.path(own))}


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """A page of ours that says what is wrong, where a person asked for one."""
    return refusal(datasette, request, exception)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Mapping[str, Any], value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    """Labels in place of ids, money with its unit."""
    return rendered(row, value, column, table, datasette) if database == DATABASE else None


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    template: str, database: str | None, request: Request | None, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """The question that a page of Datasette asks, and what its parameters can be."""
    if database != DATABASE or template != "query-kb.html" or request is None:
        return None
    name = request.url_vars.get("table")

    async def gathered() -> dict[str, Any]:
        return {"question": questions().get(name or ""), "choices": await asking.choices(datasette, name)}

    return gathered


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """The style sheets for Datasette's own pages of a knowledge base."""
    if DATABASE not in datasette.databases:
        return []
    return [datasette.urls.static_plugins(_static(), name) for name in ("kb.css", "search.css", "datasette.css")]


@cache
def _static() -> str:
    """The name under which Datasette serves the static folder: that of the package when it is installed."""
    from datasette.plugins import get_plugins  # Datasette imports this module while it is loading its plugins

    here = str(resources.files("kb.explore").joinpath("static"))
    return next((str(plugin["name"]) for plugin in get_plugins() if plugin["static_path"] == here), "kb.explore")
