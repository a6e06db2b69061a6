"""Lists in which some rows may sum up those below them: what their figures prove, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from kb.checks.figures.rounding import exceeds, sums_to


def makes_up(total: int, amounts: Sequence[int]) -> bool:
    """Whether a list may make up its total: all rows do, or, where rows sum up others below them, more than it.

    >>> makes_up(30_000_000, [10_000_000, 20_000_000]), makes_up(30_000_000, [10_000_000, 10_000_000])
    (True, False)
    >>> makes_up(30_000_000, [30_000_000, 10_000_000, 20_000_000]), makes_up(30_000_000, [5_000_000, 27_000_000])
    (True, False)
    """
    return sums_to(total, amounts) or (exceeds(amounts, total) and nested(amounts))


def nested(amounts: Sequence[int]) -> bool:
    """Whether a row is the sum of rows that follow it, so that it may hold them."""
    return any(
        amount and amount in accumulate(amounts[index + 1 :]) for index, amount in enumerate(amounts)
    )
