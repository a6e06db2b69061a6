"""A project has a goal, where the document has goal tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.goal_tables import about, listed_projects
from kb.checks.finding import Finding, listed
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each document its projects without a goal, when most have one.

    A project with neither goal nor indicators is told once, by `project.no_indicators`.
    """
    for projects in listed_projects(connection):
        bare = [project for project in projects if not project.has_goals]
        told = [project for project in bare if project.has_indicators]
        if told and len(bare) * 2 < len(projects):
            names = listed(project.name for project in told)
            yield PAGE.finding("missing", about(told), count=len(told), of=len(projects), names=names)


CHECK = RecordCheck(PAGE, find)
