"""Departments that were renamed, merged or split, from the names of different years and from what people decided.

* `division_renamed`: the name changed with that of its division (徐水县水利局, 徐水区水利局): seen in two years.
* `renamed`: people counted two names to one body (`same` in decisions.csv), and documents print one after the other.
* `merged`, `split`, `succeeded`: people said that one body followed another (`successor`): several into one, one into
  several, or one by one.
* Where several projects keep their codes while another department of the division prints them, that department may
  have followed: a link `maybe_succeeded_by`, for people to decide.

Names of one year side by side are two ways to write, and no change.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.bodies import BodyName
from kb.database import Row, insert
from kb.ids import digest
from kb.links import Link
from loaders.values.divisions import find, former_names
from loaders.values.wording import fold

MANY = 2
"""Project codes that two departments must share; one alone may be a misprint."""

NAMES = """
select n.department_id, d.region_code, n.name, n.rule, n.reason, o.fiscal_year, o.id as document_id, o.path
from department_names n join departments d on d.id = n.department_id join documents o on o.id = n.document_id
where o.fiscal_year is not null order by n.department_id, o.fiscal_year, o.path, n.name
"""
SUCCESSORS = """
select l.source_id, l.target_id, l.evidence, a.name as before_name, b.name as after_name
from links l join departments a on a.id = l.source_id join departments b on b.id = l.target_id
where l.relation = 'succeeded_by' order by l.source_id, l.target_id
"""
YEARS = """
select department_id, min(fiscal_year) as first_year, max(fiscal_year) as last_year from documents
where department_id is not null group by department_id
"""
HANDED_ON = """
select a.department_id as before_id, b.department_id as after_id, x.name as before_name, y.name as after_name,
  count(*) as codes, min(a.name) as example
from links l join projects b on b.id = l.source_id join projects a on a.id = l.target_id
join departments x on x.id = a.department_id join departments y on y.id = b.department_id
where l.relation = 'same_project' and l.method = 'project_code' and a.department_id <> b.department_id
  and coalesce(x.parent_id, '') <> y.id and coalesce(y.parent_id, '') <> x.id
group by 1, 2 order by 1, 2
"""


@dataclass(slots=True)
class Style:
    """One way to name a body, with the years in which documents print it; `words` and division tell styles apart."""

    name: str
    former: bool
    words: str
    reason: str | None
    first: sqlite3.Row
    last: sqlite3.Row


def record_changes(connection: sqlite3.Connection) -> None:
    """Fill `department_changes`."""
    rows = [*_renamings(connection.execute(NAMES)), *_successions(connection)]
    insert(connection, "department_changes", sorted(rows, key=lambda row: str(row["id"])))


def link_successions(connection: sqlite3.Connection) -> Iterator[Link]:
    """Departments whose projects go on, code by code, in another department."""
    for row in connection.execute(HANDED_ON):
        if row["codes"] >= MANY:
            yield Link(
                source_table="departments", source_id=row["before_id"], relation="maybe_succeeded_by",
                target_table="departments", target_id=row["after_id"], method="project_codes",
                score=row["codes"] / (row["codes"] + 1),
                evidence=f"{row['before_name']} → {row['after_name']}: {row['codes']} ({row['example']}…)",
            )


def _renamings(rows: Iterable[sqlite3.Row]) -> Iterator[Row]:
    bodies: dict[str, dict[tuple[str, bool], Style]] = defaultdict(dict)
    for row in rows:
        words, former = BodyName(row["region_code"], row["name"]).key.words, _is_former(row)
        reason = row["reason"] if row["rule"] == "decision" else None
        style = bodies[row["department_id"]].setdefault(
            (words, former), Style(row["name"], former, words, reason, row, row)
        )
        style.last, style.reason = row, style.reason or reason
    for body, styles in bodies.items():
        in_order = sorted(styles.values(), key=lambda style: (style.first["fiscal_year"], style.last["fiscal_year"]))
        for before, after in pairwise(in_order):
            if before.last["fiscal_year"] < after.first["fiscal_year"]:
                yield from _renaming(body, before, after)


def _is_former(row: sqlite3.Row) -> bool:
    """Whether a name begins with a name that its division no longer has."""
    own = [fold(name) for name in former_names(row["region_code"])] if row["region_code"] else []
    named = {fold(division.name) for division in find(row["name"])}
    return any(name in named or fold(row["name"]).startswith(name) for name in own)


def _renaming(body: str, before: Style, after: Style) -> Iterator[Row]:
    years = f"{before.name} until {before.last['fiscal_year']}, {after.name} from {after.first['fiscal_year']}"
    if before.words != after.words:
        reason = before.reason or after.reason
        if reason is None:
            return
        kind, method, ground = "renamed", "decision", f"{years}: {reason}"
    else:
        kind, method, ground = "division_renamed", "division", f"{years}: the division has another name"
    yield _row(
        kind=kind, before_name=before.last["name"], after_name=after.first["name"], original_id=body,
        resulting_id=body, last_year=before.last["fiscal_year"], first_year=after.first["fiscal_year"], method=method,
        reason=ground, before_document_id=before.last["document_id"], after_document_id=after.first["document_id"],
    )


def _successions(connection: sqlite3.Connection) -> Iterator[Row]:
    rows = connection.execute(SUCCESSORS).fetchall()
    years = {row["department_id"]: row for row in connection.execute(YEARS)}
    into, out_of = Counter(row["target_id"] for row in rows), Counter(row["source_id"] for row in rows)
    for row in rows:
        several = "split" if out_of[row["source_id"]] > 1 else "succeeded"
        before, after = years.get(row["source_id"]), years.get(row["target_id"])
        yield _row(
            kind="merged" if into[row["target_id"]] > 1 else several, before_name=row["before_name"],
            after_name=row["after_name"], original_id=row["source_id"], resulting_id=row["target_id"],
            last_year=before["last_year"] if before else None, first_year=after["first_year"] if after else None,
            method="decision", reason=row["evidence"],
        )


def _row(**columns: str | int | None) -> Row:
    key = (columns[name] for name in ("kind", "original_id", "before_name", "resulting_id", "after_name"))
    return {"id": digest("department_changes", *key), **columns}
