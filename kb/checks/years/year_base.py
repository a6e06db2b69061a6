"""A budget is compared with the year before it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.finding import Finding, Subject, passage_of
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
COMPARED = f"""
select t.id, t.document_id, t.name, t.text, d.fiscal_year, {passage_of("statements", "t.id")}
from statements t join documents d on d.id = t.document_id
where d.fiscal_year is not null and (t.change_fen is not null or t.change_percent is not null)
order by t.document_id, t.position, t.id
"""
BASE = re.compile(r"(?:较|比|与|同)(20\d\d)年")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The first statement of each passage that compares with its own year, a later one, or one long before."""
    told: set[str | None] = set()
    for row in connection.execute(COMPARED):
        expected = row["fiscal_year"] - 1
        others = [int(year) for year in BASE.findall(row["text"]) if int(year) != expected]
        named = f"{expected}年" in row["text"] or "上年" in row["text"]
        if others and not named and row["passage_id"] not in told:
            told.add(row["passage_id"])
            subject = Subject("statements", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding("other", subject, expected=str(expected), actual=str(others[0]), name=row["name"])


CHECK = RecordCheck(PAGE, find)
