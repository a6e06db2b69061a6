"""Turtle, N-Quads and JSON-LD: another library reads the same statements from them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib import Dataset, Graph, URIRef
from test_exports_graphs import names

from kb.exports import rdf
from kb.graph import PREFIXES
from kb.ids import iri, term
from kb.schema import DEFAULT_BASE

# rdflib warns of its own names while it parses.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

PROJECT, INDICATOR = (NamedNode(iri(DEFAULT_BASE, *row)) for row in (("projects", "p/1 é"), ("indicators", "i.1")))
TARGET = NamedNode(iri(DEFAULT_BASE, "indicators", "i.1", "target"))
DOCUMENTS = [NamedNode(iri(DEFAULT_BASE, "documents", name)) for name in ("d1", "d2")]


def store(text: str = "便民中心工作经费", language: str | None = None) -> Store:
    """Two documents that agree on one statement, and a description of the data set in the default graph."""
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    amount = Literal("12.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    shared = [
        (PROJECT, rdf.RDF_TYPE, NamedNode(term("Project"))),
        (PROJECT, label, Literal(text, language=language)),
    ]
    quads = [Quad(*triple, document) for triple in shared for document in DOCUMENTS]
    quads += [
        Quad(PROJECT, NamedNode(term("amountWan")), amount, DOCUMENTS[0]),
        Quad(INDICATOR, NamedNode(term("project")), PROJECT, DOCUMENTS[1]),
        Quad(INDICATOR, NamedNode(term("target")), TARGET, DOCUMENTS[1]),
        Quad(TARGET, NamedNode(term("targetText")), Literal("≥95%"), DOCUMENTS[1]),
        Quad(NamedNode(DEFAULT_BASE + "dataset"), rdf.URI_SPACE, Literal(DEFAULT_BASE + "id/"), DefaultGraph()),
    ]
    result = Store()
    result.extend(quads)
    return result


def written(write: Any, store: Store) -> str:
    stream = io.BytesIO()
    write(store, stream)
    return stream.getvalue().decode("utf-8")


def quads(dataset: Dataset) -> set[tuple[str, ...]]:
    """Statements with their graphs; the default graph has no name."""
    default = str(dataset.default_graph.identifier)
    return {
        (s.n3(), p.n3(), o.n3(), "" if g is None or str(g) == default else str(g)) for s, p, o, g in dataset.quads()
    }


def expected(store: Store) -> set[tuple[str, ...]]:
    dataset = Dataset()
    for quad in store:
        graph = dataset.default_graph if quad.graph_name == DefaultGraph() else dataset.graph(quad.graph_name.value)
        graph.parse(data=f"{quad.triple} .", format="nt")
    return quads(dataset)


@settings(max_examples=40, deadline=None)
@example("a\x00b", None)
@example('"""\\', "zh")
@given(names, st.sampled_from([None, "zh", "en-GB"]))
def test_another_library_reads_the_same_statements(text: str, language: str | None) -> None:
    source = store(text, language)
    triples = {quad.triple for quad in source}
    turtle = Graph().parse(data=written(rdf.turtle, source), format="turtle")
    assert len(turtle) == len(triples)
    assert str(turtle.value(URIRef(PROJECT.value), URIRef("http://www.w3.org/2000/01/rdf-schema#label"))) == text
    for write, format in ((rdf.nquads, "nquads"), (rdf.jsonld, "json-ld")):
        dataset = Dataset()
        dataset.parse(data=written(write, source), format=format)
        assert quads(dataset) == expected(source)
        assert len(quads(dataset)) == len(source)


def test_turtle_says_a_statement_of_two_documents_once_and_uses_prefixes() -> None:
    text = written(rdf.turtle, store())
    assert text.count("便民中心工作经费") == 1
    assert "a bk:Project ;" in text
    assert "bk:amountWan 12.5" in text
    assert "\nindicators:i.1 bk:project projects:p" in text


def test_nquads_are_sorted_by_graph_and_subject() -> None:
    lines = written(rdf.nquads, store()).splitlines()
    graphs = [line.rsplit(" ", 2)[1] for line in lines]
    assert [graph for graph in dict.fromkeys(graphs) if "/documents/" in graph] == [str(name) for name in DOCUMENTS]
    assert graphs[1:] == sorted(graphs[1:])
    assert "/dataset>" in lines[0]


def test_jsonld_has_a_context_and_a_graph_for_each_document() -> None:
    data = json.loads(written(rdf.jsonld, store()))
    assert PREFIXES.items() <= data["@context"].items()
    assert data["@context"]["projects"] == DEFAULT_BASE + "id/projects/"
    assert [item["@id"] for item in data["@graph"]] == [DEFAULT_BASE + "dataset", "documents:d1", "documents:d2"]
    (project,) = data["@graph"][1]["@graph"]
    assert project["@type"] == ["bk:Project"]
    assert project["bk:amountWan"] == [{"@value": "12.5", "@type": "xsd:decimal"}]


def test_the_order_of_adding_does_not_show() -> None:
    source = store()
    turned = Store()
    turned.extend(reversed(list(source)))
    for write in (rdf.turtle, rdf.nquads, rdf.jsonld):
        assert written(write, turned) == written(write, source)


@pytest.mark.parametrize("write", [rdf.turtle, rdf.nquads, rdf.jsonld])
def test_an_empty_store_is_a_valid_file(write: Any) -> None:
    text = written(write, Store())
    format = {rdf.turtle: "turtle", rdf.nquads: "nquads", rdf.jsonld: "json-ld"}[write]
    assert len(Dataset().parse(data=text, format=format)) == 0


@pytest.mark.parametrize(("address", "short"), [
    (iri(DEFAULT_BASE, "projects", "0f"), "projects:0f"),
    (iri(DEFAULT_BASE, "indicators", "0f", "target"), iri(DEFAULT_BASE, "indicators", "0f", "target")),
    (iri(DEFAULT_BASE, "projects", "é/1"), iri(DEFAULT_BASE, "projects", "é/1")),
    (term("Project"), "bk:Project"),
    (term(""), term("")),
])
def test_only_plain_local_names_are_shortened(address: str, short: str) -> None:
    spaces = {space: name for name, space in rdf.prefixes(store()).items()}
    assert rdf.compact(address, spaces) == short
