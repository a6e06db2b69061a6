"""Bars of money and strips of targets, drawn as SVG by the server."""

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


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a strip: where it stands between the least (0) and the greatest (100), and how often it is used."""

    value: float
    uses: int
    place: float
    radius: float


def strip(values: Sequence[tuple[float, int]]) -> list[Dot]:
    """Values with their uses as dots, whose areas grow with the uses; nothing where all are one value.

    >>> [(dot.place, dot.radius) for dot in strip([(90.0, 1), (95.0, 4), (100.0, 1)])]
    [(0.0, 2.0), (50.0, 4.0), (100.0, 2.0)]
    >>> strip([(95.0, 7)])
    []
    """
    numbers = [value for value, _ in values]
    if len(set(numbers)) < 2:
        return []
    least, wide = min(numbers), max(numbers) - min(numbers)
    return [
        Dot(value, uses, round((value - least) / wide * 100, 1), round(min(2 * uses ** 0.5, 7.0), 1))
        for value, uses in values
    ]
