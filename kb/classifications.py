"""The functional and the two economic classification codes, from the SKOS schemes of the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import SKOS

FILES = ("functional", "economic")
"""The second file holds the economic classifications of departmental and of government budgets."""


@dataclass(frozen=True, slots=True)
class Classification:
    """One code of one scheme, with its name."""

    scheme: str
    code: str
    name: str


@cache
def known_classifications() -> tuple[Classification, ...]:
    """All codes of the schemes that ship with the package."""
    return tuple(entry for name in FILES for entry in _read(name))


def _read(name: str) -> Iterator[Classification]:
    graph = Graph().parse(data=(files("ontology") / "schemes" / f"{name}.ttl").read_text("utf-8"))
    for concept, notation in sorted(graph.subject_objects(SKOS.notation)):
        scheme = str(graph.value(concept, SKOS.inScheme)).rsplit("/", 1)[-1].replace("-", "_")
        labels = [label for label in graph.objects(concept, SKOS.prefLabel) if getattr(label, "language", "") == "zh"]
        if labels:
            yield Classification(scheme, str(notation), str(labels[0]))
