"""Figures said in prose, put together by document and by passage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.checks.finding import Finding, Severity, passage_of
from loaders.values.years import years_in

STATEMENTS = f"""
select t.document_id, t.id, t.item, t.name, t.amount_fen, t.change_fen, t.text, d.fiscal_year,
  {passage_of("statements", "t.id")}
from statements t join documents d on d.id = t.document_id order by t.document_id, t.position, t.id
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. `this_year` is false when its sentence names other years only."""

    document_id: str
    id: str
    item: str
    name: str
    fen: int | None
    change: int | None
    text: str
    passage_id: str | None
    this_year: bool

    def finding(self, rule: str, severity: Severity, message: str, expected: str, actual: str) -> Finding:
        """A finding about this statement."""
        return Finding(
            rule=rule, severity=severity, document_id=self.document_id, subject_table="statements",
            subject_id=self.id, passage_id=self.passage_id, message=message, expected=expected, actual=actual,
        )


def said(connection: sqlite3.Connection) -> Iterator[list[Said]]:
    """The statements of each document, in order."""
    for _, rows in groupby(connection.execute(STATEMENTS), key=lambda row: row["document_id"]):
        yield [_said(row) for row in rows]


def _said(row: sqlite3.Row) -> Said:
    years = set(years_in(row["text"]))
    return Said(
        row["document_id"], row["id"], row["item"], row["name"], row["amount_fen"], row["change_fen"], row["text"],
        row["passage_id"], not years or row["fiscal_year"] is None or row["fiscal_year"] in years,
    )
