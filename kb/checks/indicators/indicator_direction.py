"""The sign of a target points where more, or less, is better."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSets, Verdict, alike
from kb.checks.figures.sheets import words
from kb.checks.figures.targets import is_money, is_share
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)
RISING = ("≥", ">")
FALLING = ("≤", "<")
WORKLOAD = "数量指标"
"""Where complaints or petitions may be counted as work to be done."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every target that asks for at least so much of what should be little, or at most so much of what should be
    much."""
    for (said, expected, indicator, own), owners in alike(_verdicts(sets)):
        yield PAGE.finding(
            said, own.subject(indicator), owner=owners, indicator=indicator.name, expected=expected,
            actual=indicator.target,
        )


def _verdicts(sets: IndicatorSets) -> Iterator[Verdict]:
    for own in sets:
        for indicator in own.indicators:
            said = _contradiction(indicator)
            if said:
                yield said, "≥" if said == "much" else "≤", indicator, own


def _contradiction(indicator: Indicator) -> str | None:
    """The sentence of the page that tells what the sign contradicts, if it does."""
    if indicator.operator in FALLING:
        return "much" if _wanted(indicator) else None
    if indicator.operator not in RISING:
        return None
    if indicator.level2 != WORKLOAD and _unwanted(indicator.plain_name):
        return "little"
    if indicator.plain_name.endswith(words("waiting_times")):
        return "time"
    return "cost" if _is_expense(indicator) else None


def _wanted(indicator: Indicator) -> bool:
    name = indicator.plain_name
    return (
        is_share(indicator.unit or "") and indicator.value != 100 and not indicator.is_cost
        and name.endswith(words("good_shares")) and not any(word in name for word in words("negations"))
    )


def _unwanted(name: str) -> bool:
    """Whether a name counts what should be rare, and not how it is dealt with."""
    stem = next((name.removesuffix(tail) for tail in words("unwanted_tails") if name.endswith(tail)), name)
    return stem.endswith(words("unwanted")) and not any(word in name for word in words("dealt_with"))


def _is_expense(indicator: Indicator) -> bool:
    """Whether a target is money that the project spends, and nobody receives as a benefit."""
    name = indicator.plain_name
    expense = indicator.is_cost or name.endswith(("成本", "单价", "造价"))
    return expense and is_money(indicator.unit or "") and not any(word in name for word in words("benefits"))


CHECK = IndicatorCheck(PAGE, find)
