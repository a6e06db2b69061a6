"""A project has the same amount in its goal table and in the list of projects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
LISTED = f"""
select p.id, p.document_id, p.name, p.amount_fen as own, min(b.amount_fen) as listed, {passage_of('projects', 'p.id')}
from projects p join budget_lines b on b.document_id = p.document_id and b.form = 'project_expenditure'
  and b.item = 'total' and b.name = p.name
where p.amount_fen is not null and b.amount_fen is not null
  and not exists (select 1 from projects o where o.document_id = p.document_id and o.name = p.name and o.id <> p.id)
group by p.id having min(b.amount_fen) = max(b.amount_fen) order by p.document_id, p.position, p.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every project that the list of projects of its document states with another amount."""
    for row in connection.execute(LISTED):
        if not sums_to(row["listed"], [row["own"]]):
            subject = Subject("projects", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=wan(row["listed"]), actual=wan(row["own"]), project=row["name"]
            )


CHECK = RecordCheck(PAGE, find)
