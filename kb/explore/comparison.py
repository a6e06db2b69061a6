"""Two departments, or two years of one, side by side: figures, money, projects and duties."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.checks.figures.names import name_of
from kb.checks.page import told
from kb.explore.language import Speech
from kb.explore.profile import Profile
from kb.explore.shelf import Shelf

MOST_CHOICES = 300
CALLED = """
select d.id, d.name, r.name as region from departments d left join regions r on r.id = d.region_code where {condition}
order by d.parent_id is not null, d.name, r.id, d.id limit 30
"""
CALLS = (
    "d.id = :called", "d.name = :called", "d.name || '（' || coalesce(r.name, '') || '）' = :called",
    "instr(d.name, :called)",
)
"""How a reader calls a department, from strict to loose: id, name, name with region, a part of the name."""
SUGGESTIONS = """
select d.id, d.name, r.name as region from departments d left join regions r on r.id = d.region_code
where d.id <> :id and d.id in (select department_id from documents)
order by d.region_code is not :region, r.id, d.name, d.id limit :most
"""
SAME = """
select source_id, target_id from links where relation = 'same_project' and source_table = 'projects'
  and source_id in (select value from json_each(:ids)) and target_id in (select value from json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing on both sides: amounts in 万元, None where a side does not print it. Widths have one scale."""

    name: str
    left: float | None
    right: float | None
    left_width: float = 0.0
    right_width: float = 0.0
    code: str | None = None

    @property
    def difference(self) -> float | None:
        """Right less left, where both are printed."""
        return None if self.left is None or self.right is None else self.right - self.left


@dataclass(frozen=True, slots=True)
class Match:
    """A project on both sides, or on one."""

    left: sqlite3.Row | None
    right: sqlite3.Row | None


async def departments_called(shelf: Shelf, called: str) -> list[sqlite3.Row]:
    """The departments that a reader may mean, by the strictest way in which there is one."""
    for condition in CALLS:
        if found := await shelf.rows(CALLED.format(condition=condition), {"called": called}):
            return found
    return []


async def suggestions(shelf: Shelf, department: sqlite3.Row) -> list[sqlite3.Row]:
    """Departments to choose from while typing, those of the same region first."""
    key = {"id": department["id"], "region": department["region_code"], "most": MOST_CHOICES}
    return await shelf.rows(SUGGESTIONS, key)


async def compared(shelf: Shelf, left: Profile, right: Profile, speech: Speech) -> Mapping[str, Any]:
    """What stands side by side."""
    ids = json.dumps([row["id"] for side in (left, right) for row in side.parts["projects"]])
    same = {(row["source_id"], row["target_id"]) for row in await shelf.rows(SAME, {"ids": ids})}
    return {
        "source_pairs": _pairs(left.budget.sources, right.budget.sources,
                               lambda key: told(name_of(key), speech.language), {}),
        "function_pairs": _pairs(_classes(left), _classes(right),
                                 lambda key: {**right.budget.names, **left.budget.names}.get(key, key),
                                 {**right.codes, **left.codes}),
        "same_duties": _words(left) & _words(right),
        "matches": _matches(left.parts["projects"], right.parts["projects"], same),
    }


def _words(side: Profile) -> set[str]:
    return {duty["text"] for duty in side.parts["duties"]}


def _classes(side: Profile) -> dict[str, int]:
    found: dict[str, int] = {}
    for function in side.budget.functions:
        found[function.code[:3]] = found.get(function.code[:3], 0) + function.total
    return found


def _pairs(left: Mapping[str, int], right: Mapping[str, int], say: Any, ids: Mapping[str, str]) -> list[Pair]:
    longest = max([*left.values(), *right.values()], default=0)
    keys = sorted({*left, *right}, key=lambda key: (-max(left.get(key, 0), right.get(key, 0)), key))
    return [
        Pair(say(key), _wan(left.get(key)), _wan(right.get(key)), _width(left.get(key), longest),
             _width(right.get(key), longest), ids.get(key))
        for key in keys
    ]


def _wan(fen: int | None) -> float | None:
    return None if fen is None else fen / 1_000_000


def _width(fen: int | None, longest: int) -> float:
    return round(max(fen or 0, 0) / longest * 100, 1) if longest > 0 else 0.0


def _matches(
    left: Sequence[sqlite3.Row], right: Sequence[sqlite3.Row], same: set[tuple[str, str]]
) -> list[Match]:
    """Projects in the order of the left side, each beside its like by a link; then those of the right."""
    taken: set[str] = set()
    found = []
    for one in left:
        partner = next((other for other in right if other["id"] not in taken
                        and ((one["id"], other["id"]) in same or (other["id"], one["id"]) in same)), None)
        if partner is not None:
            taken.add(partner["id"])
        found.append(Match(one, partner))
    found += [Match(None, other) for other in right if other["id"] not in taken]
    return sorted(found, key=lambda match: match.left is None or match.right is None)
