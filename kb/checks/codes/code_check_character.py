"""The last character of a project code agrees with the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.project_codes import coded_projects
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.codes import project_code

PAGE = page(__name__)
CHECKED_PROVINCES = ("13",)
"""Provinces whose codes have been seen to hold the check rule."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every code of these provinces whose check character is another one than the others ask for."""
    for project in coded_projects(connection):
        code = project_code(project.code)
        if code is not None and code.check_holds is False and code.division.startswith(CHECKED_PROVINCES):
            yield PAGE.finding("differs", project.subject, project=project.name, actual=code.text)


CHECK = RecordCheck(PAGE, find)
