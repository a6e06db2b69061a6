"""Procurement lines to the projects that they name, where the two stand in different documents.

Inside one document the reader has joined them already. Here: the same department and year, and exactly one project of
that name.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from kb.links import Link
from loaders.values.wording import fold

PROJECTS = """
select p.id, p.name, d.department_id, d.fiscal_year from projects p join documents d on d.id = p.document_id
where d.department_id is not null order by p.id
"""
UNJOINED = """
select r.id, r.project_name, d.department_id, d.fiscal_year from procurements r join documents d on d.id = r.document_id
where r.kind = 'item' and r.project_id is null and r.project_name is not null order by r.id
"""


def link_procurements(connection: sqlite3.Connection) -> Iterator[Link]:
    """A `procured_for` link for every procurement line whose project is known by its name."""
    projects: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row in connection.execute(PROJECTS):
        projects[row["department_id"], row["fiscal_year"], fold(row["name"])].append(row["id"])
    for row in connection.execute(UNJOINED):
        same = projects.get((row["department_id"], row["fiscal_year"], fold(row["project_name"])), [])
        if len(same) == 1:
            yield Link(
                source_table="procurements", source_id=row["id"], relation="procured_for", target_table="projects",
                target_id=same[0], method="same_name", score=1.0, evidence=row["project_name"],
            )
