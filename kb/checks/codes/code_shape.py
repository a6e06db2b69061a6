"""A project code has the 21 characters of the national shape, when it begins as such a code does."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.figures.project_codes import coded_projects
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.codes import project_code, repair_code
from loaders.values.divisions import current

PAGE = page(__name__)
LENGTH = 21
_BEGINNING = re.compile(r"(?P<division>[1-8]\d{5})\d\d[A-Z]", re.ASCII)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every code that begins with division, year and letter and goes on otherwise."""
    for project in coded_projects(connection):
        code = repair_code(project.code).upper()
        match = _BEGINNING.match(code)
        if match and project_code(code) is None and current(match["division"]) is not None:
            yield PAGE.finding(
                "broken", project.subject, project=project.name, count=len(code), expected=str(LENGTH), actual=code,
            )


CHECK = RecordCheck(PAGE, find)
