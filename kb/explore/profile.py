"""What is known of one department in one year: its money, and all that its documents say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.explore.budget import Budget, budget_of
from kb.explore.flow import Ribbon, flow
from kb.explore.shelf import Shelf

HEAD = """
select d.*, r.id as region_id, r.name as region, u.name as parent from departments d
left join regions r on r.id = d.region_code left join departments u on u.id = d.parent_id where d.id = ?
"""
YEARS = """
select distinct o.fiscal_year from documents o where o.fiscal_year is not null and (o.department_id = :id
  or o.id in (select document_id from department_names where department_id = :id)) order by 1 desc
"""
KINDS = """
select distinct kind is 'final_accounts' as accounts from documents where department_id = :id and fiscal_year is :year
"""
PROJECTS = """
select p.*, (select count(*) from indicators i where i.project_id = p.id) as indicators, l.method,
  c.code as function_code, c.id as code_id, c.name as code_name, u.name as unit,
  p.id in (select l.source_id from links l join projects o on o.id = l.target_id
    where l.source_table = 'projects' and l.source_id = p.id and l.relation = 'same_project'
      and o.fiscal_year is p.fiscal_year) as repeated
from projects p join documents d on d.id = p.document_id left join departments u on u.id = p.unit_id
left join links l on l.source_table = 'projects' and l.source_id = p.id and l.relation = 'financed_under'
left join classifications c on c.id = l.target_id
where p.id in (select id from projects where department_id = :id union select id from projects where unit_id = :id)
  and d.fiscal_year is :year
group by p.id order by p.amount_fen desc, p.position, p.id
"""
FUNDS = """
select f.project_id, f.source, coalesce(f.amount_fen, round(f.amount_wan * 1000000)) as amount_fen from funds f
where f.project_id in (select value from json_each(?)) order by f.project_id, f.rowid
"""
DUTIES = """
select s.*, n.name as nearest, d.path from responsibilities s join documents d on d.id = s.document_id
left join projects n on n.id = s.nearest_project_id
where s.department_id = :id and d.fiscal_year is :year order by s.document_id, s.rowid
"""
PAYING = """
select l.source_id as duty, p.id, p.name, p.amount_wan, l.method, l.evidence from links l
join projects p on p.id = l.target_id where l.source_table = 'responsibilities' and l.relation = 'funded_by'
  and l.source_id in (select value from json_each(?)) order by l.score desc, p.name, p.id
"""
GOALS = """
select g.* from goals g join documents d on d.id = g.document_id
where g.department_id = :id and d.fiscal_year is :year and g.scope <> 'project' order by g.position, g.id
"""
INDICATORS = """
select count(*) as printed, count(distinct i.concept_id) as definitions, sum(i.measure <> 'missing') as with_target,
  sum(i.measure in ('quantity', 'deadline', 'compound')) as measurable,
  count(distinct iif(c.project_count > 1, c.id, null)) as shared_projects,
  count(distinct iif(c.department_count > 1, c.id, null)) as shared_departments
from indicators i join documents d on d.id = i.document_id left join indicator_concepts c on c.id = i.concept_id
where i.id in (select id from indicators where department_id = :id union
  select o.id from projects p cross join indicators o on o.project_id = p.id where p.unit_id = :id)
  and d.fiscal_year is :year
"""
SHARED = """
select c.id, c.name, c.level2, c.project_count, c.department_count, count(*) as here
from indicators i join documents d on d.id = i.document_id join indicator_concepts c on c.id = i.concept_id
where i.department_id = :id and d.fiscal_year is :year and c.project_count > 1
group by c.id order by c.department_count desc, c.project_count desc, c.name limit 10
"""
FINDINGS = """
select f.*, d.title, d.path, p.page, p.first_line, p.last_line from findings f
join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
where d.department_id = :id and d.fiscal_year is :year
order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.rule, d.path, p.number, f.id limit 500
"""
DOCUMENTS = """
select d.*, d.department_id is :id as own from documents d where d.fiscal_year is :year and (d.department_id = :id
  or d.id in (select document_id from department_names where department_id = :id)) order by own desc, d.path
