"""Matching names with our things: the service that OpenRefine asks, and a page that explains it to people."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qs

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response
from markupsafe import Markup

from kb.explore.addresses import page_of
from kb.explore.negotiating import PAGE as HTML
from kb.explore.negotiating import preferred
from kb.explore.nodes import base_of
from kb.explore.protocol import ALLOWED, Refused, body_of, cors
from kb.explore.reconciling.answers import candidate, heading, manifest, named, suggestion, type_of, types
from kb.explore.reconciling.batches import (
    MOST_CANDIDATES,
    MOST_QUERIES,
    Extension,
    Query,
    Unfit,
    extension_of,
    queries_of,
    table_of,
)
from kb.explore.reconciling.matching import Candidate, matched
from kb.explore.reconciling.properties import TYPES, extended, properties, row_of
from kb.explore.site import Asked, Content, Page
from kb.explore.wording import money
from kb.publishing.metadata import DATABASE
from kb.schema import BY_NAME

SECONDS = 10
"""How long one batch may take."""
SUGGESTED = 20
FRAMED = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors http: https:"
)
"""The policy of the preview, the one page that others may show in a frame: it has no scripts and no forms."""
SHOWN = ("region", "fiscalYear", "department", "unitOf", "code", "amountWan", "broader", "level2", "parentRegion")
"""Properties that a preview shows, where a thing has them."""

T = TypeVar("T")
EXAMPLE = '{"q0": {"query": "…", "type": "Department"}}'


async def service(asked: Asked) -> Content | Response:
    """The manifest, the answer to a batch, or the page for people."""
    if asked.request.method == "OPTIONS":
        return Response("", 204, {"Allow": ALLOWED, **cors(asked.shelf.datasette)})
    try:
        words = await _words(asked)
        if queries := words.get("queries"):
            return _sent(asked, await _answers(asked, queries_of(queries)))
        if extend := words.get("extend"):
            return _sent(asked, await _values(asked, extension_of(extend)))
        if asked.request.method == "POST":
            raise Unfit(f"Send `queries` or `extend`, for example queries={EXAMPLE}.")
        offers = {"json": ("application/json",), **HTML}
        if not words.get("format") and preferred(asked.request.headers.get("accept", ""), offers) == "html":
            return await _page(asked)
        return _sent(asked, manifest(asked.speech, _site(asked), base_of(asked.shelf.datasette)))
    except (Unfit, Refused) as refused:
        return _told(asked, refused)


async def suggest(what: str, asked: Asked) -> Response:
    """Entities, types or properties that a beginning means."""
    prefix, start = asked.word("prefix").strip(), asked.number("cursor")
    try:
        result: list[dict[str, Any]]
        if what == "entity":
            kind = asked.word("type")
            tables = (table_of(kind),) if kind else tuple(TYPES.values())
            query = Query(prefix, tables, min(start + SUGGESTED, 2 * MOST_CANDIDATES))
            found = await _read(asked, lambda connection: matched(connection, query)) if prefix else []
            result = [suggestion(asked.speech, one) for one in found]
        else:
            known = types(asked.speech) if what == "type" else named(asked.speech, "")
            result = [dict(one) for one in known if prefix.lower() in f"{one['id']} {one['name']}".lower()]
    except (Unfit, Refused) as refused:
        return _told(asked, refused)
    return _sent(asked, {"result": result[start : start + SUGGESTED]})


async def proposed(asked: Asked) -> Response:
    """The properties of a type."""
    kind = asked.word("type")
    if kind and kind not in TYPES:
        return _told(asked, Unfit(f"There is no type {kind[:40]!r}: choose from {', '.join(TYPES)}."))
    found = named(asked.speech, kind)
    limit = asked.number("limit", len(found)) or len(found)
    return _sent(asked, {"type": kind, "limit": limit, "properties": found[:limit]})


async def preview(asked: Asked) -> Response | None:
    """A small page of one entity, to be shown in a frame."""
    if (card := await _card(asked)) is None:
        return None
    html = await asked.shelf.datasette.render_template("kb/preview.html", card, request=asked.request, view_name="kb")
    return Response.html(html, headers={"Content-Security-Policy": FRAMED, "Vary": "Accept-Language, Cookie"})


async def flyout(asked: Asked) -> Response:
    """The same in a few words, as a piece of HTML in JSON."""
    if (card := await _card(asked)) is None:
        return _told(asked, Unfit("There is no such entity.", 404))
    facts = Markup("").join(Markup("<br>{}: {}").format(name, said) for name, said in card["facts"])
    return _sent(asked, {"id": asked.word("id"), "html": Markup("<p><b>{}</b>{}</p>").format(card["name"], facts)})


async def _words(asked: Asked) -> Mapping[str, str]:
    """What a request says behind the question mark or in its body, as a form."""
    request = asked.request
    words = parse_qs(request.query_string, keep_blank_values=True)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/x-www-form-urlencoded":
            raise Unfit("Send a batch as application/x-www-form-urlencoded.", 415)
        words |= parse_qs(await body_of(request), keep_blank_values=True)
    elif request.method not in ("GET", "HEAD"):
        raise Unfit("Ask by GET or POST.", 405)
    return {name: own[-1] for name, own in words.items()}


async def _answers(asked: Asked, queries: Mapping[str, Query]) -> dict[str, Any]:
    def all_of_them(connection: sqlite3.Connection) -> dict[str, list[Candidate]]:
        return {key: matched(connection, query) for key, query in queries.items()}

    found = await _read(asked, all_of_them)
    return {key: {"result": [candidate(asked.speech, one) for one in own]} for key, own in found.items()}


async def _values(asked: Asked, wanted: Extension) -> dict[str, Any]:
    rows = await _read(asked, lambda connection: extended(connection, wanted.entities, wanted.properties))
    return {"meta": [heading(asked.speech, one) for one in wanted.properties], "rows": rows}


async def _read(asked: Asked, question: Callable[[sqlite3.Connection], T]) -> T:
    """What a function reads from the database, within the time of a batch. Raises `Unfit`."""
    def bounded(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, SECONDS * 1000):
            return question(connection)

    try:
        found: T = await asked.shelf.datasette.get_database(DATABASE).execute_fn(bounded)
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Unfit(f"The batch took longer than {SECONDS} seconds: send fewer queries at a time.", 503) from None
        if "search_" in str(error):
            raise Unfit("This knowledge base has no index of names: build it anew.", 503) from None
        raise
    return found


def _site(asked: Asked) -> str:
    path = asked.shelf.datasette.urls.path("/").rstrip("/")
    return f"{asked.request.scheme}://{asked.request.host}{path}"


async def _card(asked: Asked) -> dict[str, Any] | None:
    """What a preview says of the entity that is asked for; None where there is no such thing."""
    entity, language = asked.word("id"), asked.speech.language
    if (place := row_of(entity)) is None:
        return None
    table, identifier = place
    name = await asked.shelf.value(f'select "{BY_NAME[table].label}" from "{table}" where id = ?', [identifier])
    if name is None:
        return None
    known = properties(BY_NAME[table].rdf_class)
    wanted = [known[one] for one in SHOWN if one in known]
    try:
        found = (await _read(asked, lambda connection: extended(connection, [entity], wanted)))[entity]
    except Unfit:
        found = {}
    facts = [(one.name(language), _said(found[one.id])) for one in wanted if found.get(one.id)]
    return {"name": name, "kind": asked.speech.term("table", table), "facts": facts, "page": page_of(table, identifier)}


def _said(found: list[Any]) -> str:
    texts = [str(one.get("name") or one.get("str") or one.get("int") or money(one.get("float"))) for one in found]
    return "、".join(texts[:5]) + ("…" if len(texts) > 5 else "")


async def _page(asked: Asked) -> Content:
    """How to use the service, and a box to try it in."""
    name, kind = asked.word("name").strip(), asked.word("kind")
    found: list[Candidate] = []
    if name:
        tables = (TYPES[kind],) if kind in TYPES else tuple(TYPES.values())
        query = Query(name[:300], tables, 10)
        found = await _read(asked, lambda connection: matched(connection, query))
    return {
        "endpoint": f"{_site(asked)}/reconcile", "types": types(asked.speech), "properties": named(asked.speech),
        "name": name, "kind": kind, "found": [(one, type_of(asked.speech, one.table)["name"]) for one in found],
        "open": asked.shelf.datasette.cors, "most": MOST_QUERIES,
    }


def _sent(asked: Asked, answer: Mapping[str, Any]) -> Response:
    return Response(
        json.dumps(answer, ensure_ascii=False), 200,
        {"Vary": "Accept, Accept-Language", **cors(asked.shelf.datasette)}, "application/json; charset=utf-8",
    )


def _told(asked: Asked, refused: Unfit | Refused) -> Response:
    more = {"Allow": ALLOWED} if refused.status == 405 else {}
    return Response(
        json.dumps({"status": "error", "message": str(refused)}), refused.status,
        {"Vary": "Accept", **more, **cors(asked.shelf.datasette)}, "application/json; charset=utf-8",
    )


PAGES = (
    Page(r"/reconcile$", "kb/reconcile.html", service, ("reconcile.css",), ("reconcile.js",)),
    Page(r"/reconcile/preview$", "", preview),
    Page(r"/reconcile/flyout$", "", flyout),
    Page(r"/reconcile/properties$", "", proposed),
    *(Page(rf"/reconcile/suggest/{what}$", "", partial(suggest, what))
      for what in ("entity", "property", "type")),
)
