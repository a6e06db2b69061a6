"""How people mistype one project: each slip breaks the rule that it is listed under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from synthetic.indicators import Indicator
from synthetic.money import show
from synthetic.projects import Project, project_code

COST = "成本指标"
SATISFACTION = "服务对象满意度指标"


def _first(project: Project, level2: str, **changes: str) -> Project:
    """The first indicator of a level changed; where the set has none, one is added."""
    rows = list(project.indicators)
    place = next((place for place, row in enumerate(rows) if row.level2 == level2), None)
    if place is None:
        rows.append(Indicator("产出指标", level2, "物料成本", "物料成本", "≤1万元", "合同约定"))
        place = -1
    rows[place] = replace(rows[place], **changes)
    return replace(project, indicators=tuple(rows))


def _from_elsewhere(project: Project) -> Project:
    division = "110101" if project.code[:2] != "11" else "310101"
    return replace(project, code=project_code(division, 2023, 77))


PROJECT_SLIPS: dict[str, Callable[[Project], Project]] = {
    "plan.falls": lambda project: replace(project, plan=(50, 25, 75, 100)),
    "plan.end": lambda project: replace(project, plan=(25, 50, 75, 90)),
    "project.funds": lambda project: replace(project, treasury=project.amount + 100),
    "code.division": _from_elsewhere,
    "indicator.no_target": lambda project: _first(project, "质量指标", target=""),
    "indicator.word_target": lambda project: _first(project, "质量指标", target="显著提高"),
    "indicator.unit_name": lambda project: _first(project, COST, target="≤480套"),
    "indicator.level_name": lambda project: _first(project, SATISFACTION, name="活动完成率"),
    "indicator.cost_ceiling": lambda project: _first(project, COST, target=f"≤{show(project.amount)}万元"),
}
