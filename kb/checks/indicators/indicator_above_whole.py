"""A share of a whole is at most 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSets, alike
from kb.checks.figures.sheets import words
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every target of a share that asks for more than the whole."""
    above = (
        ("above", None, indicator, own) for own in sets for indicator in own.indicators
        if indicator.unit == "%" and _is_share_of_whole(indicator) and _exceeds(indicator)
    )
    for (said, _, indicator, own), owners in alike(above):
        yield PAGE.finding(
            said, own.subject(indicator), owner=owners, indicator=indicator.name, expected="≤ 100%",
            actual=indicator.target,
        )


def _is_share_of_whole(indicator: Indicator) -> bool:
    name = indicator.plain_name
    return name.endswith(words("whole_shares")) and not any(word in name for word in words("growth"))


def _exceeds(indicator: Indicator) -> bool:
    greatest = max(indicator.value or 0, indicator.value_high or 0)
    return greatest > 100 or (greatest == 100 and indicator.operator == ">")


CHECK = IndicatorCheck(PAGE, find)
