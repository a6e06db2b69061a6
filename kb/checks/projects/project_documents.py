"""Documents of one body and year, or of a unit and its department, give a project the same amount."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PAIRS = f"""
with filed as (
  select d.id, d.path, d.fiscal_year, d.department_id, d.kind is 'final_accounts' as accounts,
    coalesce(b.parent_id, b.id) as body
  from documents d join departments b on b.id = d.department_id
)
select p.id, p.document_id, p.name, p.amount_fen as said, min(o.amount_fen) as other, one.path,
  {passage_of('projects', 'p.id')}
from filed one
cross join filed two on two.body = one.body and two.fiscal_year = one.fiscal_year and two.accounts = one.accounts
  and (two.path, two.id) > (one.path, one.id)
cross join projects p on p.document_id = two.id
join projects o on o.document_id = one.id and o.name = p.name
  and (o.code = p.code or (o.code is null and p.code is null and two.department_id = one.department_id))
where p.amount_fen is not null and o.amount_fen is not null
  and not exists (select 1 from projects s where s.document_id = two.id and s.name = p.name and s.id <> p.id)
group by one.id, p.id having count(*) = 1 and min(o.amount_fen) <> p.amount_fen
order by one.path, one.id, p.document_id, p.position, p.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every project to which two documents give two amounts."""
    for row in connection.execute(PAIRS):
        if not sums_to(row["said"], [row["other"]]):
            subject = Subject("projects", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=wan(row["other"]), actual=wan(row["said"]), project=row["name"],
                path=row["path"],
            )


CHECK = RecordCheck(PAGE, find)
