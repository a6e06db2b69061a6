"""The project's budget printed in the procurement table is the project's own amount."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PROJECTS = f"""
select r.id, r.document_id, r.project_amount_fen as printed, p.amount_fen as own, p.name,
  {passage_of('procurements', 'r.id')}
from procurements r join projects p on p.id = r.project_id
where r.project_amount_fen is not null and p.amount_fen is not null order by r.document_id, r.position, r.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every line of procurement that prints another budget of its project than the project does."""
    for row in connection.execute(PROJECTS):
        if not sums_to(row["printed"], [row["own"]]):
            subject = Subject("procurements", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=wan(row["own"]), actual=wan(row["printed"]), project=row["name"]
            )


CHECK = RecordCheck(PAGE, find)
