"""An indicator has a target."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSets
from kb.checks.figures.sheets import words
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the indicators that print no target."""
    for own in sets:
        bare = [indicator for indicator in own.indicators if _is_open(indicator)]
        if bare:
            names = listed(indicator.name for indicator in bare)
            yield PAGE.finding("missing", own.subject(*bare), owner=own.owner, count=len(bare), names=names)


def _is_open(indicator: Indicator) -> bool:
    """Whether there is no target, or a word in its place that says that it is still to come."""
    printed = f"{indicator.name} {indicator.target or ''}"
    return indicator.measure == "missing" or any(word in printed for word in words("placeholders"))


CHECK = IndicatorCheck(PAGE, find)
