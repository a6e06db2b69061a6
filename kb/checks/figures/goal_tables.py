"""The projects of each document, and whether goals, indicators and an amount are printed for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.checks.finding import Subject, passage_of

PROJECTS = f"""
select p.id, p.document_id, p.name, p.amount_fen is not null as has_amount,
  exists (select 1 from indicators i where i.project_id = p.id) as has_indicators,
  exists (select 1 from goals g where g.project_id = p.id) as has_goals, {passage_of('projects', 'p.id')}
from projects p order by p.document_id, p.position, p.id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A project, and what is printed for it."""

    id: str
    document_id: str
    passage_id: str | None
    name: str
    has_amount: bool
    has_indicators: bool
    has_goals: bool


def listed_projects(connection: sqlite3.Connection) -> Iterator[list[Listed]]:
    """The projects of each document, in order."""
    for _, rows in groupby(connection.execute(PROJECTS), key=lambda row: row["document_id"]):
        yield [
            Listed(
                row["id"], row["document_id"], row["passage_id"], row["name"], bool(row["has_amount"]),
                bool(row["has_indicators"]), bool(row["has_goals"]),
            )
            for row in rows
        ]


def about(projects: Sequence[Listed]) -> Subject:
    """What a finding about several projects is about: the only one, else their document, at the first of them."""
    first = projects[0]
    if len(projects) == 1:
        return Subject("projects", first.id, first.document_id, first.passage_id)
    return Subject("documents", first.document_id, first.document_id, first.passage_id)
