"""The graph as Turtle, N-Quads and JSON-LD, every statement in one fixed order: two exports can be compared as text.

Subjects are sorted and their statements fetched one subject at a time, so that memory grows with the number of
resources, not of statements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kb.graph import PREFIXES
from kb.schema import TABLES

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD_STRING = NamedNode("http://www.w3.org/2001/XMLSchema#string")
URI_SPACE = NamedNode("http://rdfs.org/ns/void#uriSpace")
LOCAL = re.compile(r"\w[\w.-]*")

GraphName = NamedNode | BlankNode | DefaultGraph
# Namespaces and their prefixes: the context of a JSON-LD file, turned round.
Spaces = Mapping[str, str]


def turtle(store: Store, output: BinaryIO) -> None:
    """All statements of all graphs as one Turtle file; a statement made by several documents stands once."""
    triples = (
        triple
        for subject in _subjects(store, None)
        for triple in sorted({quad.triple for quad in store.quads_for_pattern(subject, None, None, None)}, key=_order)
    )
    serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes(store))


def nquads(store: Store, output: BinaryIO) -> None:
    """All statements with the document that makes each: the complete store, a line for each statement."""
    serialize((quad for graph in _graphs(store) for quad in _quads(store, graph)), output, RdfFormat.N_QUADS)


def jsonld(store: Store, output: BinaryIO) -> None:
    """JSON-LD with a context of prefixes, a resource on each line, the statements of each document in its own graph."""
    names = prefixes(store)
    context = json.dumps(names, indent=1, sort_keys=True)
    output.write(f'{{"@context": {context},\n"@graph": [\n'.encode())
    spaces = {space: name for name, space in names.items()}
    for number, item in enumerate(_items(store, spaces)):
        output.write((",\n" if number else "").encode() + item.encode())
    output.write(b"\n]}\n")


def prefixes(store: Store) -> dict[str, str]:
    """The prefixes of the vocabularies, and one for the resources of each table: `projects:0f3a…`."""
    spaces = sorted(
        quad.object.value for quad in store.quads_for_pattern(None, URI_SPACE, None, None)
        if isinstance(quad.object, Literal)
    )
    return PREFIXES | {table.name: f"{space}{table.name}/" for space in spaces[:1] for table in TABLES}


def _graphs(store: Store) -> Iterator[GraphName]:
    yield DefaultGraph()
    yield from sorted(store.named_graphs(), key=str)


def _subjects(store: Store, graph: GraphName | None) -> list[Any]:
    return sorted({quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}, key=str)


def _quads(store: Store, graph: GraphName) -> Iterator[Quad]:
    for subject in _subjects(store, graph):
        yield from sorted(store.quads_for_pattern(subject, None, None, graph), key=_order)


def _order(statement: Quad | Triple) -> tuple[bool, str, str]:
    """What a resource is comes first, then the rest by predicate and object."""
    return statement.predicate != RDF_TYPE, str(statement.predicate), str(statement.object)


def _items(store: Store, spaces: Spaces) -> Iterator[str]:
    yield from _nodes(_quads(store, DefaultGraph()), spaces)
    for graph in sorted(store.named_graphs(), key=str):
        address = json.dumps(_address(graph, spaces), ensure_ascii=False)
        yield f'{{"@id": {address}, "@graph": [\n' + ",\n".join(_nodes(_quads(store, graph), spaces)) + "\n]}"


def _nodes(quads: Iterable[Quad], spaces: Spaces) -> Iterator[str]:
    """Each resource of one graph as a line of JSON; the quads come subject by subject."""
    node: dict[str, Any] = {}
    for quad in quads:
        address = _address(quad.subject, spaces)
        if node and node["@id"] != address:
            yield json.dumps(node, ensure_ascii=False)
            node = {}
        node.setdefault("@id", address)
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_address(quad.object, spaces))
        else:
            node.setdefault(_address(quad.predicate, spaces), []).append(_value(quad.object, spaces))
    if node:
        yield json.dumps(node, ensure_ascii=False)


def _value(term: Any, spaces: Spaces) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _address(term, spaces)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": _address(term.datatype, spaces)}


def _address(term: NamedNode | BlankNode | Any, spaces: Spaces) -> str:
    if isinstance(term, BlankNode):
        return str(term)
    return compact(term.value, spaces)


def compact(address: str, spaces: Spaces) -> str:
    """An IRI with the prefix of its namespace, or whole.

    >>> compact("http://www.w3.org/ns/org#unitOf", {"http://www.w3.org/ns/org#": "org"})
    'org:unitOf'
    """
    cut = max(address.rfind("/"), address.rfind("#")) + 1
    prefix = spaces.get(address[:cut])
    return f"{prefix}:{address[cut:]}" if prefix and LOCAL.fullmatch(address, cut) else address
