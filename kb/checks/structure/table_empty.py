"""A table that is printed empty tells why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.sheets import words
from kb.checks.finding import Finding, Subject, listed
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
EMPTY = """
select p.document_id, p.table_number, min(p.number) as number, max(p.number) as last
from passages p where p.structure = 'empty_table' and p.table_number is not null
and exists (select 1 from budget_lines b where b.document_id = p.document_id)
and not exists (
  select 1 from passages o join evidence e on e.passage_id = o.id
  where o.document_id = p.document_id and o.table_number = p.table_number)
group by p.document_id, p.table_number order by p.document_id, number
"""
"""Tables without any figure, in documents that are no blank form."""
PASSAGES = "select id, number, kind, text, table_number from passages where document_id = ? order by number"
PROSE = """
select p.text from documents own join documents d
  on d.id = own.id or (d.department_id = own.department_id and d.fiscal_year = own.fiscal_year)
join passages p on p.document_id = d.id and p.kind <> 'row' where own.id = ?
"""
"""What a document says, and what others of its department and year do: narrative and tables may be two files."""
NEAR = 4
"""Passages before and behind a table among which its note stands."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each document its empty tables of which nothing says why."""
    for document_id, tables in groupby(connection.execute(EMPTY).fetchall(), key=lambda row: row["document_id"]):
        passages = connection.execute(PASSAGES, (document_id,)).fetchall()
        prose = [text for (text,) in connection.execute(PROSE, (document_id,)) if _says_nothing(text)]
        titles = [_title(row["number"], passages) for row in tables if not _told_near(row, passages)]
        silent = [title for title in titles if title and not _told_in(prose, title["text"])]
        if silent:
            yield PAGE.finding(
                "silent", Subject("documents", document_id, document_id, silent[0]["id"]), count=len(silent),
                names=listed(title["text"].strip() for title in silent),
            )


def _title(number: int, passages: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """The title above a table: the nearest heading or title before it that ends as one does."""
    before = [row for row in passages if row["number"] < number and row["kind"] != "row"]
    return next((row for row in reversed(before) if fold(row["text"]).endswith("表")), None)


def _told_near(table: sqlite3.Row, passages: Sequence[sqlite3.Row]) -> bool:
    """Whether the table itself or a passage beside it says that there is nothing."""
    near = [
        row["text"] for row in passages
        if row["table_number"] == table["table_number"] or 0 < row["number"] - table["last"] <= NEAR
        or 0 < table["number"] - row["number"] <= NEAR
    ]
    return any(map(_says_nothing, near))


def _told_in(prose: Sequence[str], title: str) -> bool:
    """Whether prose that says that there is nothing speaks of what a table is about."""
    subjects = [word for word in words("table_subjects") if word in fold(title)]
    return any(subject in fold(text) for text in prose for subject in subjects)


def _says_nothing(text: str) -> bool:
    return any(word in text for word in words("nothing"))


CHECK = RecordCheck(PAGE, find)
