"""The terms of our ontology as readers meet them: label, definition, what they belong to, what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pyoxigraph

from kb.graph import PREFIXES
from kb.publishing.definitions import Definition, DefinitionMissing, ontology
from kb.publishing.sparql import Reply
from kb.publishing.sparql.results import RDF
from kb.schema import NAMESPACE

KINDS = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property"}
DOMAINS = (PREFIXES["rdfs"] + "domain", PREFIXES["schema"] + "domainIncludes")
RANGES = (PREFIXES["rdfs"] + "range", PREFIXES["schema"] + "rangeIncludes")
WIDER = (PREFIXES["rdfs"] + "subClassOf", PREFIXES["rdfs"] + "subPropertyOf")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its names in both languages, the classes it stands on, the IRIs it points to."""

    name: str
    kind: str
    definition: Definition
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    wider: tuple[str, ...]
    properties: tuple[str, ...]

    def words(self, language: str) -> tuple[str, str]:
        """Label and definition in a language."""
        own = self.definition
        return (own.label_zh, own.zh) if language == "zh" else (own.label_en, own.en)


@cache
def terms() -> Mapping[str, Term]:
    """All classes and properties that the ontology defines in both languages, by name; classes first."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in pyoxigraph.parse(_bytes("budget.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, pyoxigraph.NamedNode) and isinstance(value, pyoxigraph.NamedNode):
            said[subject.value][triple.predicate.value].append(value.value)
    kinds = {iri: kind for iri, facts in said.items() if iri.startswith(NAMESPACE) and (kind := _kind(facts))}
    members: dict[str, list[str]] = defaultdict(list)
    for iri, facts in sorted(said.items()):
        for domain in _all(facts, DOMAINS):
            if iri in kinds:
                members[domain].append(_name(iri))
    known = ontology()
    found: dict[str, Term] = {}
    for iri, kind in sorted(kinds.items(), key=lambda item: (item[1], item[0].lower())):
        try:
            definition = known[_name(iri)]
        except DefinitionMissing:
            continue
        facts = said[iri]
        found[_name(iri)] = Term(
            _name(iri), kind, definition, tuple(_all(facts, DOMAINS)), tuple(_all(facts, RANGES)),
            tuple(_all(facts, WIDER)), tuple(members[iri]),
        )
    return found


def file(name: str, format: str) -> Reply:
    """A file of the ontology in a format of graphs; as Turtle it is sent as it was written."""
    if format == "ttl":
        return Reply(format, _bytes(name), 0, False)
    triples = pyoxigraph.parse(_bytes(name), format=pyoxigraph.RdfFormat.TURTLE)
    body = pyoxigraph.serialize((one.triple for one in triples), format=RDF[format], prefixes=PREFIXES)
    return Reply(format, body or b"", 0, False)


def _bytes(name: str) -> bytes:
    return resources.files("ontology").joinpath(name).read_bytes()


def _kind(facts: Mapping[str, list[str]]) -> str:
    types = facts.get(PREFIXES["rdf"] + "type", [])
    return next((KINDS[name] for one in types if (name := one.rpartition("#")[2]) in KINDS), "")


def _all(facts: Mapping[str, list[str]], predicates: tuple[str, ...]) -> list[str]:
    return sorted({value for predicate in predicates for value in facts.get(predicate, [])})


def _name(iri: str) -> str:
    return iri.removeprefix(NAMESPACE)
