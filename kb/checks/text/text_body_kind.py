"""The budget of a unit (单位预算) speaks of itself as a unit, not as a department (部门)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PROSE = """
select p.id, p.document_id, p.text from documents d join passages p on p.document_id = d.id
where d.kind = 'unit_budget' and p.kind <> 'row' and coalesce(p.structure, '') not in ('contents', 'glossary', 'title')
order by d.path, p.document_id, p.number
"""
ITSELF = re.compile(r"本部门|(?:20\d\d年度?|(?<![\u4e00-\u9fff]))部门预算(?:共|总|安排|数|收入|支出(?!经济)|为|编报)")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The first passage of each document that says 部门 of the body itself, and how many there are."""
    for _, rows in groupby(connection.execute(PROSE), key=lambda row: row["document_id"]):
        said = [(row, found[0]) for row in rows if (found := ITSELF.search(row["text"]))]
        if said:
            row, words = said[0]
            subject = Subject("passages", row["id"], row["document_id"], row["id"])
            yield PAGE.finding("department", subject, expected="单位", actual=words, count=len(said))


CHECK = RecordCheck(PAGE, find)
