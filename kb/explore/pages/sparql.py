"""Ask the graph: an endpoint for programs (SPARQL 1.1 Protocol), and at the same address a page for people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pyoxigraph
from datasette.utils.asgi import Response

from kb.explore.graph.view import KINDS, Thing, View
from kb.explore.negotiating import GRAPH_OFFERS, TABLE_OFFERS, named, preferred
from kb.explore.negotiating import PAGE as HTML
from kb.explore.nodes import Cell, Links
from kb.explore.protocol import ALLOWED, Refused, Wanted, ask, cors, most_rows, sent, told, wanted
from kb.explore.site import Asked, Content, Page
from kb.explore.terms import terms
from kb.publishing import questions
from kb.publishing.sparql import GRAPHS, TABLES, Reply
from kb.publishing.sparql import Asked as Query

SHOWN = 1000
"""Rows that the page shows; the files have more."""
DRAWN = 200
"""Things of an answer that the graph page is asked to show."""
FIRST = """prefix bk: <https://budget-kb.example/ontology#>

select ?project ?name ?amount_wan
where {
  ?project a bk:Project ; bk:name ?name .
  optional { ?project bk:amountWan ?amount_wan }
}
order by desc(?amount_wan)
limit 20
"""
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix format: <http://www.w3.org/ns/formats/> .
<{address}> a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat format:SPARQL_Results_JSON, format:SPARQL_Results_XML, format:SPARQL_Results_CSV,
        format:SPARQL_Results_TSV, format:Turtle, format:N-Triples, format:JSON-LD ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


async def content(asked: Asked) -> Content | Response:
    """The page, or the answer in the format that the client prefers."""
    request, datasette = asked.request, asked.shelf.datasette
    if request.method == "OPTIONS":
        return Response("", 204, {"Allow": ALLOWED, **cors(datasette)})
    accept = request.headers.get("accept", "")
    want = None
    try:
        want = await wanted(request)
        if want.query is None and request.method == "POST":
            raise Refused(400, "The request holds no query.")
        if want.query is None:
            return await _unasked(asked, accept)
        table, graph = _formats(want, accept)
        if "html" in (table, graph):
            return await _shown(asked, want)
        query = Query(want.query, table, graph, want.default, want.named)
        return sent(datasette, await ask(datasette, query))
    except Refused as refused:
        if want is not None and want.query is not None and preferred(accept, {**TABLE_OFFERS, **HTML}) == "html":
            return _page(asked, want.query, {"fault": refused})
        return told(datasette, refused)


def _formats(want: Wanted, accept: str) -> tuple[str | None, str | None]:
    """The formats for the two kinds of results; the client decides by name or by header."""
    if want.format:
        name = named(want.format)
        if name not in {*TABLE_OFFERS, *GRAPH_OFFERS, *HTML}:
            raise Refused(400, f"There is no format {name}: choose from {', '.join([*TABLES, *GRAPHS, 'html'])}.")
        tables, graphs = {**TABLE_OFFERS, **HTML}, {**GRAPH_OFFERS, **HTML}
        return name if name in tables else "json", name if name in graphs else "ttl"
    found = preferred(accept, {**TABLE_OFFERS, **HTML}), preferred(accept, {**GRAPH_OFFERS, **HTML})
    if found == (None, None):
        raise Refused(406, f"Accept one of {', '.join([*TABLES.values(), *GRAPHS.values(), 'text/html'])}.")
    return found


async def _unasked(asked: Asked, accept: str) -> Content | Response:
    """The empty page for people, the description of the service for programs."""
    best = preferred(accept, {**HTML, **GRAPH_OFFERS})
    if best is None:
        raise Refused(406, f"Accept one of text/html, {', '.join(GRAPHS.values())}.")
    if best == "html":
        return _page(asked, FIRST)
    address = f"{asked.request.scheme}://{asked.request.host}{asked.shelf.datasette.urls.path('/sparql')}"
    triples = pyoxigraph.parse(DESCRIPTION.format(address=address), format=pyoxigraph.RdfFormat.TURTLE)
    kind = pyoxigraph.RdfFormat.from_media_type(GRAPHS[best])
    body = pyoxigraph.serialize((one.triple for one in triples), format=kind) or b""
    return sent(asked.shelf.datasette, Reply(best, body, 0, False))


async def _shown(asked: Asked, want: Wanted) -> Content:
    """The page with its result, or with the sentence that says why there is none."""
    query = Query(want.query or "", "json", "nt", want.default, want.named, rows=SHOWN)
    try:
        reply = await ask(asked.shelf.datasette, query)
    except Refused as refused:
        return _page(asked, want.query or "", {"fault": refused})
    links = Links.of(asked.shelf.datasette)
    columns, rows = links.table(reply)
    kinds = GRAPHS if reply.format == "nt" else TABLES
    files = [(name, f"/sparql?{urlencode({'query': want.query or '', 'format': name})}") for name in kinds]
    things = _drawable(rows)
    found = {
        "columns": columns, "rows": rows, "files": files, "cut": reply.cut, "count": reply.rows,
        "graph": reply.format == "nt", "most": most_rows(asked.shelf.datasette), "drawn": len(things),
        "drawing": View(None, 0, ids=things).address() if things else "",
    }
    return _page(asked, want.query or "", found)


def _drawable(rows: list[list[Cell]]) -> tuple[Thing, ...]:
    """The things of an answer that the graph page can show, the first ones where there are many."""
    named = dict.fromkeys(Thing(*cell.thing) for row in rows for cell in row if cell.thing and cell.thing[0] in KINDS)
    return tuple(named)[:DRAWN]


def _page(asked: Asked, query: str, found: dict[str, Any] | None = None) -> Content:
    title = "title_zh" if asked.speech.language == "zh" else "title_en"
    examples = [
        (getattr(one, title), "/sparql?" + urlencode({"query": one.sparql, "format": "html"}))
        for one in questions().values()
    ]
    known = [
        {"name": term.name, "kind": term.kind, "label": words[0], "about": words[1]}
        for term in terms().values() for words in [term.words(asked.speech.language)]
    ]
    return {"query": query, "examples": examples, "found": found, "terms": known}


PAGE = Page(r"/sparql$", "kb/sparql.html", content, styles=("sparql.css",), scripts=("sparql.js",))
