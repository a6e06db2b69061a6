"""Last year's figure, said or following from a stated change, is that of last year's document."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import half_place
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
ITEMS = (
    "income", "expenditure", "budget", "basic", "project", "three_public", "abroad", "vehicle", "vehicle_purchase",
    "vehicle_operation", "reception", "organ_operating", "procurement", "by_function", "meeting", "training",
)
COMPARED = f"""
select t.id, t.document_id, t.name, t.item, t.text, t.amount_fen as now, t.previous_fen, t.change_fen,
  o.path, group_concat(distinct b.amount_fen) as amounts, {passage_of("statements", "t.id")}
from statements t join documents d on d.id = t.document_id
join documents o on o.department_id = d.department_id and o.fiscal_year = d.fiscal_year - 1 and o.kind = d.kind
join statements b on b.document_id = o.id and b.item = t.item and b.amount_fen is not null
  and (t.item <> 'by_function' or b.code = t.code or (t.code is null and b.code is null and b.name = t.name))
where t.item in ({", ".join(f"'{item}'" for item in ITEMS)})
  and (t.previous_fen is not null or (t.change_fen is not null and t.amount_fen is not null))
group by t.id, o.id order by t.document_id, t.position, t.id, o.path
"""
OUTCOME = re.compile("执行|决算|调整|完成|下达|实际")
"""Words that say that the figure is not that of the first budget of last year."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every figure of last year's budget that last year's document does not print for the item."""
    for row in connection.execute(COMPARED):
        said = row["previous_fen"] if row["previous_fen"] is not None else row["now"] - row["change_fen"]
        printed = [int(fen) for fen in row["amounts"].split(",")]
        if OUTCOME.search(row["text"]) or any(_agree(said, fen, row["change_fen"] or 0) for fen in printed):
            continue
        subject = Subject("statements", row["id"], row["document_id"], row["passage_id"])
        yield PAGE.finding(
            "said" if row["previous_fen"] is not None else "follows", subject,
            expected=" / ".join(map(wan, sorted(printed))), actual=wan(said), name=row["name"], document=row["path"],
        )


def _agree(said: int, printed: int, change: int) -> bool:
    return abs(said - printed) <= half_place(said) + half_place(printed) + (half_place(change) if change else 0)


CHECK = RecordCheck(PAGE, find)
