"""Linked data: what an id names, what the data set is, and the shapes, each as a page and as RDF by Accept."""

from __future__ import annotations

from urllib.parse import unquote

import pyoxigraph
from datasette.utils.asgi import Response

from kb.explore.addresses import page_of
from kb.explore.negotiating import GRAPH_OFFERS, named, preferred
from kb.explore.negotiating import PAGE as HTML
from kb.explore.nodes import Links, base_of
from kb.explore.protocol import Refused, ask, sent, told
from kb.explore.site import Asked, Content, Page
from kb.explore.terms import file, terms
from kb.ids import iri
from kb.publishing.metadata import DATABASE
from kb.publishing.sparql import GRAPHS
from kb.publishing.sparql import Asked as Query
from kb.schema import BY_NAME

ABOUT = "construct {{ ?s ?p ?o }} where {{ values ?s {{ {nodes} }} ?s ?p ?o }}"
DATASET = """construct {{ ?s ?p ?o . <{base}dataset> void:sparqlEndpoint <{site}/sparql> ; dcat:landingPage <{site}/> }}
where {{ {{ <{base}dataset> ?p ?o bind(<{base}dataset> as ?s) }}
  union {{ <{base}dataset> void:classPartition ?s . ?s ?p ?o }} }}"""
COUNTS = """select ?class ?count where {{
  <{base}dataset> void:classPartition ?part . ?part void:class ?class ; void:entities ?count
}} order by desc(?count) ?class"""


def format_of(asked: Asked) -> str:
    """The format that is asked for: `html` or one of `GRAPHS`. Raises `Refused`."""
    if word := asked.word("format"):
        if (name := named(word)) in {**HTML, **GRAPHS}:
            return name
        raise Refused(400, f"There is no format {name}: choose from {', '.join([*HTML, *GRAPHS])}.")
    if (best := preferred(asked.request.headers.get("accept", ""), {**HTML, **GRAPH_OFFERS})) is None:
        raise Refused(406, f"Accept one of text/html, {', '.join(GRAPHS.values())}.")
    return best


def alternates(path: str) -> dict[str, str]:
    """The header that names the other formats of an address."""
    links = ", ".join(f'<{path}?format={name}>; rel="alternate"; type="{media}"' for name, media in GRAPHS.items())
    return {"Link": links, "Vary": "Accept"}


async def thing(asked: Asked) -> Response | None:
    """What one id names: its page (303), or all that the graph says of it and of its parts."""
    table, identifier = asked.names["table"], unquote(asked.names["id"])
    if table not in BY_NAME or BY_NAME[table].triple:
        return None
    if await asked.shelf.value(f'select 1 from "{table}" where id = ?', [identifier]) is None:
        return None
    datasette = asked.shelf.datasette
    headers = alternates(datasette.urls.path(asked.request.path))
    try:
        if (format := format_of(asked)) == "html":
            return Response("", 303, {**headers, "Location": datasette.urls.path(page_of(table, identifier))})
        base = base_of(datasette)
        parts = [None, *(part.name for part in BY_NAME[table].parts)]
        nodes = [iri(base, table, identifier, part) for part in parts]
        text = ABOUT.format(nodes=" ".join(str(pyoxigraph.NamedNode(node)) for node in nodes))
        return sent(datasette, await ask(datasette, Query(text, None, format)), headers)
    except Refused as refused:
        return told(datasette, refused)


async def data_set(asked: Asked) -> Content | Response:
    """What this knowledge base is: DCAT and VoID for programs, the same as a table for people."""
    datasette, base = asked.shelf.datasette, base_of(asked.shelf.datasette)
    site = f"{asked.request.scheme}://{asked.request.host}"
    try:
        if (format := format_of(asked)) != "html":
            text = DATASET.format(base=base, site=site)
            return sent(datasette, await ask(datasette, Query(text, None, format)), alternates("/dataset"))
        reply = await ask(datasette, Query(COUNTS.format(base=base), "json", None))
    except Refused as refused:
        return told(datasette, refused)
    known = terms()
    rows = [
        (known.get(kind.text.removeprefix("bk:")), kind, count) for kind, count in Links(base).table(reply)[1]
    ]
    return {"base": base, "rows": rows, "license": datasette.metadata("license") or "",
            "title": datasette.metadata("title", database=DATABASE) or ""}


async def shapes(asked: Asked) -> Content | Response:
    """The SHACL shapes: which properties each class has, and the file."""
    try:
        if (format := format_of(asked)) != "html":
            return sent(asked.shelf.datasette, file("shapes.ttl", format), alternates("/shapes"))
    except Refused as refused:
        return told(asked.shelf.datasette, refused)
    own = terms()
    return {"rows": [
        (term, [own[name] for name in term.properties if name in own]) for term in own.values() if term.properties
    ]}


PAGES = (
    Page(r"/id/(?P<table>\w+)(?:/|%2[Ff])(?P<id>[^/]+)(?:/\w+)?$", "kb/error.html", thing),
    Page(r"/dataset$", "kb/dataset.html", data_set),
    Page(r"/shapes$", "kb/shapes.html", shapes),
)
