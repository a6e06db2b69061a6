"""A number has a unit, where the form prints units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSets
from kb.checks.finding import Finding, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page
from loaders.values.years import years_in

PAGE = page(__name__)
_BARE = re.compile(r"[^\w]*\d[\d,.]*[^\w]*")


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each project the numbers without a unit, when most numbers of the document have one."""
    counted = [i for own in sets for i in own.indicators if i.measure == "quantity"]
    if sum(i.unit is not None for i in counted) * 2 <= len(counted):
        return
    for own in sets:
        bare = [indicator for indicator in own.indicators if _is_bare(indicator)]
        if bare:
            yield PAGE.finding(
                "missing", own.subject(*bare), owner=own.owner, count=len(bare),
                names=listed(indicator.name for indicator in bare),
                actual=listed(indicator.target or "" for indicator in bare),
            )


def _is_bare(indicator: Indicator) -> bool:
    """Whether the target is a number and nothing else; zero needs no unit, and a year is its own."""
    target = indicator.target or ""
    return (
        indicator.measure == "quantity" and indicator.unit is None and bool(indicator.value)
        and _BARE.fullmatch(target) is not None and not years_in(f"{target}年")
    )


CHECK = IndicatorCheck(PAGE, find)