"""
# Plus and `cross` keep SQLite at the rows of the department, whatever the statistics of its indexes say.
TOTAL = """(select b.amount_wan from budget_lines b join documents o on o.id = b.document_id
   where b.department_id = u.id and +o.fiscal_year is :year and (o.kind is 'final_accounts') = :accounts
   and b.form = '{form}' and b.item = 'total' and b.code is null order by b.position limit 1)"""
UNITS = f"""
select u.id, u.name, u.nature, u.funding_mode,
  {TOTAL.format(form='income')} as income, {TOTAL.format(form='expenditure')} as expenditure,
  (select count(*) from projects p join documents o on o.id = p.document_id where p.unit_id = u.id
   and +o.fiscal_year is :year) as projects
from departments u where u.parent_id = :id order by income is null, income desc, u.name, u.id limit 300
"""
CODES = """
select id, code, name from classifications where scheme = 'functional' and code in (select value from json_each(?))
"""
QUERIES: Mapping[str, str] = {
    "projects": PROJECTS, "duties": DUTIES, "goals": GOALS, "shared": SHARED, "findings": FINDINGS,
    "documents": DOCUMENTS, "units": UNITS,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One department in one year; `accounts` tells its final accounts from its budget."""

    department: sqlite3.Row
    years: Sequence[int]
    year: int | None
    accounts: bool
    kinds: Sequence[bool]
    budget: Budget
    codes: Mapping[str, str]
    parts: Mapping[str, Sequence[sqlite3.Row]]
    indicators: sqlite3.Row
    paying: Mapping[str, Sequence[sqlite3.Row]]
    ribbons: Sequence[Ribbon]

    @property
    def severities(self) -> Mapping[str, Sequence[sqlite3.Row]]:
        """Findings by severity, the gravest first."""
        found: dict[str, list[sqlite3.Row]] = {}
        for finding in self.parts["findings"]:
            found.setdefault(finding["severity"], []).append(finding)
        return found

    @property
    def specific(self) -> Sequence[sqlite3.Row]:
        """The duties that projects are searched for."""
        return [duty for duty in self.parts["duties"] if duty["kind"] == "specific"]

    @property
    def funded(self) -> int:
        """How many of these have a project."""
        return sum(duty["funding"] != "none" for duty in self.specific)

    @property
    def project_fen(self) -> int:
        """The money of all projects; what two documents of the year print counts once."""
        return sum(row["amount_fen"] or 0 for row in self.parts["projects"] if not row["repeated"])


async def profile(shelf: Shelf, identifier: str, year: int, accounts: bool | None = None) -> Profile | None:
    """A department in the year asked for, else in the latest one; its budget, else its final accounts."""
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    years = [int(row["fiscal_year"]) for row in await shelf.rows(YEARS, {"id": identifier})]
    shown = year if year in years else (years[0] if years else None)
    key = {"id": identifier, "year": shown}
    kinds = sorted({bool(row["accounts"]) for row in await shelf.rows(KINDS, key)})
    chosen = accounts if accounts in kinds else (kinds[0] if kinds else False)
    parts = {name: await shelf.rows(sql, {**key, "accounts": bool(chosen)}) for name, sql in QUERIES.items()}
    budget, codes = await _named(shelf, await budget_of(shelf, identifier, shown, bool(chosen)))
    once = [row for row in parts["projects"] if not row["repeated"]]
    funds = await shelf.rows(FUNDS, [json.dumps([row["id"] for row in once])])
    paying: dict[str, list[sqlite3.Row]] = {}
    for row in await shelf.rows(PAYING, [json.dumps([duty["id"] for duty in parts["duties"]])]):
        paying.setdefault(row["duty"], []).append(row)
    counts = await shelf.row(INDICATORS, key)
    assert counts is not None
    return Profile(head, years, shown, bool(chosen), kinds, budget, codes, parts, counts, paying,
                   flow(budget, once, funds))


async def _named(shelf: Shelf, budget: Budget) -> tuple[Budget, Mapping[str, str]]:
    """The budget with the names of codes that it does not print, and the ids of all codes that have a page."""
    codes = sorted({function.code[:digits] for function in budget.functions for digits in (3, 5, 7)})
    rows = await shelf.rows(CODES, [json.dumps(codes)])
    names = {**{row["code"]: row["name"] for row in rows}, **budget.names}
    return replace(budget, names=names), {row["code"]: row["id"] for row in rows}
