"""How far apart records stand: in one project, one document, one department, or in several of them.

The place of a record is a path: region, department, year, document, project. What two paths have in common tells how
near their records are; what all paths of a group have in common tells how far the group reaches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

Path = tuple[str, ...]

SCOPES = ("other_region", "other_department", "other_year", "same_department", "same_document", "same_project")
"""The scope of two paths by how many steps they have in common. What is unknown is common to no two documents."""

PATH = """
coalesce(b.region_code, 'of ' || d.department_id, 'of ' || d.id) as region,
coalesce(d.department_id, 'of ' || d.id) as department,
coalesce(d.fiscal_year, 'of ' || d.id) as year, d.id as document, coalesce(i.project_id, 'of ' || i.id) as project
"""
"""The steps of an indicator's path, in SQL: `i` is the indicator, `d` its document, `b` the document's body."""
JOINS = "join documents d on d.id = i.document_id left join departments b on b.id = d.department_id"


def paths(connection: sqlite3.Connection, column: str) -> Iterator[tuple[str, list[Path]]]:
    """Each value of a column of indicators, in order, with the different paths of those that share it."""
    query = f"select distinct i.{column} as key, {PATH} from indicators i {JOINS} where key is not null order by key"
    for key, rows in groupby(connection.execute(query), key=lambda row: str(row["key"])):
        yield key, [path_of(row) for row in rows]


def path_of(row: sqlite3.Row) -> Path:
    """The path of a row that was asked for with `PATH`."""
    return tuple(str(row[step]) for step in ("region", "department", "year", "document", "project"))


def beginnings(found: Iterable[Path]) -> Iterator[Path]:
    """All paths with all their beginnings."""
    return (path[:steps] for path in found for steps in range(1, len(path) + 1))


def nearest(left: frozenset[Path], right: frozenset[Path]) -> str:
    """The scope of the two nearest paths of two groups, each given with all beginnings.

    >>> one = frozenset(beginnings([("130434", "a", "2024", "d1", "p1")]))
    >>> nearest(one, frozenset(beginnings([("130434", "a", "2025", "d2", "p2"), ("130609", "b", "2024", "d3", "p3")])))
    'other_year'
    """
    few, many = sorted((left, right), key=len)
    return SCOPES[max((len(path) for path in few if path in many), default=0)]


def reach(found: Collection[Path]) -> str:
    """The scope of the two farthest paths of a group.

    >>> reach([("130434", "a", "2024", "d1", "p1"), ("130434", "a", "2024", "d1", "p2")])
    'same_document'
    """
    first, *others = found
    return SCOPES[min((_common(first, other) for other in others), default=len(first))]


def _common(left: Path, right: Path) -> int:
    return next((step for step, (one, other) in enumerate(zip(left, right, strict=True)) if one != other), len(left))
