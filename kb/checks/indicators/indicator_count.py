"""A project has as many indicators as its form asks for, and not more than anybody can follow."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)
FEWEST = 3
"""One of output, one of benefit, one of satisfaction or cost: every generation of the form asks for these."""
MOST = 30


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every project with fewer or more indicators than that."""
    for own in sets:
        count = len(own.indicators)
        if own.project_id is not None and not FEWEST <= count <= MOST and not own.is_secret:
            said, bound = ("few", f"≥ {FEWEST}") if count < FEWEST else ("many", f"≤ {MOST}")
            yield PAGE.finding(said, own.subject(), owner=own.owner, count=count, expected=bound, actual=str(count))


CHECK = IndicatorCheck(PAGE, find)
