"""Sentences that stop where a reason or a figure should follow."""

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
where p.kind <> 'row' and coalesce(p.structure, '') not in ('contents', 'glossary') and (
  p.text like '%原因%' or p.text like '%用于%' or p.text like '%万元%' or p.text like '%元%' or p.text like '%辆%')
order by p.document_id, p.number
"""
REASON = re.compile(r"[^。；;\n]*(?:原因|理由)(?:主要)?(?:是|为|在于)[：:]?\s*(?=[。；;])")
PURPOSE = re.compile(r"[^。；;\n]*(?:主要)?用于[：:]?\s*(?=[。；;])")
FIGURE = re.compile(
    r"[^。；;，,\n]*(?<!单位)(?<!计量)(?:预算|支出|收入|安排|经费|共计|合计|增加|减少|下降|增长)(?:数|了)?(?:为|是)?\s*"
    r"(?:万元|(?<![万亿])元|[%％]|辆)(?=[，,。；;、]|$)"
)
SENTENCES = {"reason": REASON, "purpose": PURPOSE, "figure": FIGURE}


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every passage with such a sentence, once for each kind."""
    for row in connection.execute(PROSE):
        for sentence, shape in SENTENCES.items():
            found = shape.search(row["text"])
            if found:
                subject = Subject("passages", row["id"], row["document_id"], row["id"])
                yield PAGE.finding(sentence, subject, actual=found[0].strip()[-40:] + "…")


CHECK = RecordCheck(PAGE, find)
