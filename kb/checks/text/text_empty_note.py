"""A table that its note calls empty is empty."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.finding import Finding, Subject, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
NOTES = """
select p.id, p.document_id, p.text, (
  select max(r.table_number) from passages r where r.document_id = p.document_id and r.kind = 'row'
  and r.number < p.number and r.number >= p.number - 60
) as table_number
from passages p where p.structure = 'note' and p.text like '%空表%' order by p.document_id, p.number
"""
FIGURES = """
select max(b.amount_fen) from passages r
join evidence e on e.passage_id = r.id and e.record_table = 'budget_lines' join budget_lines b on b.id = e.record_id
where r.document_id = ? and r.table_number = ?
"""
THIS_TABLE = re.compile(r"(?:本|此|该)表(?:为|是|系)?(?:空表|无数据)|空表列示")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every note below a table with money that says the table is empty."""
    for row in connection.execute(NOTES).fetchall():
        (most,) = connection.execute(FIGURES, (row["document_id"], row["table_number"])).fetchone()
        if most and THIS_TABLE.search(row["text"]):
            subject = Subject("passages", row["id"], row["document_id"], row["id"])
            yield PAGE.finding("holds", subject, expected="0", actual=wan(most))


CHECK = RecordCheck(PAGE, find)
