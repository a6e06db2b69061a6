"""A quarter of the money is planned for each quarter of the year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.plans import percent, plans
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PACE = {3: 25, 6: 50, 9: 75, 10: 75}
"""Percent of the year's money that reviewers expect to be planned by the end of a month of the form."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The first month of each plan in which less is planned than the calendar's share."""
    for plan in plans(connection):
        behind = next(((month, planned) for month, planned in plan.steps if planned < PACE.get(month, 0)), None)
        if behind is not None:
            month, planned = behind
            yield PAGE.finding(
                "behind", plan.subject, expected=f"≥ {percent(PACE[month])}", actual=percent(planned),
                project=plan.project, month=month,
            )


CHECK = RecordCheck(PAGE, find)
