"""Where a fact stands and what it is tied to: passages by evidence, links with the names of their ends."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.decisions import LINKED
from kb.explore.shelf import Shelf
from kb.schema import TABLES

# What tells apart the figures that one line prints: a name alone would say the same of all of them.
AMOUNT = "printf('%s · %,.2f 万元', {name}, amount_wan)"
LABELS = {
    "budget_lines": f"iif(amount_wan is null, name, {AMOUNT.format(name='name')})",
    "funds": f"iif(amount_wan is null, source, {AMOUNT.format(name='source')})",
    "statements": f"iif(amount_wan is null, name, {AMOUNT.format(name='name')})",
    "disbursements": "printf('%s 月 · %s%%', month, round(percent, 2))",
    "classifications": "code || ' ' || name",
    "documents": "coalesce(title, path)",
    "indicators": "trim(name || ' ' || coalesce(target, ''))",
}
"""How a record is called where its label column does not do."""


def label(table: str, identifier: str) -> str:
    """The SQL of what people call the record whose table and id two SQL expressions give."""
    cases = " ".join(
        f"when '{one.name}' then (select {LABELS.get(one.name, one.label)} from \"{one.name}\" where id = {identifier})"
        for one in TABLES if not one.triple
    )
    return f"case {table} {cases} end"


def passage(table: str, identifier: str) -> str:
    """The SQL of the first passage that states a record; `table` is a name, `identifier` an SQL expression."""
    return (
        "(select e.passage_id from evidence e join passages q on q.id = e.passage_id"
        f" where e.record_table = '{table}' and e.record_id = {identifier} order by q.number limit 1)"
    )


SOURCES = """
select p.id, p.number, p.page, p.first_line, p.last_line, p.text, p.document_id, coalesce(d.title, d.path) as document
from evidence e join passages p on p.id = e.passage_id join documents d on d.id = p.document_id
where e.record_table = ? and e.record_id = ? order by d.path, p.number limit 50
"""
TIES = f"""
select l.*, {label('l.far_table', 'l.far_id')} as label from (
  select id, relation, method, score, evidence, scope, 1 as outward, target_table as far_table, target_id as far_id
  from links where source_table = :table and source_id = :id
  union all
  select id, relation, method, score, evidence, scope, 0, source_table, source_id
  from links where target_table = :table and target_id = :id) l
order by l.relation, l.score desc, label, l.far_id limit 500
"""


FINDINGS = """
select f.*, d.title, d.path, p.page, p.first_line, p.last_line from findings f
left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
where f.subject_table = ? and f.subject_id = ? order by f.severity, p.number, f.id limit 100
"""
"""What checks found about one record."""


def decidable(link: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines for `decisions.csv` that confirm or refuse a link; none for relations that people do not decide.

    >>> decidable({"relation": "funded_by", "source_id": "r1", "target_id": "p1"})[0]
    ('confirmed', 'funded_by,r1,p1,confirmed,…')
    """
    if link["relation"] not in LINKED:
        return []
    return [(verdict, _line(link["relation"], link["source_id"], link["target_id"], verdict, "…"))
            for verdict in ("confirmed", "refused")]


def _line(*cells: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


async def sources(shelf: Shelf, table: str, identifier: str) -> list[sqlite3.Row]:
    """The passages that state a record."""
    return await shelf.rows(SOURCES, [table, identifier])


async def ties(shelf: Shelf, table: str, identifier: str) -> dict[str, list[sqlite3.Row]]:
    """All links of a record by relation, each with the other end: `far_table`, `far_id` and its label."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in await shelf.rows(TIES, {"table": table, "id": identifier}):
        found.setdefault(row["relation"], []).append(row)
    return found
