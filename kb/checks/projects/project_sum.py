"""The amounts of all projects of a document add up to its project expenditure."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import Term, page

PAGE = page(__name__)
TABLE, TEXT = Term("the expenditure table", "支出总表"), Term("the text", "文字说明")
SUMS = """
select p.document_id, sum(p.amount_fen) as counted, count(*) as projects,
  (select max(b.amount_fen) from budget_lines b where b.document_id = p.document_id and b.form = 'expenditure'
   and b.item = 'project' and b.code is null having count(*) = 1) as printed,
  (select max(t.amount_fen) from statements t where t.document_id = p.document_id and t.item = 'project'
   having count(distinct t.amount_fen) = 1) as said
from projects p group by p.document_id having count(*) = count(p.amount_fen) order by p.document_id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every document whose projects do not add up to project expenditure."""
    for row in connection.execute(SUMS):
        total, place = (row["said"], TEXT) if row["printed"] is None else (row["printed"], TABLE)
        if total is not None and not sums_to(total, [row["counted"]]):
            subject = Subject("documents", row["document_id"], row["document_id"])
            yield PAGE.finding(
                "more" if row["counted"] > total else "less", subject, expected=wan(total), actual=wan(row["counted"]),
                projects=row["projects"], place=place,
            )


CHECK = RecordCheck(PAGE, find)
