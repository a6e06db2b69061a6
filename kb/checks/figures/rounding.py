"""When a difference between printed figures is rounding, and no finding.

Each figure may be off by half a unit of its last printed place. A sum of n figures may therefore differ from its total
by (n + 1) / 2 units; more than `MOST` units are never called rounding. The unit is 0.01 万元 when all figures are whole
multiples of it, else 1 yuan: tables in yuan print some totals without 分.
"""

from __future__ import annotations

from collections.abc import Sequence

UNITS = (10_000, 100)
"""0.01 万元 and 1 元, in 分."""
PLACES = (1_000_000, 100_000, *UNITS, 1)
"""What the last printed place of a figure may count."""
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
    (10000, 20000, 100)
    """
    printed = [figure for figure in figures if figure]
    unit = next((unit for unit in UNITS if all(figure % unit == 0 for figure in printed)), UNITS[-1])
    return min(len(figures) // 2, MOST) * unit


def says_same(said: int, counted: int) -> bool:
    """Whether a figure said in prose is another one, rounded to the places that the prose prints, or cut to 0.01 万元.

    >>> says_same(1_434_890_000, 1_434_885_334), says_same(7_633_510_000, 7_633_516_247)
    (True, True)
    >>> says_same(600_000_000, 598_780_000)
    False
    """
    place = next(place for place in PLACES if said % place == 0)
    rounded = max(place // 2, 1) + tolerance((said, counted)) // 2
    return abs(said - counted) <= max(rounded, UNITS[0] - 1 if place == UNITS[0] else 0)


def half_place(fen: int) -> float:
    """Half a unit of the last place that a figure prints, in 分; figures in whole 万元 are taken to print two places.

    >>> half_place(1_434_890_000), half_place(4_800_000), half_place(5_000_000)
    (5000.0, 50000.0, 5000.0)
    """
    if fen % 1_000_000 == 0:
        return UNITS[0] / 2
    return next(place for place in PLACES[1:] if fen % place == 0) / 2


def said_sums_to(total: int, parts: Sequence[int]) -> bool:
    """Whether a total said in prose is the sum of its parts, each rounded to the places that it prints itself.

    >>> said_sums_to(370_620_000, [252_619_000, 0, 118_000_000]), said_sums_to(10_000_000, [8_000_000, 1_000_000])
    (True, False)
    """
    return abs(total - sum(parts)) <= max(sum(map(half_place, (total, *parts))), tolerance((total, *parts)))
