"""Totals of the procurement table equal the sums of their items."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.rounding import sums_to
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
LINES = f"""
select p.id, p.document_id, p.kind, p.project_name, p.amount_fen, {passage_of('procurements', 'p.id')}
from procurements p order by p.document_id, p.position, p.id
"""
WHOLE = ("合计", "总计", "总额")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every grand total that is not the sum of all items; every subtotal that is no sum of items next to it."""
    for _, group in groupby(connection.execute(LINES), key=lambda row: row["document_id"]):
        rows = list(group)
        items = [row for row in rows if row["kind"] == "item"]
        if not items or any(row["amount_fen"] is None for row in items):
            continue
        for index, row in enumerate(rows):
            if row["kind"] == "total" and row["amount_fen"] is not None:
                sums = _sums(rows, index)
                if not any(sums_to(row["amount_fen"], amounts) for amounts in sums):
                    yield _finding(row, max(map(sum, sums)))


def _sums(rows: Sequence[sqlite3.Row], index: int) -> list[list[int]]:
    """The amounts that a total may sum up: all items, or for a subtotal any number of items below it or above it."""
    if fold(rows[index]["project_name"] or "").endswith(WHOLE):
        return [_items(rows)]
    sides = _items(rows[index + 1 :]), _items(rows[:index][::-1])
    return [side[:count] for side in sides for count in range(1, len(side) + 1)]


def _items(rows: Sequence[sqlite3.Row]) -> list[int]:
    """The amounts of items, without those of totals."""
    return [row["amount_fen"] for row in rows if row["kind"] == "item"]


def _finding(row: sqlite3.Row, expected: int) -> Finding:
    subject = Subject("procurements", row["id"], row["document_id"], row["passage_id"])
    return PAGE.finding(
        "differs", subject, expected=wan(expected), actual=wan(row["amount_fen"]), total=row["project_name"] or "",
    )


CHECK = RecordCheck(PAGE, find)
