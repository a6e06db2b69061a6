"""Goal tables in the arrangements that departments print: heads, plans, goals, indicators."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import GOALS, HEAD, INDICATORS, Read, faults, levels, of, reader, targets, unread

from loaders.records import Disbursement, Fund, Goal, Indicator, Project


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


# --- Heads. -----------------------------------------------------------------------------------------------------------


def test_label_and_value_in_one_cell(read: Read) -> None:
    found = read(
        GOALS + "| 项目名称：防汛经费 | 项目编码：13062524P000015103258 |\n"
        "| 主管部门：某县水利局 | 实施单位：某县水利局本级 |\n"
        "| 项目资金（元） | 年度资金总额：500000 | 其中：财政拨款：400000 | 其他资金：100000 |\n" + INDICATORS
    )
    (project,) = of(found, Project)
    assert (project.name, project.code, project.unit) == ("防汛经费", "13062524P000015103258", "某县水利局本级")
    assert (project.amount, project.purpose) == (Decimal("50.00"), None)
    assert [(fund.source, fund.amount) for fund in of(found, Fund)] == [
        ("财政资金", Decimal("40.00")), ("其他资金", Decimal("10.00")),
    ]


@pytest.mark.parametrize(
    ("unit", "printed", "amount"),
    [("元", "1,234,500.00", "123.45"), ("千元", "1234.5", "123.45"), ("万元", "123.45", "123.45"),
     ("亿元", "0.012345", "123.45"), ("万元", "0.000001", "0.000001")],
)
def test_amounts_in_the_unit_of_the_caption(read: Read, unit: str, printed: str, amount: str) -> None:
    found = read(f"1、防汛经费绩效目标表\n\n单位：{unit}\n\n| 项目名称 | 防汛经费 | 预算数 | {printed} |\n{INDICATORS}")
    assert of(found, Project)[0].amount == Decimal(amount)


def test_a_unit_behind_the_figure_comes_before_that_of_the_caption(read: Read) -> None:
    found = read(f"{GOALS}单位：元\n\n| 项目名称 | 防汛经费 | 预算金额 | 10.5万元 |\n{INDICATORS}")
    assert (of(found, Project)[0].amount, of(found, Project)[0].purpose) == (Decimal("10.50"), None)


def test_without_a_unit_there_is_no_amount_but_a_fault(read: Read) -> None:
    found = read(f"{GOALS}| 项目名称 | 防汛经费 | | |\n| 项目资金 | 资金总额 | 12 | 财政拨款 | 12 |\n{INDICATORS}")
    assert of(found, Project)[0].amount is None
    assert of(found, Fund) == []
    assert [fault.message for fault in faults(found, "read.unit")] == [
        "no unit of money is printed for this table, so its amounts were not taken"
    ]


def test_the_unit_of_one_table_is_not_that_of_the_next(read: Read) -> None:
    table = "| 项目名称 | {} | 预算数 | 5 |\n" + INDICATORS
    found = read(
        f"1、甲绩效目标表\n\n单位：元\n\n{table.format('甲')}\n2、乙绩效目标表\n\n单位：万元\n\n{table.format('乙')}\n"
        f"3、丙绩效目标表\n\n{table.format('丙')}"
    )
    assert [(p.name, p.amount) for p in of(found, Project)] == [
        ("甲", Decimal("0.0005")), ("乙", Decimal("5.00")), ("丙", None),
    ]


def test_projects_without_titles_begin_at_their_heads(read: Read) -> None:
    found = read(
        f"{GOALS}| 项目名称 | 甲 | 项目期 | 2024-2026年 |\n| 项目资金（万元） | 年度资金总额： | 10.00 |\n{INDICATORS}"
        f"| 项目名称 | 乙 | 项目属性 | 经常性项目 |\n| 项目资金（万元） | 年度资金总额： | 20.00 |\n{INDICATORS}"
    )
    assert [(p.name, p.amount, p.start_year, p.end_year, p.attribute) for p in of(found, Project)] == [
        ("甲", Decimal("10.00"), 2024, 2026, None), ("乙", Decimal("20.00"), None, None, "经常性项目"),
    ]
    assert [(i.project and i.project.name, i.position) for i in of(found, Indicator)] == [("甲", 1), ("乙", 1)]


def test_labels_that_nobody_knows_stay_unread_and_give_nothing_their_value(read: Read) -> None:
    found = read(f"{GOALS}{HEAD}| 立项依据 | 县委文件 | | |\n| 联系人 | 张三 | 电话 | 12345 |\n{INDICATORS}")
    assert [goal.text for goal in of(found, Goal)] == ["保障防汛"]
    assert of(found, Project)[0].purpose is None
    assert unread(found) == ["立项依据 | 县委文件 |  | ", "联系人 | 张三 | 电话 | 12345"]


def test_a_strange_cell_beside_a_known_label_is_a_fault(read: Read) -> None:
    found = read(f"{GOALS}| 项目名称 | 防汛经费 | 立项依据 | 县委文件 |\n{INDICATORS}")
    assert [fault.actual for fault in faults(found, "read.head")] == ["立项依据 | 县委文件"]


def test_words_in_the_place_of_a_figure_are_no_purpose(read: Read) -> None:
    found = read(
        f"{GOALS}| 项目名称 | 防汛经费 | | |\n| 项目资金（万元） | 资金总额 | 详见附表 | 其他资金 | 无 |\n{INDICATORS}"
    )
    assert (of(found, Project)[0].amount, of(found, Project)[0].purpose) == (None, None)
    assert [fault.actual for fault in faults(found, "read.head")] == ["详见附表"]


def test_figures_of_execution_are_not_those_of_the_budget(read: Read) -> None:
    found = read(
        "某县水利局2023年度项目支出绩效自评表\n\n| 项目名称 | 防汛经费 | | | | | | |\n"
        "| 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
        "| | 年度资金总额 | 10.00 | 12.00 | 11.00 | 10 | 91.7% | 9.2 |\n"
        "| | 其中：当年财政拨款 | 10.00 | 12.00 | 11.00 | — | 91.7% | — |\n"
        "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |\n"
        "| 产出指标 | 数量指标 | 会议 | ≥3场 | 4场 | 20 | 18 | 天气 |\n"
        "| 总分 | | | | | 100 | 97.2 | |\n"
    )
    assert (of(found, Project)[0].amount, of(found, Project)[0].purpose) == (Decimal("10.00"), None)
    assert [fund.amount for fund in of(found, Fund)] == [Decimal("10.00")]
    assert of(found, Project)[0].executed == Decimal("11.00")
    (indicator,) = of(found, Indicator)
    assert (indicator.name, indicator.target, indicator.weight) == ("会议", "≥3场", Decimal("20"))
    assert (indicator.actual, indicator.actual_value, indicator.score) == ("4场", Decimal("4"), Decimal("18"))
    assert indicator.deviation == "天气"
    assert [fault.actual for fault in faults(found, "read.head")] == ["12.00", "12.00"]


def test_money_and_goals_of_several_years_are_not_those_of_the_year(read: Read) -> None:
    found = read(
        "附件1\n\n项目支出绩效目标申报表\n\n（2024年度）\n\n| 项目名称 | 防汛经费 | | | | |\n"
        "| 项目资金（万元） | 中期资金总额： | | 30.00 | 年度资金总额： | 10.00 |\n"
        "| | 其中：财政拨款 | | 30.00 | 其中：财政拨款 | 10.00 |\n"
        "| 总体目标 | 中期目标（2024年—2026年） | | 年度目标 | | |\n"
        "| | 目标1：长期保障 | | 目标1：保障防汛 | | |\n"
        "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 备注 |\n"
        "| | 产出指标 | 数量指标 | 会议 | 3场 | 重要 |\n"
        "| | | 质量指标 | 合格率 | 100% | |\n"
    )
    assert of(found, Project)[0].amount == Decimal("10.00")
    assert [fund.amount for fund in of(found, Fund)] == [Decimal("10.00")]
    assert [(goal.number, goal.text) for goal in of(found, Goal)] == [("1", "保障防汛")]
    assert levels(found) == [("产出指标", "数量指标", "会议"), ("产出指标", "质量指标", "合格率")]
    assert {"30.00", "目标1：长期保障"} <= {fault.actual for fault in faults(found, "read.head")}


# --- Plans and goals. -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "plan"),
    [
        ("| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |\n| | 25% | 50% | 75% | 100% |\n",
         {3: "25", 6: "50", 10: "75", 12: "100"}),
        ("| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |\n| | 24 | | | |\n", {3: "24"}),
        ("| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |\n| | | | | 100 |\n", {12: "100"}),
        ("| 资金支出计划 | 3月底 | | 6月底 | 12月底 |\n| | 25% | | 50% | 100% |\n", {3: "25", 6: "50", 12: "100"}),
        ("| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 | | 24 | | | |\n", {3: "24"}),
    ],
)
def test_plans_with_missing_percents(read: Read, rows: str, plan: dict[int, str]) -> None:
    found = read(GOALS + HEAD + rows + INDICATORS)
    assert {d.month: d.percent for d in of(found, Disbursement)} == {m: Decimal(p) for m, p in plan.items()}


def test_a_plan_whose_percents_cannot_be_placed_is_a_fault(read: Read) -> None:
    found = read(GOALS + HEAD + "| 资金支出计划 | 3月底 | 6月底 | 12月底 |\n| 25% | 50% |\n" + INDICATORS)
    assert of(found, Disbursement) == []
    assert [(fault.expected, fault.actual) for fault in faults(found, "read.plan")] == [("3", "2")]


@pytest.mark.parametrize(
    ("printed", "goals"),
    [
        ("1.保障防汛<br>2.保障抗旱", [("1", "保障防汛"), ("2", "保障抗旱")]),
        ("1.保障防汛；2.保障抗旱；3.2024年建3个站。", [("1", "保障防汛"), ("2", "保障抗旱"), ("3", "2024年建3个站。")]),
        ("目标1：保障防汛；目标2：保障抗旱", [("1", "保障防汛"), ("2", "保障抗旱")]),
        ("保障防汛。5、6月完成验收。", [(None, "保障防汛。5、6月完成验收。")]),
    ],
)
def test_goals_numbered_in_one_cell(read: Read, printed: str, goals: list[tuple[str | None, str]]) -> None:
    found = read(f"{GOALS}| 项目名称 | 防汛经费 |\n| 年度目标 | {printed} |\n{INDICATORS}")
    assert [(goal.number, goal.text) for goal in of(found, Goal)] == goals


def test_the_goals_and_indicators_of_the_whole_department(read: Read) -> None:
    found = read(
        "某县水利局部门整体绩效目标表\n\n（2024年度）\n\n| 年度总体目标 | 1.保障防汛<br>2.保障抗旱 |\n" + INDICATORS
    )
    assert [(goal.scope, goal.number, goal.text) for goal in of(found, Goal)] == [
        ("overall", "1", "保障防汛"), ("overall", "2", "保障抗旱"),
    ]
    assert [(i.project, i.name) for i in of(found, Indicator)] == [(None, "培训人数")]
    assert of(found, Project) == []


# --- Indicators. ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "| 产出指标 | 成本指标 | 单价 | ≤5元 |\n| 效果指标 | 生态效益指标 | 排放 | 降低 |\n",
            [("产出指标", "成本指标", "单价"), ("效益指标", "生态效益指标", "排放")],
            id="first generation",
        ),
        pytest.param(
            "| 产出 | 时效 | 时间 | 年底 |\n| | 成本 | 单价 | ≤5元 |\n| 效益 | 可持续影响 | 时间 | 长期 |\n",
            [("产出指标", "时效指标", "时间"), ("产出指标", "成本指标", "单价"),
             ("效益指标", "可持续影响指标", "时间")],
            id="second generation",
        ),
        pytest.param(
            "| 成本指标 | 经济成本指标 | 总成本 | ≤5万元 |\n| | 社会成本指标 | 影响 | 无 |\n"
            "| 产出指标 | 成本指标 | 单价 | ≤5元 |\n",
            [("成本指标", "经济成本指标", "总成本"), ("成本指标", "社会成本指标", "影响"),
             ("产出指标", "成本指标", "单价")],
            id="third generation: 成本指标 on both levels",
        ),
        pytest.param(
            "| 产出指标（必填） | 数量指标（必填硬性指标） | 会议 | 3场 |\n| 满意度指标 | | 满意度 | ≥95% |\n",
            [("产出指标", "数量指标", "会议"), ("满意度指标", None, "满意度")],
            id="notes in brackets, no second level",
        ),
    ],
)
def test_three_generations_of_levels(
    read: Read, rows: str, expected: list[tuple[str | None, str | None, str]]
) -> None:
    found = read(GOALS + HEAD + "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n" + rows)
    assert levels(found) == expected


def test_a_table_without_levels(read: Read) -> None:
    found = read(
        GOALS + HEAD + "| 指标名称 | 指标性质 | 指标值 | 度量单位 | 权重 | 是否核心 |\n"
        "| 会议 | ≥ | 3 | 场 | 20 | 是 |\n| 质量 | 定性 | 优 | | 30 | |\n| 成本 | 不超过 | 10,000 | 元 | 50 | |\n"
    )
    assert {(level1, level2) for level1, level2, _ in levels(found)} == {(None, None)}
    assert targets(found) == [
        ("会议", "≥3场", "≥", Decimal("3"), "场"), ("质量", "优", None, None, None),
        ("成本", "不超过10,000元", "≤", Decimal("10000"), "元"),
    ]
    assert [i.weight for i in of(found, Indicator)] == [Decimal("20"), Decimal("30"), Decimal("50")]
    assert [fault.actual for fault in faults(found, "read.column")] == ["是否核心"]


def test_a_target_in_three_cells(read: Read) -> None:
    found = read(
        GOALS + HEAD + "| 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 绩效指标值 | 绩效度量单位 |\n"
        "| 产出指标 | 数量指标 | 会议 | ≥ | 3 | 场 |\n| | 质量指标 | 合格率 | ＝ | 100 | % |\n"
    )
    assert targets(found) == [
        ("会议", "≥3场", "≥", Decimal("3"), "场"), ("合格率", "＝100%", "=", Decimal("100"), "%"),
    ]


def test_indicators_numbered_in_one_cell(read: Read) -> None:
    found = read(
        GOALS + HEAD + "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 产出指标 | 数量指标 | 指标1：培训人数；<br>指标2：会议 | ≥50人；<br>3场 |\n"
        "| | 质量指标 | 指标1：合格率 | 100% |\n| | 时效指标 | 指标1：开工；指标2：完工；指标3：验收 | 年底；年初 |\n"
    )
    assert [(name, target) for name, target, *_ in targets(found)] == [
        ("培训人数", "≥50人"), ("会议", "3场"), ("合格率", "100%"),
    ]
    assert len(faults(found, "read.row")) == len(unread(found)) == 1


def test_a_row_that_does_not_fit_is_a_fault_and_its_levels_are_not_carried_past_it(read: Read) -> None:
    found = read(
        GOALS + HEAD + INDICATORS + "| 效益指标 | 甲 | 乙 | 丙 | 丁 |\n| | 社会效益指标 | 知晓率 | ≥90% |\n"
        "| | 可持续影响指标 | | 长期 |\n| 项目效果综合评价情况说明以及其他 | 戊 | 己 | |\n| | | 覆盖率 | ≥80% |\n"
    )
    assert levels(found) == [
        ("产出指标", "数量指标", "培训人数"), ("效益指标", "社会效益指标", "知晓率"), (None, None, "覆盖率"),
    ]
    assert len(faults(found, "read.row")) == len(unread(found)) == 3


def test_rows_that_close_the_form_are_no_indicators(read: Read) -> None:
    found = read(
        GOALS + HEAD + INDICATORS + "| 合计 | | | 100 |\n| 其他需要说明的问题 | 无 | | |\n| 注：本表一式两份 | | | |\n"
    )
    assert [i.name for i in of(found, Indicator)] == ["培训人数"]
    assert unread(found) == ["其他需要说明的问题 | 无 |  | "]


def test_levels_go_on_below_a_header_repeated_on_the_next_page(read: Read) -> None:
    header = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
    found = read(GOALS + HEAD + INDICATORS + "\n- 2 -\n\n" + header + "| | | 会议 | 3场 |\n")
    assert levels(found) == [("产出指标", "数量指标", "培训人数"), ("产出指标", "数量指标", "会议")]
    assert {i.project and i.project.name for i in of(found, Indicator)} == {"防汛经费"}


def test_a_level_under_another_first_level_than_its_own_is_reported(read: Read) -> None:
    found = read(GOALS + HEAD + "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 效益指标 | 数量指标 | 会议 | 3场 |\n")
    assert levels(found) == [("效益指标", "数量指标", "会议")]
    assert [(f.expected, f.actual) for f in faults(found, "indicator.level")] == [("产出指标", "效益指标")]


# --- Contents. --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param("目录\n\n第一部分 整体\n一、总体绩效目标\n1.甲绩效目标表\n2.乙绩效目标表\n", id="bare lines"),
        pytest.param("目 录\n\n一、总体绩效目标 1\n\n1.甲绩效目标表 6\n\n2.乙绩效目标表 7\n", id="page numbers"),
        pytest.param("一、总体绩效目标……1\n1.甲绩效目标表......6\n2.乙绩效目标表……7\n", id="leader dots, no heading"),
        pytest.param("| 1.甲绩效目标表.... | 6 |\n|---|---|\n| 2.乙绩效目标表.... | 7 |\n", id="a table"),
    ],
)
def test_a_table_of_contents_names_no_projects(read: Read, contents: str) -> None:
    table = "| 项目名称 | {} | |\n| 绩效目标 | 做好 | |\n" + INDICATORS
    found = read(
        f"某县水利局2024年部门预算绩效文本\n\n{contents}\n一、总体绩效目标\n\n保障全县防汛，提高抗旱能力。\n\n"
        f"1.甲绩效目标表\n\n{table.format('甲')}\n2.乙绩效目标表\n\n{table.format('乙')}"
    )
    assert [p.name for p in of(found, Project)] == ["甲", "乙"]
    assert [goal.text for goal in of(found, Goal) if goal.scope == "overall"] == ["保障全县防汛，提高抗旱能力。"]
    assert len(of(found, Indicator)) == 2


def test_a_title_without_a_table_is_no_project(read: Read) -> None:
    found = read(f"1.甲绩效目标表\n\n2.乙绩效目标表\n\n| 项目名称 | 乙 | |\n{INDICATORS}")
    assert [p.name for p in of(found, Project)] == ["乙"]
