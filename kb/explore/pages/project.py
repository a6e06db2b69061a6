"""One project: money, plan, goals, indicators and who shares them, procurement, what it serves, other years."""

from __future__ import annotations

from kb.explore.grounds import passage, sources, ties
from kb.explore.site import Asked, Content, Page

HEAD = """
select p.*, n.name as department, u.name as unit, r.name as region, coalesce(d.title, d.path) as document,
  s.size
from projects p left join departments n on n.id = p.department_id
left join departments u on u.id = p.unit_id
left join documents d on d.id = p.document_id left join regions r on r.code = coalesce(n.region_code, d.region_code)
left join indicator_sets s on s.id = p.indicator_set_id where p.id = ?
"""
FUNDS = f"""
select f.*, {passage('funds', 'f.id')} as passage_id from funds f where f.project_id = ?
order by f.amount_fen desc, f.source
"""
PLAN = f"""
select b.*, {passage('disbursements', 'b.id')} as passage_id from disbursements b
where b.project_id = ? order by b.month
"""
GOALS = f"""
select g.*, {passage('goals', 'g.id')} as passage_id from goals g where g.project_id = ? order by g.position, g.id
"""
INDICATORS = f"""
select i.*, c.project_count, c.department_count, {passage('indicators', 'i.id')} as passage_id
from indicators i join indicator_concepts c on c.id = i.concept_id
where i.project_id = ? order by i.position, i.id
"""
PROCUREMENTS = f"""
select b.*, {passage('procurements', 'b.id')} as passage_id from procurements b
where b.project_id = :id or b.id in
  (select source_id from links where relation = 'procured_for' and target_table = 'projects' and target_id = :id)
order by b.document_id, b.position, b.id
"""
RELATED = """
select p.id, p.name, p.fiscal_year, p.amount_wan, p.department_id, n.name as department
from projects p left join departments n on n.id = p.department_id
"""
COPIES = f"""
{RELATED} where p.indicator_set_id = ? and p.id <> ? order by n.name, p.fiscal_year, p.name, p.id limit 100
"""
NEAR_COPIES = f"""
select l.evidence, l.source_id = :set as outward, c.* from links l
join indicator_sets o on o.id = iif(l.source_id = :set, l.target_id, l.source_id)
join ({RELATED}) c on c.id in (select id from projects where indicator_set_id = o.id)
where l.relation = 'near_identical_set' and (l.source_id = :set or l.target_id = :set) and c.id <> :id
order by l.score desc, o.id, c.name, c.id limit 50
"""
COMMON = 1000
"""An indicator that more projects use says nothing of two of them."""
SHARING = f"""
select c.*, s.shared, s.same from (
  select o.project_id, count(distinct own.concept_id) as shared,
    count(distinct iif(o.signature = own.signature, own.concept_id, null)) as same
  from indicators own join indicator_concepts k on k.id = own.concept_id and k.project_count <= {COMMON}
  join indicators o on o.concept_id = own.concept_id and o.project_id <> own.project_id
  where own.project_id = :id group by 1 order by shared desc, same desc, 1 limit 30) s
join ({RELATED}) c on c.id = s.project_id order by s.shared desc, s.same desc, c.name, c.id
"""
SAME = f"""
select c.* from links l join ({RELATED}) c on c.id = iif(l.source_id = :id, l.target_id, l.source_id)
where l.relation = 'same_project' and ((l.source_table = 'projects' and l.source_id = :id)
  or (l.target_table = 'projects' and l.target_id = :id)) order by c.fiscal_year, c.id
"""
FINDINGS = """
select f.*, d.title, d.path, p.page, p.first_line, p.last_line from findings f
left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
where (f.subject_table = 'projects' and f.subject_id = :id) or (f.subject_table = 'indicators' and f.subject_id in
  (select id from indicators where project_id = :id)) order by f.severity, p.number, f.id limit 100
"""
OWN = {"funds": FUNDS, "plan": PLAN, "goals": GOALS, "indicators": INDICATORS}
"""What a project has of its own; where none is printed, one line says so."""
SERVES = ("funded_by", "served_by", "financed_under")
"""The relations that lead from a project to duties, goals and codes."""


async def content(asked: Asked) -> Content | None:
    """A project with all that belongs to it."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    key = {"id": identifier, "set": head["indicator_set_id"]}
    tied = await ties(shelf, "projects", identifier)
    own_set = head["indicator_set_id"] is not None
    found = {name: await shelf.rows(sql, [identifier]) for name, sql in OWN.items()}
    return {
        "project": head, **found,
        "absent": [name for name in ("purpose", *OWN) if not (found[name] if name in OWN else head[name])],
        "procurements": await shelf.rows(PROCUREMENTS, key),
        "copies": await shelf.rows(COPIES, [head["indicator_set_id"], identifier]) if own_set else [],
        "near_copies": [(row, *differences(row["evidence"]))
                        for row in (await shelf.rows(NEAR_COPIES, key) if own_set else [])],
        "sharing": await shelf.rows(SHARING, key), "common": COMMON,
        "same": await shelf.rows(SAME, key),
        "found": await shelf.rows(FINDINGS, key),
        "serves": [(relation, tied[relation]) for relation in SERVES if relation in tied],
        "sources": await sources(shelf, "projects", identifier),
    }


def differences(evidence: str | None) -> tuple[str, list[str]]:
    """What a link of two sets quotes: how many indicators are the same, and each one that differs.

    >>> differences("8 ＝；项目成本 ≤20万元 → ≤19.68万")
    ('8', ['项目成本 ≤20万元 → ≤19.68万'])
    """
    kept, sign, rest = (evidence or "").partition(" ＝")
    return (kept, [one for one in rest.split("；") if one]) if sign else ("", (evidence or "").split("；"))


PAGE = Page(r"/project/(?P<id>[^/]+)$", "kb/project.html", content, styles=("things.css",))
