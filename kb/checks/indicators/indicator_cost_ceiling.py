"""The target of a cost indicator is not just the whole amount of its project."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSet, IndicatorSets
from kb.checks.figures.targets import target_fen
from kb.checks.finding import Finding, listed, wan
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each document the ceilings of cost that equal the budget of their project."""
    equal = [(own, i) for own in sets for i in own.indicators if i.is_cost and _is_budget(i, own)]
    if len(equal) == 1:
        own, indicator = equal[0]
        yield PAGE.finding(
            "equal", own.subject(indicator), owner=own.owner, indicator=indicator.name,
            expected=f"< {wan(own.project_fen or 0)}", actual=indicator.target,
        )
    elif equal:
        own, indicator = equal[0]
        yield PAGE.finding(
            "several", own.subject(indicator), count=len({own.project_id for own, _ in equal}),
            names=listed(own.project or "" for own, _ in equal), actual=listed(i.target or "" for _, i in equal),
        )


def _is_budget(indicator: Indicator, own: IndicatorSet) -> bool:
    fen = target_fen(indicator.value, indicator.unit)
    return bool(fen) and fen == own.project_fen and indicator.operator in ("≤", "=", "<")


CHECK = IndicatorCheck(PAGE, find)
