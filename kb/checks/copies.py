"""Sets of indicators that were copied from project to project."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.checks.finding import Finding, passage_of
from kb.checks.old_indicators import COST_LEVELS

SETS = f"""
select p.id, p.document_id, p.name, i.signature, i.level1, i.level2, {passage_of('projects', 'p.id')}
from projects p join documents d on d.id = p.document_id join indicators i on i.project_id = p.id
order by d.path, p.document_id, p.position, p.id, i.signature
"""
SMALLEST = 3
"""Indicators of a set below which equal sets may be chance."""
SHOWN = 5
"""Names of other projects that a message shows."""


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """All indicators of a project by signature, sorted; `without_cost` leaves cost indicators out."""

    project_id: str
    document_id: str
    name: str
    passage_id: str | None
    whole: tuple[str, ...]
    without_cost: tuple[str, ...]


def sets_are_own(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `indicator.copied_set`: a project's indicators, targets included, are not all those of another project.

    Why: indicators copied over all projects justify none of them. A set that differs only in its cost indicators, whose
    targets follow the amount, counts as copied, and the message says so. Excluded: sets of less than three indicators,
    and projects with an indicator without a target, which is identical to nothing.
    """
    copies: dict[tuple[str, ...], list[IndicatorSet]] = defaultdict(list)
    for own in _sets(connection):
        if len(own.without_cost) >= SMALLEST:
            copies[own.without_cost].append(own)
    for same in copies.values():
        if len(same) > 1:
            wholes = Counter(own.whole for own in same)
            yield from (_finding(own, same, wholes[own.whole]) for own in same)


def _sets(connection: sqlite3.Connection) -> Iterator[IndicatorSet]:
    for _, group in groupby(connection.execute(SETS), key=lambda row: row["id"]):
        rows = list(group)
        if all(row["signature"] for row in rows):
            costs = [row["level2"] in COST_LEVELS or row["level1"] == "成本指标" for row in rows]
            yield IndicatorSet(
                rows[0]["id"], rows[0]["document_id"], rows[0]["name"], rows[0]["passage_id"],
                tuple(row["signature"] for row in rows),
                tuple(row["signature"] for row, cost in zip(rows, costs, strict=True) if not cost),
            )


def _finding(own: IndicatorSet, same: Sequence[IndicatorSet], equal: int) -> Finding:
    """`same` are the projects that share the set, `own` among them; `equal` of them share the cost indicators too."""
    others = len(same) - 1
    apart = "" if equal == len(same) else ", apart from cost,"
    count = "another project" if others == 1 else f"{others} other projects"
    shown = [other.name for other in same[: SHOWN + 1] if other is not own][:SHOWN]
    names = "、".join(shown) + ("…" if others > SHOWN else "")
    return Finding(
        rule="indicator.copied_set", severity="warning", document_id=own.document_id, subject_table="projects",
        subject_id=own.project_id, passage_id=own.passage_id, expected="indicators of its own",
        actual=f"{len(own.without_cost)} identical indicators",
        message=f"the indicators of “{own.name}”{apart} are those of {count}: {names}",
    )
