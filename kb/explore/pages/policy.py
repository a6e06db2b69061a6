"""One policy that documents cite: who rests on it, department by department, with which goal, duty or indicator."""

from __future__ import annotations

from itertools import groupby

from kb.explore.grounds import label, passage
from kb.explore.site import Asked, Content, Page

HEAD = "select p.*, r.name as region from policies p left join regions r on r.code = p.region_code where p.id = ?"
CITATIONS = f"""
select c.*, {label('c.citing_table', 'c.citing_id')} as citing from (
  select c.id, c.title, c.number, c.document_id, d.fiscal_year, coalesce(d.title, d.path) as document, d.department_id,
    n.name as department, {passage('citations', 'c.id')} as passage_id,
    case when c.goal_id is not null then 'goals' when c.responsibility_id is not null then 'responsibilities'
      when c.indicator_id is not null then 'indicators' end as citing_table,
    coalesce(c.goal_id, c.responsibility_id, c.indicator_id) as citing_id, c.position
  from citations c join documents d on d.id = c.document_id left join departments n on n.id = d.department_id
  where c.policy_id = ?) c
order by c.department, c.fiscal_year, c.document, c.document_id, c.position, c.id limit 500
"""


async def content(asked: Asked) -> Content | None:
    """A policy with every place that cites it."""
    head = await asked.shelf.row(HEAD, [asked.names["id"]])
    if head is None:
        return None
    rows = await asked.shelf.rows(CITATIONS, [asked.names["id"]])
    names = sorted({(row["title"], row["number"] or "") for row in rows} - {(head["title"], head["number"] or "")})
    return {
        "policy": head, "names": names,
        "citing": [
            (of_department[0], of_department)
            for _, own in groupby(rows, key=lambda row: row["department_id"]) if (of_department := list(own))
        ],
    }


PAGE = Page(r"/policy/(?P<id>[^/]+)$", "kb/policy.html", content, styles=("things.css",))
