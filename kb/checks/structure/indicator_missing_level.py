"""The indicators of a project fill the levels that the form asks for."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSet, IndicatorSets
from kb.checks.finding import Finding, Subject, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page

PAGE = page(__name__)
FIRST = ("产出指标", "效益指标")
"""First levels that every generation of the form asks for."""
SECOND = ("数量指标", "质量指标", "时效指标")
"""Second levels of outputs that every generation asks for."""
CUSTOMARY = ("成本指标", "满意度指标")
"""Levels that depend on the generation and the project: asked for where most projects of the document have them."""
FEWEST = 3
"""Indicators of a project below which only their number is told, by `indicator.count`."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each document the projects that leave out the same levels."""
    groups: dict[tuple[str, tuple[str, ...]], list[IndicatorSet]] = {}
    for own, sentence, missing in _gaps(sets):
        groups.setdefault((sentence, missing), []).append(own)
    for (sentence, missing), same in groups.items():
        first = same[0]
        subject = first.subject() if len(same) == 1 else Subject(
            "documents", first.document_id, first.document_id, first.project_passage_id
        )
        yield PAGE.finding(
            sentence, subject, count=len(same), names=listed(own.project or "" for own in same),
            levels="、".join(missing), expected="、".join(missing),
        )


def _gaps(sets: IndicatorSets) -> Iterator[tuple[IndicatorSet, str, tuple[str, ...]]]:
    """The projects with levels that hold no indicator: the sentence of the page, and which."""
    customary = [level for level in CUSTOMARY if sum(level in _levels(own) for own in sets) * 2 > len(sets)]
    for own in sets:
        levels = _levels(own)
        if own.project_id is not None and len(own.indicators) >= FEWEST and _is_whole(own):
            first = [level for level in FIRST if level not in levels]
            second = [level for level in SECOND if level not in levels and "产出指标" in levels]
            missing = (*first, *second, *(level for level in customary if level not in levels))
            if missing:
                yield own, "first" if first else "second", missing


def _levels(own: IndicatorSet) -> set[str]:
    """The levels of a set; costs in money are costs at either level."""
    costs = any(indicator.is_cost or indicator.level1 == "成本指标" for indicator in own.indicators)
    return {*own.levels, *(["成本指标"] if costs else [])}


def _is_whole(own: IndicatorSet) -> bool:
    """Whether every indicator has its levels; else a missing one may be that of an indicator without."""
    return all(indicator.level1 and indicator.level2 for indicator in own.indicators)


CHECK = IndicatorCheck(PAGE, find)
