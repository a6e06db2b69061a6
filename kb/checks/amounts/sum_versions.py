"""Two documents of one body and year print the same figure."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PAIRS = f"""
-- cross joins keep the order of loops: few documents have another one of their body and year
select b.id, b.document_id, b.form, b.name, b.code, b.item, b.amount_fen as said, min(a.amount_fen) as printed,
  one.path, one.id as other_id, count(*) as times, {passage_of('budget_lines', 'b.id')}
from documents one
cross join documents two on two.department_id = one.department_id and two.fiscal_year = one.fiscal_year
  and two.kind is one.kind and (two.path, two.id) > (one.path, one.id)
cross join budget_lines b on b.document_id = two.id
cross join budget_lines a on a.document_id = one.id and a.form = b.form and a.item = b.item and a.name = b.name
  and a.code is b.code and a.side is b.side and a.unit is b.unit and a.economic_code is b.economic_code
  and a.government_economic_code is b.government_economic_code
where a.amount_fen is not null and b.amount_fen is not null
group by one.id, b.id having min(a.amount_fen) = max(a.amount_fen) and min(a.amount_fen) <> b.amount_fen
order by one.id, two.id, b.form, b.position, b.id
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every table of which two documents print figures that differ: one finding with the first of them."""
    rows = (row for row in connection.execute(PAIRS) if not sums_to(row["said"], [row["printed"]]))
    for _, group in groupby(rows, key=lambda row: (row["other_id"], row["document_id"], row["form"])):
        yield _finding(list(group))


def _finding(rows: Sequence[sqlite3.Row]) -> Finding:
    first = rows[0]
    subject = Subject("budget_lines", first["id"], first["document_id"], first["passage_id"])
    return PAGE.finding(
        "differs", subject, expected=wan(first["printed"]), actual=wan(first["said"]), form=name_of(first["form"]),
        row=" ".join(filter(None, (first["code"], first["name"]))), item=name_of(first["item"]), path=first["path"],
        count=len(rows),
    )


CHECK = RecordCheck(PAGE, find)
