"""The numbers of a list go on: none stands twice in a row."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kb.checks.finding import Finding, Subject, passage_of
from kb.checks.kinds import RecordCheck
from kb.checks.page import Term, page

PAGE = page(__name__)
LISTS = {
    "responsibilities": Term("duties", "职责"), "goals": Term("goals", "绩效目标"),
    "measures": Term("safeguard measures", "保障措施"), "projects": Term("projects", "项目"),
}
"""What is numbered, by table."""
NUMBERED = {
    table: f"select {key} as list, r.id, r.document_id, r.number, {passage_of(table, 'r.id')}"
    f" from {table} r order by r.document_id, r.{order}, r.id"
    for table, key, order in (
        ("responsibilities", "coalesce(r.department_id, '')", "rowid"),
        ("goals", "r.scope || coalesce(r.project_id, '')", "rowid"),
        ("measures", "''", "rowid"),
    )
}
TITLES = """
select '' as list, r.id, r.document_id, s.text as number, s.id as passage_id
from projects r join evidence e on e.record_table = 'projects' and e.record_id = r.id
join passages s on s.id = e.passage_id where s.kind <> 'row' order by r.document_id, r.position, s.number
"""
_TITLE = re.compile(r"\s*(?P<number>\d{1,3}|[一二三四五六七八九十]+)\s*[、.．]\s*\D", re.ASCII)
FIRST = ("1", "一")
"""A list of one item may be followed by another list of one item."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """For each list the numbers that are printed twice in a row."""
    for table, query in (*NUMBERED.items(), ("projects", TITLES)):
        for _, rows in groupby(connection.execute(query), key=lambda row: (row["document_id"], row["list"])):
            numbered = [(number, row) for row in rows if (number := _number(table, row["number"]))]
            yield from _repeated(table, numbered)


def _number(table: str, printed: str | None) -> str | None:
    """The number of an item; that of a project stands before its title."""
    match = _TITLE.match(printed or "") if table == "projects" else None
    return match["number"] if match else None if table == "projects" else printed


def _repeated(table: str, numbered: Sequence[tuple[str, sqlite3.Row]]) -> Iterator[Finding]:
    twice = [row for (before, _), (number, row) in pairwise(numbered) if number == before and number not in FIRST]
    if twice:
        row = twice[0]
        subject = Subject(table, row["id"], row["document_id"], row["passage_id"])
        numbers = "、".join(dict.fromkeys(number for number, own in numbered if own in twice))
        yield PAGE.finding(
            "twice", subject, list=LISTS[table], numbers=numbers, actual=" ".join(number for number, _ in numbered),
        )


CHECK = RecordCheck(PAGE, find)
