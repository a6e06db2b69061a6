"""Words of the form that should have been replaced or chosen from."""

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
select p.id, p.document_id, p.text from passages p
where p.kind <> 'row' and coalesce(p.structure, '') not in ('contents', 'glossary') order by p.document_id, p.number
"""
OPPOSITES = (("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("有", "无"), ("是", "否"))
_EITHER = "|".join(
    rf"{a}(?:[（(]或?{b}[）)]|\s*/\s*{b})" for pair in OPPOSITES for a, b in (pair, pair[::-1]) if len(a) > 1
)
CHOICE = re.compile(_EITHER)
PLACEHOLDER = re.compile(r"(?<![A-Za-z\d])(?:[Xx×ＸⅩ]{2,}|[*＊]{2,}|[_＿]{3,}|[○〇]{2,})(?![A-Za-z\d])")
QUOTED = re.compile(r"[“\"《][^”\"》]{0,30}$")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The first passage of each document with such words, and how many there are, once for each kind."""
    for _, rows in groupby(connection.execute(PROSE), key=lambda row: row["document_id"]):
        passages = list(rows)
        for sentence, shape in (("choice", CHOICE), ("placeholder", PLACEHOLDER)):
            searched = ((row, shape.search(row["text"])) for row in passages)
            said = [(row, found) for row, found in searched if found and not _quoted(row, found)]
            if said:
                row, found = said[0]
                subject = Subject("passages", row["id"], row["document_id"], row["id"])
                yield PAGE.finding(sentence, subject, actual=_around(row["text"], found), count=len(said))


def _quoted(row: sqlite3.Row, found: re.Match[str]) -> bool:
    return bool(QUOTED.search(row["text"][: found.start()]))


def _around(text: str, found: re.Match[str]) -> str:
    start, end = max(0, found.start() - 12), min(len(text), found.end() + 12)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")


CHECK = RecordCheck(PAGE, find)
