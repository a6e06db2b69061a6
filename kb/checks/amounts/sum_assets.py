"""The value of all fixed assets equals the sum of the classes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, summed, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
ASSETS = f"""
select a.id, a.document_id, a.name, a.value_fen, {passage_of('assets', 'a.id')} from assets a
where a.value_fen is not null order by a.document_id, a.position, a.id
"""
WHOLE = ("合计", "总计", "总额")
OF_WHICH = "其中"


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every total of the table of assets that is not the sum of the classes."""
    for _, group in groupby(connection.execute(ASSETS), key=lambda row: row["document_id"]):
        rows = [row for row in group if not row["name"].startswith(OF_WHICH)]
        total = _total(rows)
        amounts = [row["value_fen"] for row in rows if row is not total]
        if total is not None and amounts and not sums_to(total["value_fen"], amounts):
            subject = Subject("assets", total["id"], total["document_id"], total["passage_id"])
            yield PAGE.finding(
                "differs", subject, expected=summed(amounts), actual=wan(total["value_fen"]), total=total["name"]
            )


def _total(rows: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """The row that names the whole, in the first or the last row."""
    ends = [rows[0], rows[-1]] if rows else []
    return next((row for row in ends if any(word in fold(row["name"]) for word in WHOLE)), None)


CHECK = RecordCheck(PAGE, find)
