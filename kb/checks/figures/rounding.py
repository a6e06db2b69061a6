"""When a difference between printed figures is rounding, and no finding.

Each figure may be off by half a unit of its last printed place. A sum of n figures may therefore differ from its total
by (n + 1) / 2 units; more than `MOST` units are never called rounding. The unit is 0.01 万元 when all figures are whole
multiples of it, else 1 yuan or 1 fen.
"""

from __future__ import annotations

from collections.abc import Sequence

UNITS = (10_000, 100, 1)
"""0.01 万元, 1 元 and 1 分, in 分."""
MOST = 2


def sums_to(total: int, parts: Sequence[int]) -> bool:
    """Whether a total is the sum of its parts, apart from rounding; all in 分.

    >>> sums_to(364_160_000, [332_430_000, 31_730_000]), sums_to(364_160_000, [332_430_000, 31_710_000])
    (True, False)
    """
    return abs(total - sum(parts)) <= tolerance((total, *parts))


def exceeds(parts: Sequence[int], total: int) -> bool:
    """Whether parts add up to more than their total, apart from rounding."""
    return sum(parts) - total > tolerance((total, *parts))


def tolerance(figures: Sequence[int]) -> int:
    """The greatest difference that rounding can make among figures, one of them the sum of the others.

    >>> tolerance([100_000_000, 50_000_000, 50_000_000]), tolerance([100_000_000] * 9), tolerance([123, 100, 23])
    (10000, 20000, 1)
    """
    printed = [figure for figure in figures if figure]
    unit = next(unit for unit in UNITS if all(figure % unit == 0 for figure in printed))
    return min(len(figures) // 2, MOST) * unit


def says_same(said: int, counted: int) -> bool:
    """Whether a figure said in prose is another one, rounded to as many places as the prose prints.

    >>> says_same(1_434_890_000, 1_434_885_334), says_same(600_000_000, 598_780_000)
    (True, False)
    """
    place = next(place for place in (1_000_000, 100_000, *UNITS) if said % place == 0)
    return abs(said - counted) <= max(place // 2, 1) + tolerance((said, counted)) // 2
