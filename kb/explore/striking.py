"""Answers that are worth a look: the greatest of their kind, each found by a rule, none judged.

What is greatest depends on what was read; so each leads to the page where it can be checked.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.explore.addresses import page_of
from kb.explore.shelf import Shelf

SHARED = """
select concept_id as id, name, target, project_count as projects, department_count as departments
from indicator_signatures where project_count > 1 and concept_id is not null
order by project_count desc, indicator_count desc, id limit 1
"""
COPIED = """
select p.id, p.name, s.size, s.project_count as projects from indicator_sets s join projects p
on p.indicator_set_id = s.id where s.project_count > 1 and s.size > 2
order by s.project_count desc, s.size desc, s.id, p.id limit 1
"""
TARGETS = """
select s.concept_id as id, c.name, count(*) as targets, c.project_count as projects
from indicator_signatures s join indicator_concepts c on c.id = s.concept_id
group by s.concept_id having count(*) > 2 order by targets desc, c.project_count desc, s.concept_id limit 1
"""
DUTIES = """
select d.id, d.name, o.fiscal_year as year, count(*) as duties, sum(r.funding = 'none') as alone,
  max(r.searched_projects) as projects
from responsibilities r join documents o on o.id = r.document_id join departments d on d.id = r.department_id
where r.kind = 'specific' and r.searched_projects > 0 group by r.document_id, r.department_id
having alone > 0 order by alone desc, duties, o.path limit 1
"""
PROJECT = """
select p.id, p.name, p.fiscal_year as year, p.amount_wan as wan, d.name as department
from projects p left join departments d on d.id = p.department_id
where p.fiscal_year = (select max(fiscal_year) from projects where amount_fen is not null)
and p.amount_fen is not null order by p.amount_fen desc, p.id limit 1
"""
POLICY = """
select id, title as name, citation_count as citations, department_count as departments from policies
where department_count > 1 order by department_count desc, citation_count desc, id limit 1
"""
SUMS = """
select f.id, f.expected, f.actual, f.message, f.message_zh, f.severity, d.title, d.path
from findings f join documents d on d.id = f.document_id
where f.rule >= 'sum.' and f.rule < 'sum/' and f.severity = 'error' order by d.path, f.id
"""
KINDS: Sequence[tuple[str, str, str]] = (
    ("shared", "indicator_concepts", SHARED), ("copied", "projects", COPIED),
    ("targets", "indicator_concepts", TARGETS), ("duties", "departments", DUTIES),
    ("project", "projects", PROJECT), ("policy", "policies", POLICY),
)
YUAN = re.compile(r"(?:.* = )?(-?\d+(?:\.\d+)?) 万元")


@dataclass(frozen=True, slots=True)
class Striking:
    """One answer: its kind (a text of the home page), its row, the path of its page, figures for its text."""

    kind: str
    row: sqlite3.Row
    path: str
    figures: Mapping[str, Any] = field(default_factory=dict)


async def striking(shelf: Shelf) -> list[Striking]:
    """The greatest of each kind; kinds of which there is none are left out."""
    found = []
    for kind, table, sql in KINDS:
        if (row := await shelf.row(sql)) is not None:
            year = f"?year={row['year']}" if kind == "duties" and row["year"] else ""
            found.append(Striking(kind, row, page_of(table, row["id"]) + year, dict(row)))
    if (widest := widest_sum(await shelf.rows(SUMS))) is not None:
        found.insert(min(3, len(found)), widest)
    return found


def widest_sum(rows: Sequence[sqlite3.Row]) -> Striking | None:
    """The finding of a sum whose printed figure is farthest from the sum of its parts; both in 万元."""
    known = [(abs(parts - printed), row) for row in rows
             if (parts := wan(row["expected"])) is not None and (printed := wan(row["actual"])) is not None]
    if not known:
        return None
    difference, row = max(known, key=lambda one: one[0])
    return Striking("sum", row, page_of("findings", row["id"]), {"difference": difference})


def wan(text: str | None) -> float | None:
    """The amount that a finding tells, last where it tells how it was added up.

    >>> wan("1.50 + 2.00 = 3.50 万元"), wan("4.00 万元"), wan("2.00 万元 / 3.00 万元"), wan(None)
    (3.5, 4.0, None, None)
    """
    found = YUAN.fullmatch(text or "")
    return float(found[1]) if found else None
