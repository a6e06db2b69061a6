"""Plans of spending: for each project the percent of its money that is planned to be spent by the end of a month."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.checks.finding import Subject, passage_of

PLANS = f"""
select p.id, p.document_id, p.name, x.month, x.percent, {passage_of('projects', 'p.id')}
from projects p join disbursements x on x.project_id = p.id
where x.percent is not null order by p.document_id, p.position, p.id, x.month
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one project: its months, in order, each with a percentage of the year's money."""

    project: str
    subject: Subject
    steps: tuple[tuple[int, float], ...]


def plans(connection: sqlite3.Connection) -> Iterator[Plan]:
    """The plans of all projects that print a percentage."""
    for identifier, group in groupby(connection.execute(PLANS), key=lambda row: row["id"]):
        rows = list(group)
        subject = Subject("projects", identifier, rows[0]["document_id"], rows[0]["passage_id"])
        yield Plan(rows[0]["name"], subject, tuple((row["month"], row["percent"]) for row in rows))


def percent(value: float) -> str:
    """
    >>> percent(24.0), percent(99.5)
    ('24 %', '99.5 %')
    """
    return f"{value:g} %"
