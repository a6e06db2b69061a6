"""Titles and sentences about the budget name the year of the budget, not the year before."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PROSE = """
select p.id, p.document_id, p.kind, p.text, d.fiscal_year from documents d join passages p on p.document_id = d.id
where d.fiscal_year is not null and p.kind <> 'row' and p.text like '%年%预算%'
  and coalesce(d.kind, '') <> 'final_accounts'
  and coalesce(p.structure, '') not in ('contents', 'glossary', 'note')
order by d.path, p.document_id, p.number
"""
_OF_BUDGET = r"(20\d\d)年度?[^，,。；;：:\n年]{0,16}?预算(?!执行|完成|调整|绩效评价)"
OPENING = re.compile(rf"(?:^|[。；;\n])[（(]?[一二三四五六七八九十\d]*[）)]?[、.．]?\s*{_OF_BUDGET}")
COMPARING = re.compile(r"[较比与同]|决算|执行|上年|去年|调整|终了|年末|底")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every title or sentence that opens with an earlier year's budget and names the budget's own year nowhere."""
    for row in connection.execute(PROSE):
        for found in OPENING.finditer(row["text"]):
            year, sentence = int(found[1]), row["text"][found.start() :].lstrip("。；;\n").split("。")[0]
            other = year != row["fiscal_year"] and str(row["fiscal_year"]) not in sentence
            if other and not COMPARING.search(sentence):
                subject = Subject("passages", row["id"], row["document_id"], row["id"])
                yield PAGE.finding(
                    "left", subject, expected=str(row["fiscal_year"]), actual=str(year), words=sentence[:40]
                )
                break


CHECK = RecordCheck(PAGE, find)
