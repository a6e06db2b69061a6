"""An indicator stands at the level that its name belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import (
    SATISFACTION,
    SATISFACTION_LEVELS,
    Indicator,
    IndicatorSets,
    Verdict,
    alike,
)
from kb.checks.figures.sheets import words
from kb.checks.figures.targets import is_money, is_share
from kb.checks.finding import Finding
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
OF_NUMBER, OF_QUALITY, OF_TIME, OF_MONEY = "数量指标", "质量指标", "时效指标", "成本指标"
OUTPUTS = (OF_NUMBER, OF_QUALITY, OF_TIME, OF_MONEY, "经济成本指标", "社会成本指标", "生态环境成本指标")


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """Every indicator of satisfaction at another level, of something else at the level of satisfaction, and outputs
    whose names belong to another second level."""
    for (said, level, indicator, own), owners in alike(_verdicts(sets)):
        printed = indicator.level2 or indicator.level1 or ""
        yield PAGE.finding(
            said, own.subject(indicator), owner=owners, indicator=indicator.name, level=printed, expected=level,
            actual=printed,
        )


def _verdicts(sets: IndicatorSets) -> Iterator[Verdict]:
    for own in sets:
        for indicator in own.indicators:
            said, level = _verdict(indicator)
            if said:
                yield said, level, indicator, own


def _verdict(indicator: Indicator) -> tuple[str | None, str | None]:
    """The sentence of the page and the level that the name belongs to, where it stands at another one."""
    if fold(indicator.name) in map(fold, filter(None, (indicator.level1, indicator.level2))):
        return "repeats", None
    if indicator.level1 == SATISFACTION:
        return ("other", None) if _is_no_satisfaction(indicator) else (None, None)
    if indicator.level1 and indicator.level2 not in SATISFACTION_LEVELS and _is_satisfaction(indicator):
        return "satisfaction", SATISFACTION
    if indicator.level2 in OUTPUTS:
        level = _output(indicator)
        return ("output", level) if level not in (None, indicator.level2) else (None, None)
    return None, None


def _is_no_satisfaction(indicator: Indicator) -> bool:
    """Whether a name promises something else. A name of people alone (北京市民) means their satisfaction."""
    said = fold(indicator.name)
    promises = (*words("share_ends"), *words("count_ends"), *words("effects"))
    return indicator.plain_name.endswith(promises) and not any(word in said for word in words("satisfaction"))


def _is_satisfaction(indicator: Indicator) -> bool:
    """Whether a name ends in satisfaction, and is no sentence that only ends so."""
    sentence = any(sign in indicator.name for sign in "，,；;。")
    return indicator.plain_name.endswith(("满意度", "满意率")) and not sentence


def _output(indicator: Indicator) -> str | None:
    """The second level of outputs that an indicator of another one belongs to."""
    name = indicator.plain_name
    if name.endswith(words("timely_ends")):
        return OF_TIME
    if name.endswith(words("quality_ends")):
        return OF_QUALITY
    return _by_unit(indicator, name, indicator.unit or "")


def _by_unit(indicator: Indicator, name: str, unit: str) -> str | None:
    """The same by what is counted: money, or things at the levels of quality and time."""
    if is_money(unit):
        bought = indicator.level2 == OF_NUMBER and name.endswith(words("price_ends"))
        return OF_MONEY if bought or indicator.level2 == OF_TIME else None
    if unit and not is_share(unit) and not any(word in name for word in words("unwanted")):
        counted = indicator.level2 == OF_QUALITY and name.endswith(words("count_ends"))
        thing = "/" not in unit and not unit.endswith(words("time_units"))
        return OF_NUMBER if counted or (indicator.level2 == OF_TIME and thing) else None
    return None


CHECK = IndicatorCheck(PAGE, find)
