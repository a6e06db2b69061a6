"""A description says more than the name."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
FEWEST = 3
"""Repeated names of a project that are worth a remark."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the descriptions that repeat the name, when they are several and at least half of all."""
    for own in sets:
        described = [indicator for indicator in own.indicators if indicator.description]
        same = [i for i in described if fold(i.description or "") == fold(i.name)]
        if len(same) >= FEWEST and len(same) * 2 >= len(described):
            yield PAGE.finding(
                "same", own.subject(*same), owner=own.owner, count=len(same), of=len(described),
                names=listed(indicator.name for indicator in same),
            )


CHECK = IndicatorCheck(PAGE, find)
