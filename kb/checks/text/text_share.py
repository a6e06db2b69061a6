"""The shares of a whole that prose states follow from its figures."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)
PROSE = """
select p.id, p.document_id, p.text from passages p
where p.kind <> 'row' and p.text like '%占%' and (p.text like '%\\%%' escape '\\' or p.text like '%％%')
order by p.document_id, p.number
"""
AMOUNT = re.compile(r"(?<![\d.])(?P<amount>\d[\d,，]*(?:\.\d+)?)\s*万元")
SHARE = re.compile(
    r"(?<![\d.])(?P<amount>\d[\d,，]*(?:\.\d+)?)\s*万元[，,（(]?\s*占[^，,。；;\d]{0,24}?(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)
FEWEST = 2
"""Shares that must follow from one whole before another share of the passage is held against it."""


@dataclass(frozen=True, slots=True)
class Share:
    """An amount in 万元 with the share that is said of it, in percent."""

    amount: Decimal
    percent: Decimal

    def of(self, whole: Decimal) -> bool:
        """Whether the share is that of a whole, rounded or cut to its places."""
        unit = Decimal(1).scaleb(min(int(self.percent.as_tuple().exponent), 0))
        return abs(self.amount / whole * 100 - self.percent) <= max(unit, Decimal("0.01"))


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every share that does not follow from the whole from which the other shares of its passage follow."""
    for row in connection.execute(PROSE):
        shares = [Share(_number(found["amount"]), Decimal(found["share"])) for found in SHARE.finditer(row["text"])]
        whole = _whole(shares, [_number(found["amount"]) for found in AMOUNT.finditer(row["text"])])
        subject = Subject("passages", row["id"], row["document_id"], row["id"])
        for share in shares if whole else ():
            if whole and not share.of(whole):
                yield PAGE.finding(
                    "differs", subject, expected=f"{share.amount / whole * 100:.2f} %", actual=f"{share.percent} %",
                    amount=f"{share.amount} 万元", whole=f"{whole} 万元",
                )


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "").replace("，", ""))


def _whole(shares: Sequence[Share], amounts: Sequence[Decimal]) -> Decimal | None:
    """The one amount of the passage from which at least `FEWEST` shares, and more than half of them, follow."""
    fitting = {
        amount: count for amount in amounts
        if amount and (count := sum(share.of(amount) for share in shares if share.amount)) >= FEWEST
        and count * 2 > len(shares)
    }
    return next(iter(fitting)) if len(fitting) == 1 else None


CHECK = RecordCheck(PAGE, find)
