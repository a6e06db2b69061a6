"""The profile of a department by year, beside another one when asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.checks.figures.names import name_of
from kb.checks.page import told
from kb.explore.charts import Bar, bars
from kb.explore.shelf import Shelf
from kb.explore.site import Asked, Content, Page

YEARS = "select distinct fiscal_year from documents where department_id = ? and fiscal_year is not null order by 1 desc"
MONEY = """
select b.form, b.item, b.code, b.name, b.amount_wan from budget_lines b join documents d on d.id = b.document_id
where b.department_id = :id and d.fiscal_year = :year and b.unit is null and b.amount_wan <> 0
  and ((b.form = 'income' and b.code is null) or (b.form in ('expenditure', 'fiscal_expenditure')
  and b.item = 'total' and (b.code is null or length(b.code) = 3)))
order by b.form, b.amount_wan desc, b.id
"""
PARTS: Mapping[str, str] = {
    "duties": "select r.* from responsibilities r join documents d on d.id = r.document_id"
              " where r.department_id = :id and d.fiscal_year = :year order by r.document_id, r.rowid",
    "goals": "select g.*, d.path from goals g join documents d on d.id = g.document_id"
             " where g.department_id = :id and d.fiscal_year = :year and g.scope <> 'project' order by g.position",
    "projects": "select p.*, (select count(*) from indicators i where i.project_id = p.id) as indicators"
                " from projects p join documents d on d.id = p.document_id"
                " where p.department_id = :id and d.fiscal_year = :year order by p.amount_wan desc, p.position",
    "findings": "select f.*, d.title, d.path, p.page, p.first_line, p.last_line from findings f"
                " join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id"
                " where d.department_id = :id and d.fiscal_year = :year and f.severity <> 'info'"
                " order by f.severity, f.rule, p.number limit 100",
    "documents": "select * from documents where department_id = :id and (fiscal_year = :year or :year is null)"
                 " order by path",
}
HEAD = """
select d.*, r.id as region_id, r.name as region, u.name as parent from departments d
left join regions r on r.id = d.region_code left join departments u on u.id = d.parent_id where d.id = ?
"""
UNITS = "select id, name, nature, funding_mode from departments where parent_id = ? order by name"
NAMES = "select name, rule, group_concat(distinct document_id) as documents from department_names" \
    " where department_id = ? group by name, rule order by name"
SOURCES = ("fiscal", "general_public", "government_fund", "state_capital", "special_account", "institution",
           "business_income", "superior_subsidy", "subordinate_remittance", "other", "carry_over", "own_funds")


@dataclass(frozen=True, slots=True)
class Profile:
    """One department in one year: its row, what its documents say, its money as bars."""

    department: sqlite3.Row
    years: list[int]
    year: int | None
    parts: dict[str, list[sqlite3.Row]]
    sources: list[Bar]
    functions: list[Bar]
    income: float | None
    expenditure: float | None


async def department(asked: Asked) -> Content | None:
    """The profile of a department; `with` names another one to stand beside it, `year` and `with_year` the years."""
    found = await profile(asked.shelf, asked.names["id"], asked.number("year"), asked.speech.language)
    if found is None:
        return None
    other = None
    if asked.word("with"):
        other = await profile(asked.shelf, asked.word("with"), asked.number("with_year"), asked.speech.language)
    return {
        "own": found, "other": other, "profiles": [one for one in (found, other) if one],
        "units": await asked.shelf.rows(UNITS, [asked.names["id"]]),
        "printed_names": await asked.shelf.rows(NAMES, [asked.names["id"]]),
        "others": await asked.shelf.rows("select distinct d.id, d.name from departments d join documents o"
                                         " on o.department_id = d.id order by d.name limit 500"),
    }


async def profile(shelf: Shelf, identifier: str, year: int, language: str) -> Profile | None:
    """A department in the year asked for, else in the latest one that has documents."""
    row = await shelf.row(HEAD, [identifier])
    if row is None:
        return None
    years = [int(one["fiscal_year"]) for one in await shelf.rows(YEARS, [identifier])]
    chosen = year if year in years else (years[0] if years else None)
    asked = {"id": identifier, "year": chosen}
    money = await shelf.rows(MONEY, asked)
    return Profile(
        row, years, chosen, {name: await shelf.rows(sql, asked) for name, sql in PARTS.items()},
        bars(_sources(money, language)), bars(_functions(money)),
        _total(money, ("income",)), _total(money, ("expenditure", "fiscal_expenditure")),
    )


def _sources(money: Sequence[sqlite3.Row], language: str) -> list[tuple[str, float, str | None]]:
    """Income by source: the columns of the total row; parts of another column are left out."""
    known = {row["item"]: row["amount_wan"] for row in reversed(money) if row["form"] == "income"}
    if "fiscal" in known:
        known = {item: wan for item, wan in known.items() if item not in SOURCES[1:4]}
    return [(told(name_of(item), language), known[item], None) for item in SOURCES if item in known]


def _functions(money: Sequence[sqlite3.Row]) -> list[tuple[str, float, str | None]]:
    """Expenditure by class of function, from the widest table that prints classes."""
    for form in ("expenditure", "fiscal_expenditure"):
        rows = [row for row in money if row["form"] == form and row["code"]]
        if rows:
            return [(row["name"], row["amount_wan"], f"functional-{row['code']}") for row in rows]
    return []


def _total(money: Sequence[sqlite3.Row], forms: Sequence[str]) -> float | None:
    found = [row["amount_wan"] for form in forms for row in money
             if row["form"] == form and row["item"] == "total" and row["code"] is None]
    return found[0] if found else None


PAGE = Page(r"/department/(?P<id>[^/]+)$", "kb/department.html", department, styles=("department.css",))
