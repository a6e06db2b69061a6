"""In the procurement table: quantity × price = amount."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.checks.figures.rounding import PLACES
from kb.checks.finding import Finding, Subject, passage_of, wan
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PRICED = f"""
select p.id, p.document_id, p.label, p.quantity, p.price_fen, p.amount_fen, {passage_of('procurements', 'p.id')}
from procurements p where quantity is not null and price_fen is not null and amount_fen is not null
order by document_id, position, id
"""
LARGEST = 10_000
"""The largest last place, in 分, to which a price counts as rounded."""


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every line whose amount is not its quantity times its price."""
    for row in connection.execute(PRICED):
        computed = round(row["quantity"] * row["price_fen"])
        unit = next(place for place in PLACES if place <= LARGEST and row["price_fen"] % place == 0)
        if abs(computed - row["amount_fen"]) > unit * (row["quantity"] + 1) / 2:
            subject = Subject("procurements", row["id"], row["document_id"], row["passage_id"])
            yield PAGE.finding(
                "differs", subject, actual=wan(row["amount_fen"]), line=row["label"],
                expected=f"{row['quantity']:g} × {wan(row['price_fen']).removesuffix(' 万元')} = {wan(computed)}",
            )


CHECK = RecordCheck(PAGE, find)
