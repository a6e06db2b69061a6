"""Procurement and fixed assets said in prose are the totals of their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kb.checks.figures.rounding import says_same
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import Term, page
from loaders.values.wording import fold

PAGE = page(__name__)
SAID = f"""
select t.document_id, t.id, t.item, t.name, t.amount_fen, {passage_of('statements', 't.id')}
from statements t where t.item in ('procurement', 'fixed_assets') and t.amount_fen is not null
order by t.document_id, t.position, t.id
"""
BOUGHT = """
select sum(amount_fen), count(*), count(amount_fen) from procurements where document_id = ? and kind = 'item'
"""
OWNED = "select name, value_fen from assets where document_id = ? and value_fen is not null order by position, id"
TABLES = {
    "procurement": Term("the procurement table", "政府采购表"),
    "fixed_assets": Term("the table of assets", "固定资产表"),
}
WHOLE = ("合计", "总计", "总额")


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every amount of procurement or fixed assets in prose that the document's table contradicts."""
    for _, group in groupby(connection.execute(SAID), key=lambda row: row["document_id"]):
        seen: set[str] = set()
        for row in group:
            if row["item"] == "procurement" and row["item"] in seen:
                continue
            seen.add(row["item"])
            counted = _counted(connection, row["item"], row["document_id"])
            if counted is not None and not says_same(row["amount_fen"], counted):
                subject = Subject("statements", row["id"], row["document_id"], row["passage_id"])
                yield PAGE.finding(
                    "differs", subject, expected=wan(counted), actual=wan(row["amount_fen"]), name=row["name"],
                    table=TABLES[row["item"]],
                )


def _counted(connection: sqlite3.Connection, item: str, document_id: str) -> int | None:
    """What the table counts in all, if it does."""
    if item == "procurement":
        total, items, counted = connection.execute(BOUGHT, (document_id,)).fetchone()
        return int(total) if items and items == counted else None
    rows = connection.execute(OWNED, (document_id,)).fetchall()
    ends = [rows[0], rows[-1]] if rows else []
    return next((int(row["value_fen"]) for row in ends if any(word in fold(row["name"]) for word in WHOLE)), None)


CHECK = RecordCheck(PAGE, find)
