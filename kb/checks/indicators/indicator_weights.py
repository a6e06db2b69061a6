"""The weights of a project's indicators add up to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)
SUMS = (100, 90)
"""All points; without the ten points that every self-evaluation keeps for spending the budget."""
LEAST, MOST = 50, 150
"""Sums of points; others are of weights of another kind, such as parts of one."""
TOLERANCE = Decimal("0.05")


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every project all of whose indicators print a weight, when the weights add up to something else."""
    for own in sets:
        weights = [Decimal(str(i.weight)) for i in own.indicators if i.weight is not None]
        if 1 < len(weights) == len(own.indicators) and not _is_whole(sum(weights, Decimal())):
            yield PAGE.finding(
                "differs", own.subject(), owner=own.owner, count=len(weights), expected="100 / 90",
                actual=f"{' + '.join(map(_told, weights))} = {_told(sum(weights, Decimal()))}",
            )


def _is_whole(total: Decimal) -> bool:
    """Whether a sum is right, or so far off that the weights are of another kind."""
    return not LEAST <= total <= MOST or any(abs(total - whole) <= TOLERANCE for whole in SUMS)


def _told(points: Decimal) -> str:
    return f"{points:f}".removesuffix(".0")


CHECK = IndicatorCheck(PAGE, find)
