"""SHACL over a finished store: the shapes of records, and those of checks.

The shapes of records (`ontology/shapes.ttl`) go through pyshacl. Those of checks are queries about one document, so
each is asked once of every document's own graph, which is what SHACL's “for each focus node” comes to; tests show that
pyshacl finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import cast

import pyoxigraph
import pyshacl
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kb.checks.finding import Severity
from kb.checks.registry import pages
from kb.checks.shaping import PREFIX, CheckShape, check_shapes
from kb.graph import ONTOLOGY_GRAPH

SEVERITIES: dict[Node, Severity] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One value, or missing value, that breaks a shape. `severity` is error, warning or info, as in findings."""

    focus: str
    path: str
    severity: Severity
    message: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """One record of a document that breaks the shape of a check, told by the title of its page."""

    code: str
    document: str
    focus: str
    severity: Severity
    message: str


def verdicts(
    store: pyoxigraph.Store, language: str = "en", shapes: Iterable[CheckShape] | None = None,
) -> Iterator[Verdict]:
    """What the shapes of the checks, or some of them, find in each document."""
    chosen = tuple(check_shapes() if shapes is None else shapes)
    titles = {code: page.texts["title"][language] for code, page in pages().items()}
    for document, facts in document_graphs(store):
        yield from sorted({
            Verdict(shape.code, document, row["this"].value, shape.severity, titles[shape.code])
            for shape in chosen for row in cast("pyoxigraph.QuerySolutions", facts.query(PREFIX + shape.select))
        })


def document_graphs(store: pyoxigraph.Store) -> Iterator[tuple[str, pyoxigraph.Store]]:
    """Each document with its facts in a store of their own."""
    ontology = pyoxigraph.NamedNode(ONTOLOGY_GRAPH)
    graphs = [graph for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode) and graph != ontology]
    for graph in sorted(graphs, key=str):
        own = pyoxigraph.Store()
        quads = store.quads_for_pattern(None, None, None, graph)
        own.bulk_extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        yield graph.value, own


def validate(store: pyoxigraph.Store, language: str = "en") -> Iterator[Violation]:
    """What in the data breaks the shapes of records, in a fixed order. Meant for up to some 100,000 triples."""
    shapes = Graph().parse(data=resources.files("ontology").joinpath("shapes.ttl").read_bytes(), format="turtle")
    _, report, _ = pyshacl.validate(data_graph(store), shacl_graph=shapes, inference="none", do_owl_imports=False)
    if not isinstance(report, Graph):
        raise TypeError(f"the shapes could not be applied: {report}")
    yield from sorted(_violation(report, result, language) for result in report.subjects(RDF.type, SH.ValidationResult))


def data_graph(store: pyoxigraph.Store) -> Graph:
    """The facts of all graphs in one rdflib graph, without the ontology."""
    graph = Graph(bind_namespaces="none")
    ontology = pyoxigraph.NamedNode(ONTOLOGY_GRAPH)
    for quad in store:
        if quad.graph_name != ontology:
            graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(term: object) -> Node:
    if isinstance(term, pyoxigraph.Literal):
        datatype = URIRef(term.datatype.value)
        plain = term.language is not None or datatype == XSD.string
        return Literal(term.value, lang=term.language, datatype=None if plain else datatype, normalize=False)
    return BNode(term.value) if isinstance(term, pyoxigraph.BlankNode) else URIRef(str(getattr(term, "value", term)))


def _violation(report: Graph, result: Node, language: str) -> Violation:
    messages = {getattr(m, "language", None): str(m) for m in report.objects(result, SH.resultMessage)}
    severity = report.value(result, SH.resultSeverity)
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path=str(report.value(result, SH.resultPath) or ""),
        severity=SEVERITIES.get(severity, "error") if severity is not None else "error",
        message=messages.get(language) or min(messages.values(), default=""),
        value=str(report.value(result, SH.value) or ""),
    )
