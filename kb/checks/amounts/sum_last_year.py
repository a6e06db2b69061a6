"""Last year's figure, as this year's table prints it, is that of last year's document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.years import is_last_year
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PAIRS = f"""
-- cross joins keep the order of loops: few documents have one of the year before
select now.id, now.document_id, now.form, now.name, now.item, now.amount_fen as said, min(b.amount_fen) as printed,
  before.path, before.fiscal_year as year, {passage_of('budget_lines', 'now.id')}
from documents d
cross join documents before on before.department_id = d.department_id and before.fiscal_year = d.fiscal_year - 1
  and before.kind is d.kind
cross join budget_lines now on now.document_id = d.id and now.item in (select value from json_each(?))
cross join budget_lines b on b.document_id = before.id and b.form = now.form and b.item = 'total'
  and b.name = now.name and b.code is now.code and b.side is now.side and b.unit is now.unit
  and b.economic_code is now.economic_code
where now.amount_fen is not null
group by now.id having min(b.amount_fen) = max(b.amount_fen) and min(b.amount_fen) <> now.amount_fen
order by now.document_id, now.form, now.position, now.id
"""
EXECUTED = ("执行", "决算", "调整")
"""Words of columns that hold another figure of last year than its budget."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every figure of a column of last year's budget that last year's document prints otherwise."""
    items = [str(item) for (item,) in connection.execute("select distinct item from budget_lines order by item")]
    wanted = [item for item in items if is_last_year(item) and not any(word in item for word in EXECUTED)]
    if not wanted:
        return
    for row in connection.execute(PAIRS, (json.dumps(wanted),)):
        if not sums_to(row["said"], [row["printed"]]):
            subject = Subject("budget_lines", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=wan(row["printed"]), actual=wan(row["said"]), row=row["name"],
                form=name_of(row["form"]), item=row["item"], year=row["year"], path=row["path"],
            )


CHECK = RecordCheck(PAGE, find)
