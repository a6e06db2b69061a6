"""The list of all departments and units, and the page of a region with those of the regions below it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import groupby

from kb.explore.shelf import Shelf
from kb.explore.site import Asked, Content, Page

PAGE_ROWS = 200
"""Departments and units on one page of a list."""
MOST_WORDS = 5

BELOW = """
with recursive below(id) as (select id from regions where id = :region
  union select r.id from regions r join below b on r.parent_code = b.id)
"""
PATH = """
with recursive above(id, name, parent_code, height) as (
  select id, name, parent_code, 0 from regions where id = ?
  union all select r.id, r.name, r.parent_code, a.height + 1 from regions r join above a on r.id = a.parent_code
  where a.height < 9)
select id, name from above order by height desc
"""
HEAD = """
select r.*, s.name as successor from regions r left join regions s on s.id = r.successor_code where r.id = ?
"""
FORMER = "select id, name from regions where successor_code = ? order by id"
PARTS = f"""{BELOW}
select r.id, r.name, r.parent_code, count(d.id) as departments from regions r left join departments d
  on d.region_code = r.id and d.parent_id is null
where r.id in (select id from below) and r.id <> :region group by r.id order by r.id
"""
YEARS_OF_REGION = f"""{BELOW}
select o.fiscal_year as year, count(*) as documents, count(distinct o.department_id) as departments,
  sum((select count(*) from projects p where p.document_id = o.id)) as projects,
  sum((select count(*) from findings f where f.document_id = o.id)) as findings
from documents o where o.id in (
  select o.id from departments d join documents o on o.department_id = d.id
  where d.region_code in (select id from below)
  union select id from documents where department_id is null and region_code in (select id from below))
group by +o.fiscal_year order by 1 desc
"""
NAMELESS = f"""{BELOW}
select id, title, path, fiscal_year from documents where department_id is null
  and region_code in (select id from below) and (:year = 0 or fiscal_year = :year) order by path limit 200
"""
WHERE: Mapping[str, str] = {
    "region": "d.region_code in (select id from below)",
    "year": "d.id in (select department_id from documents where fiscal_year = :year union"
            " select n.department_id from department_names n join documents o on o.id = n.document_id"
            " where o.fiscal_year = :year)",
}
WORD = """instr(d.name || ' ' || coalesce(r.name, '') || ' ' || coalesce(
  (select group_concat(n.name, ' ') from department_names n where n.department_id = d.id), ''), :word{place})"""
CHOSEN = """
select d.id, d.name, d.kind, d.parent_id, d.region_code, r.name as region,
  a.name as region_above, u.name as parent from departments d left join regions r on r.id = d.region_code
left join regions a on a.id = r.parent_code left join departments u on u.id = d.parent_id where {condition}
"""
# The plus keeps SQLite from reading all documents of the year for each department.
LIST = """
select c.*, (select group_concat(year, ', ') from (
    select o.fiscal_year as year from documents o where o.department_id = c.id
    union select o.fiscal_year from department_names n join documents o on o.id = n.document_id
    where n.department_id = c.id order by 1 desc)) as years,
  (select count(*) from documents o where o.department_id = c.id and {of_year}) as documents,
  (select count(*) from projects p join documents o on o.id = p.document_id
   where (p.department_id = c.id or p.unit_id = c.id) and {of_year}) as projects,
  (select count(*) from findings f join documents o on o.id = f.document_id
   where o.department_id = c.id and {of_year}) as findings
from ({chosen} order by r.id is null, r.id, coalesce(u.name, d.name), coalesce(u.id, d.id), d.parent_id is not null,
  d.name, d.id limit {rows} offset :start) c
"""
REGIONS = """
select r.id, r.name, u.name as parent from regions r left join regions u on u.id = r.parent_code
where r.id in (select region_code from departments) order by r.id
"""
YEARS = "select distinct fiscal_year from documents where fiscal_year is not null order by 1 desc"


async def listing(shelf: Shelf, asked: Asked, region: str) -> Content:
    """A page of the departments of a region and those below it ('' for all), by year and by words of their names."""
    year, words = asked.number("year"), asked.word("q").split()[:MOST_WORDS]
    parameters = {"region": region, "year": year, "start": asked.number("start"),
                  **{f"word{place}": word for place, word in enumerate(words)}}
    conditions = [sql for name, sql in WHERE.items() if parameters[name]]
    conditions += [WORD.format(place=place) for place in range(len(words))]
    chosen = CHOSEN.format(condition=" and ".join(conditions) or "true")
    of_year = "+o.fiscal_year = :year" if year else "true"
    sql = LIST.format(chosen=chosen, rows=PAGE_ROWS, of_year=of_year)
    rows = await shelf.rows(BELOW + sql, parameters)
    return {
        "groups": [(own[0], own) for own in _by_region(rows)], "year": year, "words_of_name": asked.word("q"),
        "all": await shelf.value(f"{BELOW} select count(*) from ({chosen})", parameters),
        "start": parameters["start"], "page_rows": PAGE_ROWS,
    }


def _by_region(rows: list[sqlite3.Row]) -> list[list[sqlite3.Row]]:
    return [list(own) for _, own in groupby(rows, key=lambda row: row["region_code"])]


async def all_departments(asked: Asked) -> Content:
    """Every department and unit by region, with a form that chooses among them."""
    shelf = asked.shelf
    return {
        **await listing(shelf, asked, asked.word("region")), "chosen": asked.word("region"),
        "regions": await shelf.rows(REGIONS), "years": [row["fiscal_year"] for row in await shelf.rows(YEARS)],
    }


async def region(asked: Asked) -> Content | None:
    """A region: where it lies, its years, its departments and those of the regions below it."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    key = {"region": identifier, "year": asked.number("year")}
    by_year = await shelf.rows(YEARS_OF_REGION, key)
    return {
        **await listing(shelf, asked, identifier), "region": head,
        "path": (await shelf.rows(PATH, [identifier]))[:-1], "former": await shelf.rows(FORMER, [identifier]),
        "below": await shelf.rows(PARTS, key), "by_year": by_year,
        "years": [row["year"] for row in by_year if row["year"]], "nameless": await shelf.rows(NAMELESS, key),
    }


PAGES = (
    Page(r"/departments$", "kb/departments.html", all_departments, styles=("department.css",)),
    Page(r"/region/(?P<id>[^/]+)$", "kb/region.html", region, styles=("department.css",)),
)
