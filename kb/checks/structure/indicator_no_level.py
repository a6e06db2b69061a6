"""An indicator has the levels that its form prints."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the indicators without a first or a second level, when most of the document have one."""
    everything = [indicator for own in sets for indicator in own.indicators]
    for sentence in ("level1", "level2"):
        if sum(getattr(indicator, sentence) is not None for indicator in everything) * 2 <= len(everything):
            continue
        for own in sets:
            bare = [i for i in own.indicators if getattr(i, sentence) is None and not i.is_unclear]
            if bare:
                yield PAGE.finding(
                    sentence, own.subject(*bare), owner=own.owner, count=len(bare), of=len(own.indicators),
                    names=listed(indicator.name for indicator in bare),
                )


CHECK = IndicatorCheck(PAGE, find)
