"""The projects of a document that print a code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.finding import Subject, passage_of

CODES = f"""
select p.id, p.document_id, p.name, p.code, d.region_code, {passage_of('projects', 'p.id')}
from projects p join documents d on d.id = p.document_id where p.code is not null
order by p.document_id, p.position, p.id
"""


@dataclass(frozen=True, slots=True)
class CodedProject:
    """A project with its code as printed, and the division of its document."""

    subject: Subject
    name: str
    code: str
    region: str | None


def coded_projects(connection: sqlite3.Connection) -> Iterator[CodedProject]:
    """All of them, document by document, in order."""
    for row in connection.execute(CODES):
        subject = Subject("projects", row["id"], row["document_id"], row["passage_id"])
        yield CodedProject(subject, row["name"], row["code"], row["region_code"])
