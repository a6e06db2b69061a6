"""A unit's document never prints more than the document of its department."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import exceeds
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PAIRS = f"""
-- cross joins keep the order of loops: from the unit to its department, then from line to line
select b.id, b.document_id, b.form, b.name, b.code, b.item, b.amount_fen as said, min(a.amount_fen) as printed,
  whole.path, whole.id as other_id, {passage_of('budget_lines', 'b.id')}
from documents part
cross join departments u on u.id = part.department_id
cross join documents whole on whole.department_id = u.parent_id and whole.fiscal_year = part.fiscal_year
cross join budget_lines b on b.document_id = part.id and b.item in ('total', 'basic', 'project') and b.unit is null
cross join budget_lines a on a.document_id = whole.id and a.form = b.form and a.item = b.item and a.name = b.name
  and a.code is b.code and a.side is b.side and a.unit is null and a.economic_code is b.economic_code
where part.kind = 'unit_budget' and whole.kind = 'department_budget'
  and b.form in ('income', 'expenditure', 'fiscal_expenditure', 'government_fund', 'basic_by_economic_class')
  and a.amount_fen is not null and b.amount_fen is not null
group by whole.id, b.id having min(a.amount_fen) = max(a.amount_fen) and min(a.amount_fen) < b.amount_fen
order by whole.id, part.id, b.form, b.position, b.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every table of a unit with more than the department's in some row: one finding with the first of them."""
    rows = (row for row in connection.execute(PAIRS) if exceeds([row["said"]], row["printed"]))
    for _, group in groupby(rows, key=lambda row: (row["other_id"], row["document_id"], row["form"])):
        yield _finding(list(group))


def _finding(rows: Sequence[sqlite3.Row]) -> Finding:
    first = rows[0]
    subject = Subject("budget_lines", first["id"], first["document_id"], first["passage_id"])
    return PAGE.finding(
        "exceeds", subject, expected=f"≤ {wan(first['printed'])}", actual=wan(first["said"]),
        form=name_of(first["form"]), row=" ".join(filter(None, (first["code"], first["name"]))),
        item=name_of(first["item"]), path=first["path"], count=len(rows),
    )


CHECK = RecordCheck(PAGE, find)
