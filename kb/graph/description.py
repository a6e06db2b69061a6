"""What stands beside the facts in the store: the ontology with its schemes, and what the data set is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

import pyoxigraph

from kb.schema import NAMESPACE

SITE = NAMESPACE.removesuffix("ontology#")
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
TITLES = {"zh": "政府预算公开知识库", "en": "Knowledge base of published government budgets"}

Triple = tuple[str, str, str]


def files() -> list[Traversable]:
    """The Turtle files of the ontology: the terms, the shapes, then the code schemes, by name."""
    folder = resources.files("ontology")
    found = [*folder.iterdir(), *folder.joinpath("schemes").iterdir()]
    return sorted((file for file in found if file.name.endswith(".ttl")), key=lambda file: file.name)


def ontology() -> Iterator[Triple]:
    """Every statement of the ontology. Blank nodes get IRIs, because a store would name them by chance."""
    for file in files():
        names: dict[str, str] = {}
        stem = file.name.removesuffix(".ttl")
        for triple in pyoxigraph.parse(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
            subject, value = (_stable(node, stem, names) for node in (triple.subject, triple.object))
            yield subject, str(triple.predicate), value


def _stable(node: object, stem: str, names: dict[str, str]) -> str:
    if not isinstance(node, pyoxigraph.BlankNode):
        return str(node)
    return names.setdefault(node.value, f"<{SITE}.well-known/genid/{stem}-{len(names) + 1}>")


def describe(base: str, triples: int, classes: Mapping[str, int]) -> Iterator[Triple]:
    """The data set as DCAT and VoID tell it: titles, size, vocabulary, how many resources of each class."""
    dataset = f"<{base}dataset>"
    yield dataset, RDF_TYPE, f"<{DCAT}Dataset>"
    yield dataset, RDF_TYPE, f"<{VOID}Dataset>"
    for language, title in TITLES.items():
        yield dataset, f"<{DCTERMS}title>", f'"{title}"@{language}'
    yield dataset, f"<{VOID}triples>", _count(triples)
    yield dataset, f"<{VOID}vocabulary>", f"<{NAMESPACE}>"
    yield dataset, f"<{VOID}uriSpace>", f'"{base}id/"'
    yield dataset, f"<{VOID}classes>", _count(len(classes))
    for name, count in sorted(classes.items()):
        partition = f"<{base}dataset#{name.strip('<>').rpartition('#')[2]}>"
        yield dataset, f"<{VOID}classPartition>", partition
        yield partition, f"<{VOID}class>", name
        yield partition, f"<{VOID}entities>", _count(count)


def _count(number: int) -> str:
    return f'"{number}"^^<{XSD_INTEGER}>'
