"""What a knowledge base holds and what it cannot tell, in figures: gathered once, because it does not change."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.explore.shelf import Shelf

COUNTS = """
select (select count(*) from documents) as documents,
  (select count(*) from departments where kind = 'department') as departments,
  (select count(*) from departments where kind <> 'department') as units,
  (select count(*) from projects) as projects, (select count(*) from indicators) as indicators,
  (select count(*) from indicator_concepts) as definitions, (select count(*) from responsibilities) as duties,
  (select count(*) from budget_lines) as figures, (select count(*) from links) as links
"""
READ = """
select sum(passages) as passages, sum(unread) as unread, sum(figures) as figures, sum(figures_unread) as lost,
  min(fiscal_year) as first, max(fiscal_year) as last, count(*) - count(fiscal_year) as yearless,
  count(*) - count(department_id) as bodiless, count(*) - count(region_code) as placeless
from documents
"""
YEARS = """
select d.fiscal_year as year, count(*) as documents from documents d group by 1 order by 1 is null, 1 desc
"""
MONEY = """
select p.fiscal_year as year, count(*) as projects, count(p.amount_fen) as printed,
  sum(p.amount_fen) / 1000000.0 as wan
from projects p where not exists (
  select 1 from links l join projects t on t.id = l.target_id where l.source_table = 'projects'
  and l.source_id = p.id and l.relation = 'same_project' and t.fiscal_year = p.fiscal_year)
group by 1
"""
REGIONS = """
select r.id, r.code, r.name, count(*) as documents,
  p.id as province_id, p.name as province
from documents d join regions r on r.id = d.region_code
left join regions p on p.code = substr(r.code, 1, 2) || '0000'
group by r.id order by r.code
"""
SEVERITIES = "select severity, count(*) as findings from findings group by 1"
READING = """
select c.id, c.title, c.title_zh, count(*) as findings from findings f join checks c on c.id = f.rule
where c.topic = 'reading' group by c.id order by findings desc, c.id
"""
UNREAD = "select id, title, path, unread from documents where unread > 0 order by unread desc, path limit 5"
REFUSED = "select path, error, advice from load_errors order by path limit 5"
GAPS = """
select (select count(*) from load_errors) as refused,
  (select count(*) from documents where unread > 0) as partly,
  (select count(*) from documents where figures_unread > 0) as lossy,
  (select count(*) from projects where amount_fen is null) as priceless,
  (select count(*) from projects where fiscal_year is null) as timeless,
  (select count(*) from responsibilities where kind = 'specific' and funding = 'none'
    and coalesce(searched_projects, 0) = 0) as unsearched,
  (select count(*) from indicators where measure = 'missing') as aimless
"""
ORDER = ("error", "warning", "info")
NAMED = 12
"""Regions of one province that are named; the rest is a number."""


@dataclass(frozen=True, slots=True)
class Province:
    """The regions of one province that have documents; `rest` tells how many more there are than are named."""

    id: str | None
    name: str | None
    documents: int
    regions: Sequence[sqlite3.Row]
    rest: int


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year, None for what names none.

    A project that several documents of the year print is one of the `projects`; `wan` is the sum of the amounts, in
    万元, that `printed` of them have.
    """

    year: int | None
    documents: int
    projects: int
    printed: int
    wan: float | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that the home page says of a knowledge base as a whole. `passages` and `figures_read` are shares."""

    counts: sqlite3.Row
    read: sqlite3.Row
    passages: float | None
    figures_read: float | None
    provinces: Sequence[Province]
    years: Sequence[Year]
    severities: Sequence[tuple[str, int]]
    gaps: sqlite3.Row
    reading: Sequence[sqlite3.Row]
    unread: Sequence[sqlite3.Row]
    refused: Sequence[sqlite3.Row]

    @property
    def regions(self) -> int:
        """How many regions have documents."""
        return sum(len(province.regions) + province.rest for province in self.provinces)

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return sum(number for _, number in self.severities)


async def holdings(shelf: Shelf) -> Holdings:
    """Count what there is."""
    counts, read, gaps = [(await shelf.rows(sql))[0] for sql in (COUNTS, READ, GAPS)]
    found = {row["severity"]: row["findings"] for row in await shelf.rows(SEVERITIES)}
    return Holdings(
        counts, read, _share(read["unread"], read["passages"]), _share(read["lost"], read["figures"]),
        provinces(await shelf.rows(REGIONS)), _years(await shelf.rows(YEARS), await shelf.rows(MONEY)),
        [(severity, found[severity]) for severity in ORDER if severity in found], gaps,
        await shelf.rows(READING), await shelf.rows(UNREAD), await shelf.rows(REFUSED),
    )


def _share(missing: int | None, whole: int | None) -> float | None:
    """Rounded down to a tenth of a percent, so that only the whole is 100 %."""
    return None if not whole or missing is None else (whole - missing) * 1000 // whole / 1000


def provinces(rows: Sequence[sqlite3.Row]) -> list[Province]:
    """Regions, which come in the order of their codes, province by province."""
    found = []
    for _, group in groupby(rows, key=lambda row: str(row["code"])[:2]):
        own = list(group)
        total = sum(row["documents"] for row in own)
        found.append(Province(own[0]["province_id"], own[0]["province"], total, own[:NAMED], len(own[NAMED:])))
    return found


def _years(documents: Sequence[sqlite3.Row], money: Sequence[sqlite3.Row]) -> list[Year]:
    counted = {row["year"]: row["documents"] for row in documents}
    paid = {row["year"]: row for row in money}
    known = sorted(counted.keys() | paid.keys(), key=lambda year: (year is None, -(year or 0)))
    return [
        Year(year, counted.get(year, 0), *((own["projects"], own["printed"], own["wan"]) if own else (0, 0, None)))
        for year in known for own in [paid.get(year)]
    ]
