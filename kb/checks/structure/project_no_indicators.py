"""A project has indicators, where the document has goal tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.goal_tables import about, listed_projects
from kb.checks.finding import Finding, listed
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each document its projects without indicators, when most have some."""
    for projects in listed_projects(connection):
        bare = [project for project in projects if not project.has_indicators]
        if bare and len(bare) * 2 < len(projects):
            names = listed(project.name for project in bare)
            yield PAGE.finding("missing", about(bare), count=len(bare), of=len(projects), names=names)


CHECK = RecordCheck(PAGE, find)
