"""The cumulative plan of spending never falls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

from kb.checks.figures.plans import percent, plans
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every month for which less is planned than for the month before."""
    for plan in plans(connection):
        for (before, planned), (month, less) in pairwise(plan.steps):
            if less < planned:
                yield PAGE.finding(
                    "falls", plan.subject, expected=f"≥ {percent(planned)}", actual=percent(less),
                    project=plan.project, before=before, month=month,
                )


CHECK = RecordCheck(PAGE, find)
