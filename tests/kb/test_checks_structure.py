"""Checks of structure and of codes at their edges."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"),
)


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


def chinese(tiny: Tiny, rule: str) -> list[tuple[str, str, str | None, str | None]]:
    """Severity, Chinese sentence, expected and actual of what one check finds."""
    if not tiny.connection.execute("select 1 from checks").fetchone():
        tiny.findings()
    query = "select severity, message_zh, expected, actual from findings where rule = ? order by message_zh"
    return [tuple(row) for row in tiny.connection.execute(query, (rule,))]


def project(tiny: Tiny, name: str, *leave_out: str, amount: str | None = "3") -> str:
    identifier = tiny.add("projects", name=name, **({"amount": Decimal(amount)} if amount else {}))
    for level1, level2 in LEVELS:
        if level2 not in leave_out:
            tiny.add("indicators", project_id=identifier, level1=level1, level2=level2)
    return identifier


def test_a_list_of_projects_without_goal_tables_lacks_nothing(tiny: Tiny) -> None:
    for name in ("甲", "乙"):
        tiny.add("projects", name=name, amount=Decimal(3))
    assert tiny.findings(rule="project.no*") == []


def test_what_several_projects_lack_is_told_once(tiny: Tiny) -> None:
    for name in ("甲", "丁", "戊"):
        project(tiny, name)
    for name in ("乙", "丙"):
        tiny.add("projects", name=name)
    assert chinese(tiny, "project.no_amount") == [("warning", "5 个项目中有 2 个没有金额：乙、丙", None, None)]
    assert chinese(tiny, "project.no_indicators") == [("warning", "5 个项目中有 2 个没有绩效指标：乙、丙", None, None)]


def test_goal_tables_of_selected_projects_ask_nothing_of_the_others(tiny: Tiny) -> None:
    project(tiny, "甲")
    for name in ("乙", "丙"):
        tiny.add("projects", name=name, amount=Decimal(3))
    assert tiny.findings(rule="project.no*") == []


def test_a_project_with_neither_goal_nor_indicators_is_told_once(tiny: Tiny) -> None:
    for name in ("甲", "丁", "戊"):
        tiny.add("goals", project_id=project(tiny, name), scope="project")
    project(tiny, "乙")
    tiny.add("projects", name="丙")
    assert chinese(tiny, "project.no_goal") == [("warning", "5 个项目中有 1 个没有绩效目标：乙", None, None)]


def test_levels_that_projects_leave_out(tiny: Tiny) -> None:
    for name in ("甲", "乙", "丙", "丁"):
        project(tiny, name)
    project(tiny, "戊", "时效指标")
    project(tiny, "己", "时效指标")
    project(tiny, "庚", "社会效益指标", "成本指标")
    assert chinese(tiny, "indicator.missing_level") == [
        ("warning", "1 个项目缺少效益指标、成本指标：庚", "效益指标、成本指标", None),
        ("info", "2 个项目缺少时效指标：戊、己", "时效指标", None),
    ]


def test_costs_and_satisfaction_are_asked_for_only_where_they_are_customary(tiny: Tiny) -> None:
    project(tiny, "甲")
    for name in ("乙", "丙"):
        project(tiny, name, "成本指标", "服务对象满意度指标")
    assert chinese(tiny, "indicator.missing_level") == []


def test_a_project_with_an_indicator_of_no_level_leaves_out_nothing_for_sure(tiny: Tiny) -> None:
    tiny.add("indicators", project_id=project(tiny, "甲", "时效指标"), level1="产出指标")
    assert chinese(tiny, "indicator.missing_level") == []
    assert chinese(tiny, "indicator.no_level") == [
        ("warning", "甲：6 个指标中有 1 个没有二级指标（办结率）", None, None),
    ]


def test_forms_without_levels_lack_none(tiny: Tiny) -> None:
    for _ in range(3):
        tiny.add("indicators", project_id="p")
    assert tiny.findings(rule="indicator.*level*") == []


@pytest.mark.parametrize(("numbers", "found"), [
    ("1 2 3 4 5 5 7", ["5"]), ("1 2 3 1 2 3", []), ("1 1 1", []), ("一 二 二 三 三", ["二、三"]), ("1 2 4", []),
])
def test_numbers_of_duties(tiny: Tiny, numbers: str, found: list[str]) -> None:
    for number in numbers.split():
        tiny.add("responsibilities", number=number, text="管理河道。")
    assert chinese(tiny, "number.repeated") == [
        ("info", f"职责的编号“{twice}”连续出现两次", None, numbers) for twice in found
    ]


def empty_table(tiny: Tiny, title: str) -> None:
    tiny.sheet("expenditure", "|201|一般公共服务支出|total=1")
    texts = [("heading", None, title), ("row", "table_header", "科目编码 | 合计"), ("row", "empty_table", "合计 |")]
    for number, (kind, structure, text) in enumerate(texts, start=100):
        tiny.passage(number, text, kind=kind, structure=structure, table_number=9 if kind == "row" else None)


@pytest.mark.parametrize(("number", "text", "found"), [
    (None, "", 1), (103, "注：本部门没有此项支出。", 0), (103, "说明：按规定列示。", 1),
    (50, "政府性基金预算拨款收入0万元。", 1),
    (50, "本部门无国有资本经营预算。", 1), (50, "本部门未安排政府性基金预算支出。", 0),
])
def test_reasons_for_empty_tables(tiny: Tiny, number: int | None, text: str, found: int) -> None:
    empty_table(tiny, "政府性基金预算支出表")
    if number is not None:
        tiny.passage(number, text, kind="paragraph")
    assert chinese(tiny, "table.empty") == [
        ("warning", "有 1 张空表没有说明原因：政府性基金预算支出表", None, None)
    ][:found]


@pytest.mark.parametrize(("code", "actual"), [
    ("13043426P000000000119", None), ("13043426P0000000001 19", None), ("13043426P00000000119", "13043426P00000000119"),
    ("GZIT2022-SM-W-C-051103", None), ("99999926P00000000119", None),
])
def test_shapes_of_project_codes(tiny: Tiny, code: str, actual: str | None) -> None:
    tiny.add("projects", code=code)
    assert [found[3] for found in chinese(tiny, "code.shape")] == ([actual] if actual else [])


@pytest.mark.parametrize(("rows", "found"), [
    (("|208|社会保障和就业支出|total=1", "|208|社会保障与就业|total=1"), []),
    (("|2210201|住房公积金|total=1", "|2210203|购房补贴|total=1"), []),
    (("|2210201|购房补贴|total=1",), ["科目 2210201 写作“购房补贴”，而这是 2210203 的名称"]),
    (("|2130301|行政运行|total=1", "|2010301|行政运行|total=1"), []),
])
def test_names_of_codes(tiny: Tiny, rows: tuple[str, ...], found: list[str]) -> None:
    tiny.sheet("expenditure", *rows[:1]).sheet("fiscal_expenditure", *rows[1:])
    assert [said[1] for said in chinese(tiny, "code.name")] == found


def test_one_code_with_two_names(tiny: Tiny) -> None:
    tiny.sheet("expenditure", "|2130399|其他水利支出|total=1", "|2130306|水利工程运行与维护|total=1")
    tiny.sheet("fiscal_expenditure", "|2130399|河道清淤|total=1", "|2130306|水利工程运行与维|total=1")
    assert [found[1:] for found in chinese(tiny, "code.name")] == [
        ("科目 2130399 写作“河道清淤”，文件的另一行写作“其他水利支出”", "其他水利支出", "河道清淤"),
    ]
