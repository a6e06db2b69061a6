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
        worded = [indicator for indicator in own.indicators if indicator.measure == "quality"]
        if worded and not own.is_secret:
            yield PAGE.finding(
                "words", own.subject(*worded), owner=own.owner, count=len(worded), of=len(own.indicators),
                names=listed(indicator.name for indicator in worded),
                actual=listed(indicator.target or "" for indicator in worded),
            )


CHECK = IndicatorCheck(PAGE, find)
