"""The ontology for readers: every class and property with label, definition and examples; the file for programs."""

from __future__ import annotations

from urllib.parse import unquote

from datasette.utils.asgi import Response

from kb.explore.nodes import Cell, Links
from kb.explore.pages.linked import alternates, format_of
from kb.explore.protocol import Refused, ask, sent, told
from kb.explore.site import Asked, Content, Page
from kb.explore.terms import Term, file, terms
from kb.publishing.sparql import Asked as Query

MEMBERS = "select ?thing ?name where {{ ?thing a bk:{name} optional {{ ?thing bk:name ?name }} }} limit 5"
VALUES = "select ?thing ?value where {{ ?thing bk:{name} ?value }} limit 5"


async def listing(asked: Asked) -> Content | Response:
    """All terms, or the whole file."""
    try:
        if (format := format_of(asked)) != "html":
            return sent(asked.shelf.datasette, file("budget.ttl", format), alternates("/ontology"))
    except Refused as refused:
        return told(asked.shelf.datasette, refused)
    known = terms().values()
    return {"groups": [(kind, [one for one in known if one.kind == kind]) for kind in ("class", "property")]}


async def one(asked: Asked) -> Content | Response | None:
    """One term with examples from the data; for programs the whole file, which defines it."""
    if (term := terms().get(unquote(asked.names["term"]))) is None:
        return None
    datasette = asked.shelf.datasette
    try:
        if (format := format_of(asked)) != "html":
            return sent(datasette, file("budget.ttl", format), alternates("/ontology"))
    except Refused as refused:
        return told(datasette, refused)
    links = Links.of(datasette)
    nodes = {kind: [Cell(_label(iri, asked, links), links.address(iri)) for iri in iris] for kind, iris in (
        ("domains", term.domains), ("ranges", term.ranges), ("wider", term.wider),
    )}
    own = [terms()[name] for name in term.properties if name in terms()]
    return {"term": term, "nodes": nodes, "properties": own, "examples": await _examples(asked, term, links)}


def _label(iri: str, asked: Asked, links: Links) -> str:
    text = links.cell_of(iri).text
    known = terms().get(text.removeprefix("bk:"))
    return f"{known.words(asked.speech.language)[0]} ({text})" if known and text.startswith("bk:") else text


async def _examples(asked: Asked, term: Term, links: Links) -> list[list[Cell]]:
    """Some things of a class, some values of a property; none where the graph cannot be asked now."""
    text = (MEMBERS if term.kind == "class" else VALUES).format(name=term.name)
    try:
        return links.table(await ask(asked.shelf.datasette, Query(text, "json", None, seconds=5)))[1]
    except Refused:
        return []


PAGES = (
    Page(r"/ontology$", "kb/ontology.html", listing),
    Page(r"/ontology/(?P<term>[^/]+)$", "kb/term.html", one),
)
