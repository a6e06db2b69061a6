"""What is bought for a project is not more than the project's amount."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import exceeds
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
BOUGHT = f"""
select p.id, p.document_id, p.name, p.amount_fen as own, sum(r.amount_fen) as bought, count(*) as lines,
  {passage_of('projects', 'p.id')}
from procurements r cross join projects p on p.id = r.project_id
where r.kind = 'item' and r.amount_fen is not null and p.amount_fen is not null and r.document_id = p.document_id
group by p.id order by p.document_id, p.position, p.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every project of which the purchases add up to more than its amount."""
    for row in connection.execute(BOUGHT):
        if exceeds([row["bought"]], row["own"]):
            subject = Subject("projects", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "exceeds", subject, expected=f"≤ {wan(row['own'])}", actual=wan(row["bought"]), project=row["name"],
                lines=row["lines"],
            )


CHECK = RecordCheck(PAGE, find)
