"""One classification code: its names over the years, its place in the scheme, what departments print for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from kb.checks.figures.names import name_of
from kb.explore.grounds import passage, ties
from kb.explore.site import Asked, Content, Page

HEAD = "select * from classifications where id = ?"
ABOVE = """
with recursive above(id, depth) as (
  select parent_id, 1 from classifications where id = ?
  union all select c.parent_id, depth + 1 from classifications c join above a on a.id = c.id where depth < 9)
select c.* from above a join classifications c on c.id = a.id order by depth desc
"""
BELOW = """
select c.*, (select count(distinct document_id) from budget_lines where classification_id = c.id) as documents
from classifications c where c.parent_id = ? order by c.code limit 300
"""
NAMES = """
select * from classification_names where classification_id = ? order by first_year, last_year, name
"""
LINES = f"""
select b.*, n.name as department, r.name as region, d.fiscal_year, coalesce(d.title, d.path) as document,
  d.kind as document_kind,
  {passage('budget_lines', 'b.id')} as passage_id
from budget_lines b join documents d on d.id = b.document_id left join departments n on n.id = b.department_id
left join regions r on r.code = coalesce(n.region_code, d.region_code)
where b.classification_id = ? and b.amount_wan is not null
order by n.name, d.fiscal_year desc, d.path, b.form, b.side, b.unit, b.position, b.id limit 2000
"""
MAIN = ("total", "basic", "project")
"""Columns that have one of their own on the page."""


async def content(asked: Asked) -> Content | None:
    """A code with its names, neighbours and amounts."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    lines = await shelf.rows(LINES, [identifier])
    return {
        "code": head, "above": await shelf.rows(ABOVE, [identifier]), "below": await shelf.rows(BELOW, [identifier]),
        "names": await shelf.rows(NAMES, [identifier]), "name_of": name_of,
        "documents": [list(own) for _, own in groupby(printed(lines), key=lambda row: row.first["document_id"])],
        "items": [item for item in MAIN if any(line["item"] == item for line in lines)],
        "projects": (await ties(shelf, "classifications", identifier)).get("financed_under", []),
    }


@dataclass(slots=True)
class Printed:
    """One row of a printed table: its first figure, the amounts of the main columns, the figures of the others."""

    first: sqlite3.Row
    amounts: dict[str, float] = field(default_factory=dict)
    others: list[sqlite3.Row] = field(default_factory=list)


def printed(lines: Iterable[sqlite3.Row]) -> list[Printed]:
    """The figures of a code row by row; a table that prints the code again begins another row."""
    found: list[Printed] = []
    for _, own in groupby(lines, key=lambda line: (line["document_id"], line["form"], line["side"], line["unit"])):
        seen: set[str] = set()
        for line in own:
            if not seen or line["item"] in seen:
                found.append(Printed(line))
                seen = set()
            seen.add(line["item"])
            if line["item"] in MAIN:
                found[-1].amounts[line["item"]] = line["amount_wan"]
            else:
                found[-1].others.append(line)
    return found


PAGE = Page(r"/code/(?P<id>[^/]+)$", "kb/code.html", content, styles=("things.css",))
