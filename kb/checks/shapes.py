"""The SHACL shapes of `ontology/shapes.ttl`, checked over everything in the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import pyoxigraph
import pyshacl
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kb.checks.finding import Severity
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


def validate(store: pyoxigraph.Store, language: str = "en") -> Iterator[Violation]:
    """What in the data breaks the shapes, in a fixed order. Meant for stores of up to about 100,000 triples."""
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
