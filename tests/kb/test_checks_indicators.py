"""Checks of indicators: targets, units, levels, costs, copied sets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


@pytest.mark.parametrize(("measure", "target", "finding"), [
    ("quantity", "≥95%", None), ("deadline", "2024年底", None), ("compound", "服务器4台、交换机2台", None),
    ("missing", None, ("indicator.no_target", "warning", "“办结率” has no target", None, None)),
    ("quality", "显著提高", ("indicator.word_target", "info", "the target of “办结率” is in words", "a number",
                           "显著提高")),
])
def test_targets(tiny: Tiny, measure: str, target: str | None, finding: tuple[str, ...] | None) -> None:
    tiny.add("indicators", measure=measure, target=target)
    assert [found[:5] for found in tiny.findings()] == ([finding] if finding else [])


@pytest.mark.parametrize(("name", "level2", "unit", "expected"), [
    ("刻章成本", "成本指标", "套", "money"),
    ("支出成本费用", "成本指标", "%", "money"),
    ("刻章成本", "成本指标", "元/套", None),
    ("成本节约率", "成本指标", "%", None),
    ("工资保险发放(缴纳)标准", "成本指标", "%", "money, or a rate by its name"),
    ("返修率", "质量指标", "次", "a share in percent"),
    ("事项办结率", "质量指标", "%", None),
    ("群众满意度", "服务对象满意度指标", "人", "a share in percent, or points"),
    ("群众满意度", "服务对象满意度指标", "分", None),
    ("维护设备数量", "数量指标", "%", "a number of things"),
    ("年度办件量", "数量指标", "件", None),
    ("采购成本", "成本指标", None, None),
])
def test_units_and_names(tiny: Tiny, name: str, level2: str, unit: str | None, expected: str | None) -> None:
    tiny.add("indicators", name=name, level2=level2, unit=unit, value=95.0, target=f"≤95{unit}")
    message = f"the unit of “{name}” differs from what its name measures"
    wanted = [("indicator.unit_name", "warning", message, expected, f"≤95{unit}")] if expected else []
    assert [found[:5] for found in tiny.findings()] == wanted


@pytest.mark.parametrize(("value", "unit", "operator", "found"), [
    (2.88, "万元", "≤", 1), (28800.0, "元", "≤", 1), (2.88, "万", "=", 1), (2.0, "万元", "≤", 0),
    (2.88, "万元", "≥", 0), (2.88, "人", "≤", 0),
])
def test_a_cost_ceiling_that_is_the_budget(tiny: Tiny, value: float, unit: str, operator: str, found: int) -> None:
    project = tiny.add("projects", amount=Decimal("2.88"))
    tiny.add(
        "indicators", name="项目支出", level2="成本指标", project_id=project, value=value, unit=unit, operator=operator,
        target="≤2.88万元",
    )
    message = "the target of “项目支出” is the whole amount of the project (project “热线经费”)"
    assert [finding[:5] for finding in tiny.findings()] == [
        ("indicator.cost_ceiling", "info", message, None, "≤2.88万元")
    ][:found]


@pytest.mark.parametrize(("name", "level1", "level2", "finding"), [
    ("活动完成率", "满意度指标", "服务对象满意度指标",
     ("warning", "“活动完成率” stands under 满意度指标 and measures something else by its name", "satisfaction",
      "活动完成率")),
    ("群众满意率", "效益指标", "生态效益指标",
     ("info", "“群众满意率” measures satisfaction and stands under 效益指标", "满意度指标", "效益指标")),
    ("公众投诉率", "满意度指标", "服务对象满意度指标", None),
    ("群众满意率", "效益指标", "服务对象满意度指标", None),
    ("提高服务效率，提升群众满意度", "效益指标", "社会效益指标", None),
    ("群众满意率", None, None, None),
])
def test_names_and_levels(
    tiny: Tiny, name: str, level1: str | None, level2: str | None, finding: tuple[str, ...] | None
) -> None:
    tiny.add("indicators", name=name, level1=level1, level2=level2)
    assert [found[1:5] for found in tiny.findings()] == ([finding] if finding else [])


def _project(tiny: Tiny, name: str, *signatures: str | None, cost: str | None = None) -> None:
    project = tiny.add("projects", name=name)
    for signature in signatures:
        tiny.add("indicators", project_id=project, signature=signature)
    if cost:
        tiny.add("indicators", project_id=project, signature=cost, level2="成本指标")


def test_copied_sets_of_indicators(tiny: Tiny) -> None:
    _project(tiny, "甲", "1", "2", "3", cost="5万元")
    _project(tiny, "乙", "3", "1", "2", cost="7万元")
    _project(tiny, "丙", "1", "2", "4")
    _project(tiny, "丁", "7", "8", "9")
    _project(tiny, "戊", "9", "8", "7")
    own, cost = "indicators of its own", ", apart from cost,"
    assert [finding[1:] for finding in tiny.findings()] == [
        ("warning", f"the indicators of “{name}”{apart} are those of another project: {other}", own,
         "3 identical indicators", f"passage of projects-{number}")
        for name, apart, other, number in (
            ("丁", "", "戊", 4), ("乙", cost, "甲", 2), ("戊", "", "丁", 5), ("甲", cost, "乙", 1),
        )
    ]


def test_small_sets_and_sets_without_targets_are_no_copies(tiny: Tiny) -> None:
    for name in ("甲", "乙"):
        _project(tiny, name, "1", "2")
    for name in ("丙", "丁"):
        _project(tiny, name, "1", "2", "3", None)
    assert tiny.findings() == []


def test_findings_are_the_same_whatever_the_order_of_rows(tmp_path: Path) -> None:
    found = []
    for order in (1, -1):
        folder = tmp_path / str(order)
        folder.mkdir()
        tiny = Tiny(folder).document()
        for number, name in [(1, "刻章成本"), (2, "返修率"), (3, "办公费")][::order]:
            tiny.add("indicators", id=f"i{number}", name=name, unit="套", value=1.0, target="1套")
        tiny.findings()
        found.append([tuple(row) for row in tiny.connection.execute("select id, message from findings order by id")])
    assert len(found[0]) == 3
    assert found[0] == found[1]
