"""The sources of a project's money add up to its amount."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.finding import Finding, Subject, passage_of, summed, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
FUNDS = f"""
select p.id, p.document_id, p.name, p.amount_fen, f.source, f.amount_fen as part, {passage_of('projects', 'p.id')}
from projects p join funds f on f.project_id = p.id
where p.amount_fen is not null and f.amount_fen is not null order by p.document_id, p.position, p.id, f.source
"""
TREASURY = "财政资金"
OF_TREASURY = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""Sources that stand below 财政资金 where both are printed."""
COMPLETE = ("其他资金", "单位资金", "社会投入资金")
"""Sources that are printed last: with one of them the list is complete."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every project whose amount is not the sum of its sources."""
    for _, group in groupby(connection.execute(FUNDS), key=lambda row: row["id"]):
        rows = list(group)
        named = {row["source"] for row in rows}
        rows = [row for row in rows if not (TREASURY in named and row["source"] in OF_TREASURY)]
        amounts, total = [row["part"] for row in rows], rows[0]["amount_fen"]
        if not sums_to(total, amounts) and (exceeds(amounts, total) or named & set(COMPLETE)):
            subject = Subject("projects", rows[0]["id"], rows[0]["document_id"], rows[0]["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=summed(amounts), actual=wan(total), project=rows[0]["name"],
                sources=[row["source"] for row in rows],
            )


CHECK = RecordCheck(PAGE, find)
