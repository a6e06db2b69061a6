"""A target names what it rests on, where the form has a column for that."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the targets without a basis, when most targets of the document have one."""
    everything = [indicator for own in sets for indicator in own.indicators]
    if sum(indicator.basis is not None for indicator in everything) * 2 <= len(everything):
        return
    for own in sets:
        bare = [indicator for indicator in own.indicators if not indicator.basis]
        if bare:
            yield PAGE.finding(
                "missing", own.subject(*bare), owner=own.owner, count=len(bare), of=len(own.indicators),
                names=listed(indicator.name for indicator in bare),
            )


CHECK = IndicatorCheck(PAGE, find)
