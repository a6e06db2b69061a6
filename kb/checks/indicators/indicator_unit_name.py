"""The unit of a target is one that the name, or else the description, allows."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import Indicator, IndicatorSets, Verdict, alike
from kb.checks.figures.sheets import words
from kb.checks.figures.targets import GRADES, is_money, is_share
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page
from loaders.values.wording import fold, without_notes

PAGE = page(__name__)
EXPECTED = {
    "share": "%", "satisfaction": "% / 分", "count": "个 / 件 / 次", "time": "天 / 小时", "money": "元 / 万元",
    "cost": "元 / 万元",
}
"""Units that each sentence of the page expects."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every target whose unit measures something else than the indicator says."""
    for (said, expected, indicator, own), owners in alike(_verdicts(sets)):
        yield PAGE.finding(
            said, own.subject(indicator), owner=owners, indicator=indicator.name, expected=expected,
            actual=indicator.target,
        )


def _verdicts(sets: IndicatorSets) -> Iterator[Verdict]:
    for own in sets:
        for indicator in own.indicators:
            said = _contradiction(indicator) if indicator.value is not None and indicator.unit else None
            if said:
                yield said, EXPECTED[said], indicator, own


def _contradiction(indicator: Indicator) -> str | None:
    """The sentence of the page that tells how name and unit disagree, if they do."""
    name, unit = indicator.plain_name, indicator.unit or ""
    if name.endswith(words("no_shares")) or "=" in indicator.name:
        return None
    promised = _promised(name)
    if promised is None and indicator.description:
        promised = _promised(fold(without_notes(indicator.description)))
    if promised is not None:
        return None if _allows(promised, unit) else promised
    rate = any(word in name for word in words("rates")) or name.endswith("度")
    return "cost" if indicator.is_cost and is_share(unit) and not rate else None


def _promised(name: str) -> str | None:
    """What a name says that it measures."""
    if name.endswith(words("share_ends")):
        return "share"
    if name.endswith("满意度"):
        return "satisfaction"
    if name.endswith(words("count_ends")):
        return "count"
    if name.endswith(words("time_ends")):
        return "time"
    paid = any(word in name for word in words("payments"))
    return "money" if name.endswith(words("price_ends")) and not paid else None


def _allows(promised: str, unit: str) -> bool:
    match promised:
        case "money":
            return is_money(unit)
        case "count" | "time":
            return not is_share(unit)
        case "satisfaction":
            return is_share(unit) or unit in GRADES
    return is_share(unit)


CHECK = IndicatorCheck(PAGE, find)
