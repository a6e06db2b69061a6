"""Checks of indicators at their edges: what is told once, what is left out, what is near a bound."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


def chinese(tiny: Tiny, rule: str) -> list[tuple[str, str, str | None, str | None]]:
    """Severity, Chinese sentence, expected and actual of what one check finds."""
    tiny.findings()
    query = "select severity, message_zh, expected, actual from findings where rule = ? order by message_zh"
    return [tuple(row) for row in tiny.connection.execute(query, (rule,))]


@pytest.mark.parametrize(("measure", "target", "rule"), [
    ("quantity", "≥95%", None), ("deadline", "2024年底", None), ("compound", "服务器4台、交换机2台", None),
    ("missing", None, "indicator.no_target"), ("quality", "显著提高", "indicator.word_target"),
])
def test_targets(tiny: Tiny, measure: str, target: str | None, rule: str | None) -> None:
    tiny.add("indicators", measure=measure, target=target)
    assert [finding[0] for finding in tiny.findings()] == ([rule] if rule else [])


def test_the_words_of_a_project_are_told_once(tiny: Tiny) -> None:
    project = tiny.add("projects")
    for name in ("环境", "秩序", "办结率"):
        quality = name != "办结率"
        tiny.add(
            "indicators", project_id=project, name=name, measure="quality" if quality else "quantity",
            target="改善" if quality else "≥95%",
        )
    assert chinese(tiny, "indicator.word_target") == [
        ("info", "热线经费：3 个指标中有 2 个的指标值是文字描述（环境、秩序）", None, "改善"),
    ]


@pytest.mark.parametrize(("name", "description", "level2", "unit", "expected"), [
    ("刻章成本", None, "成本指标", "套", "元 / 万元"),
    ("支出成本费用", None, "成本指标", "%", "元 / 万元"),
    ("刻章成本", None, "成本指标", "元/套", None),
    ("审核费用", None, "成本指标", "万/年", None),
    ("成本节约率", None, "成本指标", "%", None),
    ("人员与总人数之比", None, "成本指标", "%", None),
    ("工资发放(缴纳)标准", None, "成本指标", "%", "元 / 万元"),
    ("返修率", None, "质量指标", "次", "%"),
    ("刊物印刷频率", None, "时效指标", "期/年", None),
    ("闭环率", None, "质量指标", "%/季度", None),
    ("控制率=实际费用/概算", None, "成本指标", "%", None),
    ("群众满意度", None, "服务对象满意度指标", "人", "% / 分"),
    ("群众满意度", None, "服务对象满意度指标", "分", None),
    ("维护设备数量", None, "数量指标", "%", "个 / 件 / 次"),
    ("设备维护", "维护的设备数量", "数量指标", "%", "个 / 件 / 次"),
    ("返修", "返修占维修的比例", "质量指标", "次", "%"),
    ("采购成本", None, "成本指标", None, None),
    ("足额缴纳保险费", None, "质量指标", "%", None),
    ("故障处理及时率", None, "质量指标", "分", "%"),
    ("正式运行时间", None, "时效指标", "%", "天 / 小时"),
    ("正式运行时间", None, "时效指标", "年", None),
])
def test_units_and_names(
    tiny: Tiny, name: str, description: str | None, level2: str, unit: str | None, expected: str | None
) -> None:
    tiny.add("indicators", name=name, description=description, level2=level2, unit=unit, value=95.0, target="95")
    wanted = [(expected, "95")] if expected else []
    assert [found[2:] for found in chinese(tiny, "indicator.unit_name")] == wanted


def test_one_fault_of_several_projects_is_told_once(tiny: Tiny) -> None:
    for name in ("甲", "乙", "丙"):
        project = tiny.add("projects", name=name)
        times = "次" if name != "丙" else "%"
        tiny.add("indicators", project_id=project, name="返修率", unit=times, value=3.0, target=f"≤3{times}")
    assert chinese(tiny, "indicator.unit_name") == [
        ("warning", "甲、乙的指标“返修率”按名称是比率，指标值的单位不是比率的单位", "%", "≤3次"),
    ]


@pytest.mark.parametrize(("name", "level2", "operator", "value", "unit", "expected"), [
    ("有效投诉率", "社会效益指标", "≥", 3.0, "%", "≤"),
    ("有效投诉率", "社会效益指标", "≤", 3.0, "%", None),
    ("受理投诉数量", "数量指标", "≥", 300.0, "件", None),
    ("来信信访件数", "数量指标", "≥", 300.0, "件", None),
    ("投诉办结率", "社会效益指标", "≥", 98.0, "%", None),
    ("事故减少次数", "社会效益指标", "≥", 3.0, "次", None),
    ("安全事故发生次数", "社会效益指标", ">", 1.0, "次", "≤"),
    ("群众满意度", "服务对象满意度指标", "≤", 90.0, "%", "≥"),
    ("群众满意度", "服务对象满意度指标", "≤", 100.0, "%", None),
    ("群众不满意率", "服务对象满意度指标", "≤", 5.0, "%", None),
    ("项目支付覆盖率", "经济成本指标", "≤", 80.0, "%", None),
    ("故障响应时间", "时效指标", "≥", 2.0, "小时", "≤"),
    ("窗口服务时间", "时效指标", "≥", 8.0, "小时", None),
    ("差旅费用", "成本指标", ">", 3.0, "万元", "≤"),
    ("印制宣传册", "成本指标", "≥", 2.0, "万元", "≤"),
    ("资源消耗", "可持续影响指标", "≥", 95.0, "%", "≤"),
    ("单位采购成本", "数量指标", "≥", 3.0, "元/台", "≤"),
    ("临时救助费用", "成本指标", "≥", 3.0, "万元", None),
    ("个人缴费标准", "经济成本指标", "≥", 430.0, "元", None),
])
def test_directions(
    tiny: Tiny, name: str, level2: str, operator: str, value: float, unit: str, expected: str | None
) -> None:
    tiny.add("indicators", name=name, level2=level2, operator=operator, value=value, unit=unit, target="值")
    assert [found[2] for found in chinese(tiny, "indicator.direction")] == ([expected] if expected else [])


@pytest.mark.parametrize(("name", "operator", "value", "found"), [
    ("群众满意度", "≥", 900.0, 1), ("群众满意度", ">", 100.0, 1), ("群众满意度", "≥", 100.0, 0),
    ("任务完成率", "≥", 110.0, 0), ("覆盖率同比增长占比", "≥", 120.0, 0), ("床位使用率", "≥", 105.0, 0),
])
def test_shares_above_the_whole(tiny: Tiny, name: str, operator: str, value: float, found: int) -> None:
    tiny.add("indicators", name=name, operator=operator, value=value, unit="%", target="值")
    assert len(chinese(tiny, "indicator.above_whole")) == found


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
    assert chinese(tiny, "indicator.cost_ceiling") == [
        ("info", "热线经费的指标“项目支出”：成本上限等于项目全部预算", "< 2.88 万元", "≤2.88万元")
    ][:found]


@pytest.mark.parametrize(("value", "unit", "operator", "found"), [
    (970.92, "万元", "≤", 1), (542.97, "万元", "≤", 0), (542.98, "万元", "<", 1), (970.92, "万元", "≥", 0),
    (970.92, "万元/年", "≤", 0), (500.0, "万元", "≤", 0),
])
def test_costs_above_the_budget(tiny: Tiny, value: float, unit: str, operator: str, found: int) -> None:
    project = tiny.add("projects", amount=Decimal("542.96"))
    tiny.add(
        "indicators", name="租赁成本", level2="成本指标", project_id=project, value=value, unit=unit, operator=operator,
        target=f"{operator}{value}{unit}",
    )
    assert [said[2:] for said in chinese(tiny, "indicator.above_budget")] == [
        ("≤ 542.96 万元", f"{operator}{value}{unit}")
    ][:found]


def test_a_placeholder_is_no_target(tiny: Tiny) -> None:
    tiny.add("indicators", name="待单位补充...", measure="quality", target="优")
    assert [said[1] for said in chinese(tiny, "indicator.no_target")] == [
        "部门整体：有 1 个指标没有指标值（待单位补充...）"
    ]


def test_ceilings_of_several_projects_are_told_once(tiny: Tiny) -> None:
    for name in ("甲", "乙"):
        project = tiny.add("projects", name=name, amount=Decimal("5"))
        tiny.add(
            "indicators", name="成本", level2="成本指标", project_id=project, value=5.0, unit="万元", operator="≤",
            target="≤5万元",
        )
    assert chinese(tiny, "indicator.cost_ceiling") == [
        ("info", "2 个项目的成本上限等于项目全部预算：甲、乙", None, "≤5万元"),
    ]


@pytest.mark.parametrize(("name", "level1", "level2", "unit", "found"), [
    ("活动完成率", "满意度指标", "服务对象满意度指标", "%", ("warning", None, "服务对象满意度指标")),
    ("沿河居民", "满意度指标", "服务对象满意度指标", "%", None),
    ("公众投诉率", "满意度指标", "服务对象满意度指标", "%", None),
    ("群众满意率", "效益指标", "生态效益指标", "%", ("info", "满意度指标", "生态效益指标")),
    ("群众满意率", "效益指标", "服务对象满意度指标", "%", None),
    ("提高服务效率，提升群众满意度", "效益指标", "社会效益指标", "%", None),
    ("群众满意率", None, None, "%", None),
    ("发放及时率", "产出指标", "数量指标", "%", ("info", "时效指标", "数量指标")),
    ("验收合格率", "产出指标", "时效指标", "%", ("info", "质量指标", "时效指标")),
    ("任务完成率", "产出指标", "数量指标", "%", None),
    ("租金", "产出指标", "时效指标", "万元", ("info", "成本指标", "时效指标")),
    ("审核费用", "产出指标", "数量指标", "万元", ("info", "成本指标", "数量指标")),
    ("审减金额", "产出指标", "数量指标", "万元", None),
    ("山桃草", "产出指标", "时效指标", "株", ("info", "数量指标", "时效指标")),
    ("刊物频率", "产出指标", "时效指标", "期/年", None),
    ("办结时间", "产出指标", "时效指标", "个工作日", None),
    ("宣传活动次数", "产出指标", "质量指标", "次", ("info", "数量指标", "质量指标")),
    ("故障次数", "产出指标", "质量指标", "次", None),
    ("服务对象满意度指标", "满意度指标", "服务对象满意度指标", "%", ("info", None, "服务对象满意度指标")),
])
def test_names_and_levels(
    tiny: Tiny, name: str, level1: str | None, level2: str | None, unit: str, found: tuple[str | None, ...] | None
) -> None:
    tiny.add("indicators", name=name, level1=level1, level2=level2, unit=unit)
    said = [(severity, *figures) for severity, _, *figures in chinese(tiny, "indicator.level_name")]
    assert said == ([found] if found else [])


@pytest.mark.parametrize(("target", "value", "found"), [
    ("≥350", 350.0, 1), ("0", 0.0, 0), ("2026", 2026.0, 0), ("≥50G", 50.0, 0), ("3,000", 3000.0, 1),
])
def test_numbers_without_a_unit(tiny: Tiny, target: str, value: float, found: int) -> None:
    tiny.add("indicators", name="覆盖用户", target=target, value=value)
    for _ in range(2):
        tiny.add("indicators", name="办件量", target="≥3件", value=3.0, unit="件")
    assert len(chinese(tiny, "indicator.no_unit")) == found


def test_where_most_numbers_have_no_unit_none_is_asked_for(tiny: Tiny) -> None:
    for unit in (None, None, "件"):
        tiny.add("indicators", target="3", value=3.0, unit=unit)
    assert chinese(tiny, "indicator.no_unit") == []


@pytest.mark.parametrize(("weights", "found"), [
    ((50.0, 30.0, 20.0), 0), ((50.0, 30.0, 10.0), 0), ((0.5, 0.3, 0.2), 0), ((33.33, 33.33, 33.33), 0),
    ((50.0, 30.0, None), 0), ((100.0, 100.0, 100.0), 0), ((50.0, 30.0, 5.0), 1),
])
def test_weights(tiny: Tiny, weights: tuple[float | None, ...], found: int) -> None:
    project = tiny.add("projects")
    for weight in weights:
        tiny.add("indicators", project_id=project, weight=weight)
    assert chinese(tiny, "indicator.weights") == [
        ("warning", "热线经费：3 个指标的分值合计与 100 分不一致", "100 / 90", "50 + 30 + 5 = 85")
    ][:found]


@pytest.mark.parametrize(("count", "target", "expected"), [
    (2, "≥95%", "≥ 3"), (3, "≥95%", None), (30, "≥95%", None), (31, "≥95%", "≤ 30"), (1, "涉密项目", None),
])
def test_how_many_indicators(tiny: Tiny, count: int, target: str, expected: str | None) -> None:
    project = tiny.add("projects")
    for _ in range(count):
        tiny.add("indicators", project_id=project, target=target)
    assert [found[2] for found in chinese(tiny, "indicator.count")] == ([expected] if expected else [])


def test_a_basis_is_asked_for_where_most_have_one(tiny: Tiny) -> None:
    for basis in ("计划", "计划", None):
        tiny.add("indicators", basis=basis)
    assert [found[1] for found in chinese(tiny, "indicator.no_basis")] == [
        "部门整体：3 个指标中有 1 个没有填写指标值确定依据（办结率）"
    ]


def _project(
    tiny: Tiny, name: str, *signatures: str | None, cost: str | None = None, document_id: str = "d"
) -> None:
    project = tiny.add("projects", name=name, document_id=document_id)
    for signature in signatures:
        tiny.add("indicators", project_id=project, signature=signature, document_id=document_id)
    if cost:
        tiny.add("indicators", project_id=project, signature=cost, level2="成本指标", document_id=document_id)


def test_copied_sets_of_indicators_are_told_once_for_each_set(tiny: Tiny) -> None:
    _project(tiny, "甲", "1", "2", "3", cost="5万元")
    _project(tiny, "乙", "3", "1", "2", cost="7万元")
    _project(tiny, "丙", "1", "2", "4")
    _project(tiny, "丁", "7", "8", "9")
    _project(tiny, "戊", "9", "8", "7")
    assert chinese(tiny, "indicator.copied_set") == [
        ("warning", "2 个项目的 3 个指标及指标值完全相同：丁、戊", None, "3"),
        ("warning", "除成本指标外，2 个项目的 3 个指标及指标值完全相同：甲、乙", None, "3"),
    ]


def test_one_project_in_two_documents_is_no_copy_and_another_one_is(tiny: Tiny) -> None:
    tiny.document("e")
    _project(tiny, "甲", "1", "2", "3")
    _project(tiny, "甲", "1", "2", "3", document_id="e")
    _project(tiny, "乙", *"456789")
    _project(tiny, "丙", *"456789", document_id="e")
    _project(tiny, "丁", *"45678")
    _project(tiny, "戊", *"45678", document_id="e")
    assert [found[1] for found in chinese(tiny, "indicator.copied_set")] == [
        "2 个项目的 6 个指标及指标值完全相同：丙、乙", "2 个项目的 6 个指标及指标值完全相同：乙、丙",
    ]


def test_small_sets_and_sets_without_targets_are_no_copies(tiny: Tiny) -> None:
    for name in ("甲", "乙"):
        _project(tiny, name, "1", "2")
    for name in ("丙", "丁"):
        _project(tiny, name, "1", "2", "3", None)
    assert chinese(tiny, "indicator.copied_set") == []


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
