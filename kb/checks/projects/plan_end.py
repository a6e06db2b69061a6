"""The plan of spending says 100 % for the end of December."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.plans import percent, plans
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
DECEMBER, WHOLE, TOLERANCE = 12, 100, 0.01


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every plan that ends before December, or in December with another share than the whole."""
    for plan in plans(connection):
        month, planned = plan.steps[-1]
        if month == DECEMBER and abs(planned - WHOLE) > TOLERANCE:
            yield PAGE.finding(
                "differs", plan.subject, expected=percent(WHOLE), actual=percent(planned), project=plan.project
            )
        elif month != DECEMBER and planned < WHOLE:
            yield PAGE.finding(
                "ends", plan.subject, expected=percent(WHOLE), actual=percent(planned), project=plan.project,
                month=month,
            )


CHECK = RecordCheck(PAGE, find)
