"""An indicator has a target."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the indicators that print no target."""
    for own in sets:
        bare = [indicator for indicator in own.indicators if indicator.measure == "missing"]
        if bare:
            names = listed(indicator.name for indicator in bare)
            yield PAGE.finding("missing", own.subject(*bare), owner=own.owner, count=len(bare), names=names)


CHECK = IndicatorCheck(PAGE, find)
