"""Bars of money, drawn as SVG by the server: each with its name, its amount and its share of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `width` is its length in percent of the longest, `share` its part of the sum."""

    name: str
    wan: float
    width: float
    share: float
    code: str | None


def bars(amounts: Sequence[tuple[str, float, str | None]]) -> list[Bar]:
    """The bars of some amounts; negative amounts have no length, and shares are given where none is negative.

    >>> [(bar.name, bar.width, round(bar.share, 2)) for bar in bars([("甲", 30.0, None), ("乙", 10.0, None)])]
    [('甲', 100.0, 0.75), ('乙', 33.3, 0.25)]
    >>> bars([])
    []
    """
    longest = max((wan for _, wan, _ in amounts), default=0.0)
    whole = sum(wan for _, wan, _ in amounts)
    if longest <= 0:
        return []
    return [
        Bar(name, wan, round(max(wan, 0.0) / longest * 100, 1), wan / whole if whole else 0.0, code)
        for name, wan, code in amounts
    ]
