"""Whole sets of indicators: projects with identical ones share a row of `indicator_sets`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kb.database import Row, insert
from kb.ids import digest
from kb.linking.scopes import JOINS, PATH, Path, beginnings, path_of, reach

COST_LEVELS = frozenset({"成本指标", "经济成本指标"})
"""Levels whose indicators limit what a project costs in money."""
LABEL_LENGTH = 60

INDICATORS = f"""
select p.id as project_id, i.concept_id, i.signature, i.name, i.target, i.level1, i.level2, d.department_id, {PATH}
from indicators i join projects p on p.id = i.project_id {JOINS}
order by p.id, i.position, i.id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One indicator of a set: its definition, its identity (empty without a target), and what readers see of it."""

    concept: str
    signature: str
    name: str
    target: str
    level1: str
    level2: str

    @property
    def is_cost(self) -> bool:
        """Whether it limits what the project costs."""
        return not COST_LEVELS.isdisjoint((self.level1, self.level2))

    @property
    def key(self) -> str:
        """What identical indicators have in common; without a target, the definition."""
        return self.signature or f"{self.concept} without target"

    @property
    def shown(self) -> str:
        """Name and target."""
        return f"{self.name} {self.target}".rstrip()


@dataclass(slots=True, eq=False)
class IndicatorSet:
    """The indicators that one project has or several projects have, and where these projects stand."""

    id: str
    members: tuple[Member, ...]
    projects: dict[str, Path] = field(default_factory=dict)
    departments: set[str] = field(default_factory=set)

    @property
    def beginnings(self) -> frozenset[Path]:
        """Where its projects stand, with all that these places lie in."""
        return frozenset(beginnings(self.projects.values()))

    def row(self) -> Row:
        """Its row in the database."""
        return {
            "id": self.id, "label": _label(self.members), "size": len(self.members),
            "without_target": sum(not member.signature for member in self.members),
            "project_count": len(self.projects), "department_count": len(self.departments),
            "scope": reach(self.projects.values()),
        }


def _label(members: Sequence[Member]) -> str:
    names = "、".join(member.name for member in members)
    short = names if len(names) <= LABEL_LENGTH else f"{names[: LABEL_LENGTH - 1]}…"
    return f"{short}（{len(members)}）"


def write_sets(connection: sqlite3.Connection) -> list[IndicatorSet]:
    """Fill `indicator_sets` and `projects.indicator_set_id`; returns all sets, the most used first.

    A set is what a project's indicators are, each with its target, in any order. An indicator without a target
    is the same as another without a target here; `without_target` counts them.
    """
    sets = _sets(connection)
    insert(connection, "indicator_sets", (found.row() for found in sets))
    owners = ((found.id, project) for found in sets for project in found.projects)
    connection.executemany("update projects set indicator_set_id = ? where id = ?", owners)
    return sets


def _sets(connection: sqlite3.Connection) -> list[IndicatorSet]:
    sets: dict[str, IndicatorSet] = {}
    for project, group in groupby(connection.execute(INDICATORS), key=lambda row: row["project_id"]):
        rows = list(group)
        members = tuple(sorted(map(_member, rows), key=lambda member: member.key))
        key = digest("indicator_sets", *(member.key for member in members))
        found = sets.setdefault(key, IndicatorSet(key, members))
        found.projects[project] = path_of(rows[0])
        found.departments |= {row["department_id"] for row in rows} - {None}
    return sorted(sets.values(), key=lambda found: (-len(found.projects), found.id))


def _member(row: sqlite3.Row) -> Member:
    columns = ("concept_id", "signature", "name", "target", "level1", "level2")
    return Member(*(row[column] or "" for column in columns))
