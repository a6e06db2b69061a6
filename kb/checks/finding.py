"""A finding: what a check saw, what it expected, what stands there instead, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The gravest first."""
LONGEST = 24
"""Characters of a name in a list of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`subject` is the record that it is about; `passage_id` the passage that says it.

    `message` is one neutral sentence, in English, and in Chinese as `message_zh`. `expected` and `actual` hold what
    any language reads alike: figures, signs, words as printed. A finding about what people wrote beside the documents
    has neither document nor subject.
    """

    rule: str
    severity: Severity
    document_id: str | None
    subject_table: str | None
    subject_id: str | None
    message: str
    message_zh: str | None = None
    expected: str | None = None
    actual: str | None = None
    passage_id: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: a record of a table, the document that states it, and the passage that says it.

    What people wrote beside the documents is no record of any.
    """

    table: str | None = None
    id: str | None = None
    document_id: str | None = None
    passage_id: str | None = None


def passage_of(record_table: str, record_id: str) -> str:
    """The SQL for the first passage that states a record, as a column `passage_id`. Both names come from our code."""
    return (
        "(select e.passage_id from evidence e join passages s on s.id = e.passage_id"
        f" where e.record_table = '{record_table}' and e.record_id = {record_id}"
        " order by s.number limit 1) as passage_id"
    )


def wan(fen: int) -> str:
    """An amount for people: 万元 with at least two decimals.

    >>> wan(364_160_000), wan(0), wan(-123_450)
    ('364.16 万元', '0.00 万元', '-0.12345 万元')
    """
    amount = (Decimal(fen) / 1_000_000).normalize()
    places = max(2, -int(amount.as_tuple().exponent))
    return f"{amount:.{places}f} 万元"


def listed(names: Iterable[str], shown: int = 5) -> str:
    """Names for people, each once: the first ones, and a mark when there are more. Long names are cut.

    >>> listed(["甲", "乙", "甲"]), listed(["甲", "乙", "丙"], shown=2)
    ('甲、乙', '甲、乙…')
    """
    own = list(dict.fromkeys(names))
    cut = (name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in own[:shown])
    return "、".join(cut) + ("…" if len(own) > shown else "")


def summed(amounts: Sequence[int]) -> str:
    """A sum for people, with its parts when there are several.

    >>> summed([332_430_000, 31_730_000])
    '332.43 + 31.73 = 364.16 万元'
    """
    parts = " + ".join(wan(amount).removesuffix(" 万元") for amount in amounts)
    return f"{parts} = {wan(sum(amounts))}" if len(amounts) > 1 else wan(sum(amounts))
