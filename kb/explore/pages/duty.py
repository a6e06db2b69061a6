"""One duty of a department: whether money was found for it, with which evidence, and what was searched."""

from __future__ import annotations

from kb.explore.grounds import passage, sources, ties
from kb.explore.site import Asked, Content, Page

HEAD = """
select s.*, n.name as department, r.name as region, coalesce(d.title, d.path) as document, d.fiscal_year,
  near.name as nearest
from responsibilities s left join departments n on n.id = s.department_id left join documents d on d.id = s.document_id
left join regions r on r.code = coalesce(n.region_code, d.region_code)
left join projects near on near.id = s.nearest_project_id
where s.id = ?
"""
SERVING = """
select g.source_id as goal_id, p.id, p.name, p.amount_wan, p.fiscal_year, g.method, g.evidence
from links l join links g on g.source_table = 'goals' and g.source_id = l.target_id and g.relation = 'served_by'
join projects p on p.id = g.target_id
where l.source_table = 'responsibilities' and l.source_id = ? and l.relation = 'pursued_by'
order by p.name, p.id limit 100
"""
FUNDING = f"""
select p.id, p.name, p.amount_wan, p.fiscal_year, l.id as link_id, l.method, l.evidence,
  {passage('projects', 'p.id')} as passage_id
from links l join projects p on p.id = l.target_id
where l.source_table = 'responsibilities' and l.source_id = ? and l.relation = 'funded_by'
order by l.score desc, p.name, p.id limit 200
"""
POLICIES = """
select c.title, c.number, p.id from citations c join policies p on p.id = c.policy_id where c.responsibility_id = ?
order by c.title, p.id
"""
FINDINGS = """
select f.*, d.title, d.path, p.page, p.first_line, p.last_line from findings f
left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
where f.subject_table = 'responsibilities' and f.subject_id = ? order by f.severity, f.id
"""
SEARCHED = """
select id, coalesce(title, path) as title from documents
where instr(char(10) || :paths || char(10), char(10) || path || char(10)) order by path
"""
COUNTERPARTS = """
select count(*) as duties, sum(funding <> 'none') as funded from responsibilities
where department_id = ? and document_id = ? and kind = 'specific'
"""


async def content(asked: Asked) -> Content | None:
    """A duty with its projects, its goals and the words that tie them."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    serving: dict[str, list[object]] = {}
    for row in await shelf.rows(SERVING, [identifier]):
        serving.setdefault(row["goal_id"], []).append(row)
    return {
        "duty": head, "funding": await shelf.rows(FUNDING, [identifier]), "serving": serving,
        "goals": (await ties(shelf, "responsibilities", identifier)).get("pursued_by", []),
        "policies": await shelf.rows(POLICIES, [identifier]), "found": await shelf.rows(FINDINGS, [identifier]),
        "searched": await shelf.rows(SEARCHED, {"paths": head["searched_documents"] or ""}),
        "all": await shelf.row(COUNTERPARTS, [head["department_id"], head["document_id"]]),
        "sources": await sources(shelf, "responsibilities", identifier),
    }


PAGE = Page(r"/duty/(?P<id>[^/]+)$", "kb/duty.html", content, styles=("things.css",))
