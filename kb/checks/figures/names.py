"""The names of budget tables and their columns in both languages, from the scheme that the ontology publishes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pyoxigraph

from kb.checks.page import Term

SKOS = "http://www.w3.org/2004/02/skos/core#"


@cache
def _labels() -> dict[str, dict[str, str]]:
    """The labels of each notation by language."""
    turtle = files("ontology").joinpath("schemes").joinpath("budget-forms.ttl").read_bytes()
    notations: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for triple in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE):
        node, said = str(triple.subject), triple.object
        if isinstance(said, pyoxigraph.Literal) and triple.predicate.value == f"{SKOS}notation":
            notations[node] = said.value
        elif isinstance(said, pyoxigraph.Literal) and triple.predicate.value == f"{SKOS}prefLabel":
            labels.setdefault(node, {})[said.language or ""] = said.value
    return {notation: labels[node] for node, notation in notations.items()}


def name_of(notation: str) -> Term:
    """A table or column as people call it; one that the scheme does not hold keeps its printed name.

    >>> name_of("expenditure"), name_of("预留")
    (Term(en='Expenditure', zh='支出总表'), Term(en='预留', zh='预留'))
    """
    known = _labels().get(notation, {})
    return Term(known.get("en", notation), known.get("zh", notation))


def column(form: str, item: str) -> Term:
    """A column of a table, for people.

    >>> column("expenditure", "project")
    Term(en='Expenditure (Project expenditure)', zh='支出总表（项目支出）')
    """
    table, name = name_of(form), name_of(item)
    return Term(f"{table.en} ({name.en})", f"{table.zh}（{name.zh}）")
