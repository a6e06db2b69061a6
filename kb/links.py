"""A link between two records: which relation, found how, how sure, on what evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kb.database import Row, insert
from kb.ids import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`score` runs from 0 to 1; `evidence` is what a reader needs to judge the link.

    `scope` says how near the two stand (`kb.linking.scopes`), for links that run within and across departments.
    """

    source_table: str
    source_id: str
    relation: str
    target_table: str
    target_id: str
    method: str
    score: float
    evidence: str
    scope: str | None = None


def store(connection: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Add links to the database, each once."""
    rows: dict[str, Row] = {}
    for link in links:
        identifier = digest(
            "links", link.source_table, link.source_id, link.relation, link.target_table, link.target_id
        )
        rows.setdefault(identifier, {
            "id": identifier, "source_table": link.source_table, "source_id": link.source_id,
            "relation": link.relation, "target_table": link.target_table, "target_id": link.target_id,
            "method": link.method, "score": round(link.score, 4), "evidence": link.evidence,
            "scope": link.scope,
        })
    insert(connection, "links", [row for _, row in sorted(rows.items())])
