"""The rows of a table were understood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import RecordCheck
from kb.checks.page import Term, page
from kb.facts import FIGURE

PAGE = page(__name__)
UNREAD = """
select p.document_id, p.table_number, p.id, p.page, p.first_line, p.text from passages p
where p.kind = 'row' and p.structure is null and p.table_number is not null
and not exists (select 1 from evidence e where e.passage_id = p.id)
and not exists (select 1 from findings f where f.passage_id = p.id)
order by p.document_id, p.table_number, p.number
"""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each table how many rows with figures no record states, unless the readers say so of the row itself."""
    rows = connection.execute(UNREAD).fetchall()
    for _, group in groupby(rows, key=lambda row: (row["document_id"], row["table_number"])):
        unread = [row for row in group if FIGURE.search(row["text"])]
        if unread:
            first = unread[0]
            subject = Subject("documents", first["document_id"], first["document_id"], first["id"])
            yield PAGE.finding(
                "rows", subject, count=len(unread), place=_place(first), actual=first["text"][:80],
            )


def _place(row: sqlite3.Row) -> Term:
    if row["page"] is not None:
        return Term(f"page {row['page']}", f"第 {row['page']} 页")
    return Term(f"line {row['first_line']}", f"第 {row['first_line']} 行")


CHECK = RecordCheck(PAGE, find)
