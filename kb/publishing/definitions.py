"""What tables and columns mean, in Chinese and English: the labels and definitions of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import pyoxigraph

from kb.ids import term

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
# The first that says something in a language wins.
MEANING = ("http://www.w3.org/2004/02/skos/core#definition", "http://www.w3.org/2000/01/rdf-schema#comment")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Definition:
    """The name and the meaning of a class or property."""

    label_zh: str
    label_en: str
    zh: str
    en: str


class DefinitionMissing(LookupError):
    """The ontology does not say what a term means; the sentence names term, language and what is missing."""


class Definitions:
    """The definitions of an ontology, asked for by the local names of its terms."""

    def __init__(self, turtle: bytes) -> None:
        self._texts: Mapping[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for triple in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE):
            node, subject = triple.object, triple.subject
            if isinstance(node, pyoxigraph.Literal) and isinstance(subject, pyoxigraph.NamedNode) and node.language:
                language = node.language.partition("-")[0].lower()
                self._texts[subject.value, triple.predicate.value].setdefault(language, node.value)

    def __getitem__(self, name: str) -> Definition:
        labels = [self._text(name, (LABEL,), "label", language) for language in LANGUAGES]
        return Definition(*labels, *(self._text(name, MEANING, "definition", language) for language in LANGUAGES))

    def _text(self, name: str, predicates: tuple[str, ...], kind: str, language: str) -> str:
        for predicate in predicates:
            if text := self._texts.get((term(name), predicate), {}).get(language):
                return text
        raise DefinitionMissing(f"ontology/budget.ttl gives bk:{name} no {kind} in the language {language}")


def ontology() -> Definitions:
    """The definitions of ontology/budget.ttl."""
    return Definitions(resources.files("ontology").joinpath("budget.ttl").read_bytes())
