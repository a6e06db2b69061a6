"""What kinds and edges are called in the reader's language: the labels of the ontology, and our words for links."""

from __future__ import annotations

import sqlite3
from functools import cache

from kb.explore.language import Speech, TextMissing
from kb.exports.network import label, shortened, words
from kb.publishing.definitions import Definition, DefinitionMissing, ontology
from kb.schema import BY_NAME


def kind_name(kind: str, speech: Speech) -> str:
    """A kind of thing."""
    return term_name(BY_NAME[kind].rdf_class, speech)


def edge_name(relation: str, speech: Speech) -> str:
    """A reference by the label of its property, a link by our word for its relation."""
    try:
        return speech(f"graph.relation_{relation}")
    except TextMissing:
        return term_name(relation, speech)


def term_name(term: str, speech: Speech) -> str:
    """A term of the ontology; its own words where the ontology has no label."""
    definition = _definition(term)
    if definition is None:
        return words(term)
    return definition.label_zh if speech.language == "zh" else definition.label_en


@cache
def _definition(term: str) -> Definition | None:
    try:
        return _ontology()[term]
    except DefinitionMissing:
        return None


_ontology = cache(ontology)


def thing_name(kind: str, row: sqlite3.Row, speech: Speech) -> str:
    """What people read on a node, as printed; our own sentences in the reader's language."""
    table = BY_NAME[kind]
    if speech.language == "zh" and f"{table.label}_zh" in row.keys() and row[f"{table.label}_zh"]:  # noqa: SIM118
        return shortened(str(row[f"{table.label}_zh"]))
    return label(table, row)
