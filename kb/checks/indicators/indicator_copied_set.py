"""A project's indicators, targets included, are not all those of another project."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.checks.finding import Finding, Subject, listed, passage_of
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from kb.ids import digest
from kb.linking.indicator_sets import COST_LEVELS
from loaders.values.wording import fold

PAGE = page(__name__)
SETS = f"""
select p.id, p.document_id, p.name, i.signature, i.level1, i.level2, {passage_of('projects', 'p.id')}
from projects p join documents d on d.id = p.document_id join indicators i on i.project_id = p.id
order by d.path, p.document_id, p.position, p.id, i.signature
"""
SMALLEST = 3
"""Indicators of a set below which equal sets may be chance."""
SMALLEST_ACROSS = 6
"""The same for projects of several documents."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A project by what tells its set apart: `whole` with its cost indicators, `count` without them."""

    subject: Subject
    name: str
    whole: str
    count: int


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each set that several projects share, one finding in each document that holds such projects."""
    copies: dict[str, list[Copy]] = defaultdict(list)
    for key, own in _sets(connection):
        copies[key].append(own)
    for same in copies.values():
        for _, group in groupby(same, key=lambda own: own.subject.document_id):
            here = list(group)
            known = here if here[0].count < SMALLEST_ACROSS else same
            if len({fold(copy.name) for copy in known}) > 1:
                yield _finding(here, known)


def _sets(connection: sqlite3.Connection) -> Iterator[tuple[str, Copy]]:
    """Each project whose indicators all have targets, under the digest of those that are not of cost."""
    for _, group in groupby(connection.execute(SETS), key=lambda row: row["id"]):
        rows = list(group)
        parts = [row["signature"] for row in rows if not _is_cost(row)]
        if len(parts) >= SMALLEST and all(row["signature"] for row in rows):
            subject = Subject("projects", rows[0]["id"], rows[0]["document_id"], rows[0]["passage_id"])
            whole = digest("set", *(row["signature"] for row in rows))
            yield digest("set", *parts), Copy(subject, rows[0]["name"], whole, len(parts))


def _is_cost(row: sqlite3.Row) -> bool:
    return row["level2"] in COST_LEVELS or row["level1"] == "成本指标"


def _finding(own: Sequence[Copy], same: Sequence[Copy]) -> Finding:
    """`own` are the projects of one document among all that share the set."""
    names = [copy.name for copy in (*own, *(other for other in same if other not in own))]
    sentence = "copied" if len({copy.whole for copy in same}) == 1 else "apart_from_cost"
    return PAGE.finding(
        sentence, own[0].subject, projects=len(dict.fromkeys(map(fold, names))), count=own[0].count,
        names=listed(names, shown=8), actual=str(own[0].count),
    )


CHECK = RecordCheck(PAGE, find)
