"""The reason that a sentence gives has the direction of the change that it explains."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PROSE = """
select p.id, p.document_id, p.text from passages p
where p.kind <> 'row' and p.text like '%原因%' and coalesce(p.structure, '') not in ('contents', 'glossary')
order by p.document_id, p.number
"""
UP, DOWN = ("增加", "增长", "上升", "提高"), ("减少", "下降", "降低", "压减")
_UP, _DOWN = "|".join(UP), "|".join(DOWN)
_CHANGE = rf"(?P<change>{_UP}|{_DOWN})(?:了|约)?\s*[\d.,，]+\s*(?:亿元|万元|元|[%％])"
NAMED = re.compile(rf"{_CHANGE}[^。；;原因]{{0,24}}?(?P<named>{_UP}|{_DOWN})的?(?:主要)?原因")
GIVEN = re.compile(rf"{_CHANGE}[^。；;原因]{{0,24}}?(?:[。，,]\s*)(?:主要)?原因(?:是|为|[：:])+(?P<reason>[^。；;\n]+)")
ENDS = re.compile(rf"(?P<word>{_UP}|{_DOWN})(?:了|所致)?$")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every reason of a rise that is given for a fall, and the reverse."""
    for row in connection.execute(PROSE):
        subject = Subject("passages", row["id"], row["document_id"], row["id"])
        for found in NAMED.finditer(row["text"]):
            if _direction(found["change"]) != _direction(found["named"]):
                yield PAGE.finding("named", subject, actual=found[0], change=found["change"], reason=found["named"])
        for found in GIVEN.finditer(row["text"]):
            word = _only_word(found["reason"])
            if word and _direction(word) != _direction(found["change"]):
                yield PAGE.finding("given", subject, actual=found[0], change=found["change"], reason=word)


def _direction(word: str) -> bool:
    return word in UP


def _only_word(reason: str) -> str | None:
    """The direction that a reason ends in, when it speaks of no other; reasons about last year tell the reverse."""
    end = ENDS.search(reason.strip())
    if end is None or re.search("上年|去年|一次性|20\\d\\d年", reason):
        return None
    others = DOWN if _direction(end["word"]) else UP
    return None if any(word in reason for word in others) else end["word"]


CHECK = RecordCheck(PAGE, find)
