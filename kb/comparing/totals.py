"""The whole budget of a body and year, as its tables print it."""

from __future__ import annotations

import json
from collections import defaultdict

from kb.comparing.scope import Scope

WHOLE = (("balance", "expenditure"), ("expenditure", None), ("balance", "income"), ("income", None))
"""The tables whose total row is the whole budget, the first that both years print comes first."""
TOTALS = """
select b.form, b.side, b.amount_fen from budget_lines b
where b.department_id is :body and b.document_id in (select value from json_each(:documents))
  and b.item = 'total' and b.code is null and b.unit is null and (b.name like '%合计' or b.name like '%总计')
  and b.amount_fen is not null
"""

Table = tuple[str, str | None]


def whole_budgets(old: Scope | None, new: Scope | None) -> tuple[int | None, int | None]:
    """The two totals in 分, of the first table that both sides print with one total, else the first of each side."""
    left, right = _totals(old), _totals(new)
    both = next((table for table in WHOLE if table in left and table in right), None)
    if both:
        return left[both], right[both]
    return _first(left) if not right else None, _first(right) if not left else None


def _first(totals: dict[Table, int]) -> int | None:
    return next((totals[table] for table in WHOLE if table in totals), None)


def _totals(scope: Scope | None) -> dict[Table, int]:
    """The total of each table that prints one; a balance also prints what is carried over, and the larger counts."""
    if scope is None:
        return {}
    found: dict[Table, set[int]] = defaultdict(set)
    given = {"body": scope.body, "documents": json.dumps(sorted(scope.documents))}
    for row in scope.connection.execute(TOTALS, given):
        found[row["form"], row["side"]].add(row["amount_fen"])
    return {table: max(amounts) for table, amounts in found.items() if len(amounts) == 1 or table[0] == "balance"}
