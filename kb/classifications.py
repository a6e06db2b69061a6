"""The functional and the two economic classification codes: from the SKOS schemes of the ontology, and as printed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import SKOS

from kb.database import Row
from kb.ids import digest
from loaders.values.wording import fold

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


PRINTED_NAMES = """
select classification_id, min(name) as name, fold(name) as folded, min(fiscal_year) as first_year,
  max(fiscal_year) as last_year, count(distinct document_id) as documents
from (
  select distinct b.classification_id, b.name, b.document_id, o.fiscal_year
  from budget_lines b join documents o on o.id = b.document_id where b.classification_id is not null
)
group by classification_id, folded order by classification_id, folded
"""


def classification_names(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every name that budget tables print for a code, with its years; blanks and punctuation make no other name."""
    connection.create_function("fold", 1, fold, deterministic=True)
    for row in connection.execute(PRINTED_NAMES).fetchall():
        yield {
            "id": digest("classification_names", row["classification_id"], row["folded"]),
            "classification_id": row["classification_id"], "name": row["name"], "first_year": row["first_year"],
            "last_year": row["last_year"], "document_count": row["documents"],
        }
