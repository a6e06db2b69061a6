"""The first six digits of a project code are the division of the document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.project_codes import coded_projects
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.codes import project_code
from loaders.values.divisions import ancestors, current

PAGE = page(__name__)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every code of another division than the document's, unless one of the two lies in the other."""
    for project in coded_projects(connection):
        code = project_code(project.code)
        named = current(code.division) if code else None
        region = current(project.region) if project.region else None
        if code is None or named is None or region is None or named.code == region.code:
            continue
        above = {division.code for division in (*ancestors(named.code), *ancestors(region.code))}
        if not {named.code, region.code} & above:
            yield PAGE.finding(
                "differs", project.subject, project=project.name, expected=f"{region.code} {region.name}",
                actual=f"{code.division} {named.name}",
            )


CHECK = RecordCheck(PAGE, find)
