"""A target can be measured."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the indicators whose targets are words."""
    for own in sets:
        words = [indicator for indicator in own.indicators if indicator.measure == "quality"]
        if words:
            yield PAGE.finding(
                "words", own.subject(*words), owner=own.owner, count=len(words), of=len(own.indicators),
                names=listed(indicator.name for indicator in words),
                actual=listed(indicator.target or "" for indicator in words),
            )


CHECK = IndicatorCheck(PAGE, find)
