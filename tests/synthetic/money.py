"""Amounts as whole hundredths of 万元, so that sums are exact and print with two decimals."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def show(amount: int) -> str:
    """An amount as tables print it, in 万元.

    >>> show(12345), show(0), show(-5)
    ('123.45', '0.00', '-0.05')
    """
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


def cell(amount: int) -> str:
    """An amount in a table, where nothing is printed for nothing."""
    return show(amount) if amount else ""


def split(total: int, weights: Sequence[int], chance: Random) -> list[int]:
    """Parts that add up to the whole, roughly in the proportion of the weights.

    >>> split(1000, [1, 1, 2], Random(1))
    [225, 260, 515]
    """
    shares = [weight * chance.uniform(0.9, 1.1) for weight in weights]
    parts = [int(total * share / sum(shares)) for share in shares]
    return [*parts[:-1], total - sum(parts[:-1])]


def year_by_year(first: int, years: int, chance: Random) -> list[int]:
    """An amount over some years, each a little more or less than the one before."""
    amounts = [first]
    for _ in range(years - 1):
        amounts.append(max(100, int(amounts[-1] * chance.uniform(0.85, 1.2))))
    return amounts
