"""A cost indicator does not allow more money than its project has."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSet, IndicatorSets
from kb.checks.figures.targets import target_fen
from kb.checks.finding import Finding, wan
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)
TOLERANCE = 10_000
"""0.01 万元, in 分."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every ceiling of cost, or cost to be reached, above the amount of its project."""
    for own in sets:
        for indicator in own.indicators:
            if indicator.is_cost and _exceeds(indicator, own):
                yield PAGE.finding(
                    "above", own.subject(indicator), owner=own.owner, indicator=indicator.name,
                    expected=f"≤ {wan(own.project_fen or 0)}", actual=indicator.target,
                )


def _exceeds(indicator: Indicator, own: IndicatorSet) -> bool:
    fen = target_fen(indicator.value, indicator.unit)
    if fen is None or not own.project_fen or indicator.operator not in ("≤", "=", "<"):
        return False
    return fen - own.project_fen > TOLERANCE


CHECK = IndicatorCheck(PAGE, find)
