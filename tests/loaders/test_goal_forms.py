"""Goal tables as ministries, provinces and cities print them: one small form of each kind, read whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import Read, faults, levels, of, reader, targets, unread
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.goal_tables.projects import ProjectReader, is_project_table
from loaders.forms.reading import Reading
from loaders.lexicon import lexicon
from loaders.places import Passage, Place, Table
from loaders.records import Department, Fund, Goal, Indicator, Project

HEAD = "| 项目名称 | 校园安防 | | | |\n| 项目资金（万元） | 年度资金总额： | 60 | | |\n| 年度目标 | 保障安全 | | | |\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def test_a_ministry_prints_one_form_for_each_project(read: Read) -> None:
    found = read(
        "某部2026年部门预算\n\n项目支出绩效目标表\n\n（2026年度）\n\n"
        "| 项目名称 | 国土监测 | | | | |\n| 主管部门及代码 | [168]某部 | | 实施单位 | 某部信息中心 | |\n"
        "| 项目资金（万元） | 年度资金总额： | 3,200.50 | 执行率分值（10） | | |\n"
        "| | 其中：财政拨款 | 3,000.00 | | | |\n"
        "| | 上年结转 | 150.50 | | | |\n| | 其他资金 | 50.00 | | | |\n| 年度总体目标 | 完成监测。 | | | | |\n"
        "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重 |\n"
        "| | 成本指标 | 经济成本指标 | 单位成本 | ≤30元/平方公里 | 10 |\n"
        "| | 产出指标 | 数量指标 | 面积 | ≥50平方公里 | 20 |\n"
        "| | | | 报告 | =3份 | 10 |\n\n项目支出绩效目标表\n\n（2026年度）\n\n"
        "| 项目名称 | 海洋观测 | | | | |\n| 主管部门及代码 | [168]某部 | | 实施单位 | 某部海洋中心 | |\n"
        "| 项目资金（万元） | 年度资金总额： | 800 | | | |\n| | 上年结转 | - | | | |\n"
        "| 年度总体目标 | 保障运行。 | | | | |\n"
        "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | |\n| | 产出指标 | | 站点 | 20个 | |\n"
    )
    assert [(p.name, p.unit, p.amount) for p in of(found, Project)] == [
        ("国土监测", "某部信息中心", Decimal("3200.50")), ("海洋观测", "某部海洋中心", Decimal("800.00")),
    ]
    assert [(f.source, f.amount) for f in of(found, Fund)] == [
        ("财政资金", Decimal("3000.00")), ("上年结转", Decimal("150.50")), ("其他资金", Decimal("50.00")),
    ]
    assert levels(found) == [
        ("成本指标", "经济成本指标", "单位成本"), ("产出指标", "数量指标", "面积"), ("产出指标", "数量指标", "报告"),
        ("产出指标", None, "站点"),
    ]
    assert [i.weight for i in of(found, Indicator)] == [Decimal("10"), Decimal("20"), Decimal("10"), None]
    assert (unread(found), found.faults) == ([], ())


def test_a_form_without_levels(read: Read) -> None:
    found = read(
        "2026年项目绩效目标表\n\n编制单位：某区教委\n\n"
        "| 项目名称 | 50010126T000004444333-校园安防 | | 业务主管部门 | 某区教委 | |\n"
        "| 项目编码 | 50010126T000004444333 | | 项目类型 | 一般性项目 | |\n| 当年预算（万元） | 120.5 | | | | |\n"
        "| 当年绩效目标 | 更新设备 | | | | |\n| 绩效指标 | 指标名称 | 指标权重 | 计量单位 | 指标性质 | 指标值 |\n"
        "| | 更新学校数 | 30 | 所 | ≥ | 30 |\n| | 验收合格率 | 20 | % | = | 100 |\n"
    )
    (project,) = of(found, Project)
    assert (project.code, project.name, project.amount) == ("50010126T000004444333", "校园安防", Decimal("120.50"))
    assert levels(found) == [(None, None, "更新学校数"), (None, None, "验收合格率")]
    assert [i.target for i in of(found, Indicator)] == ["≥30所", "=100%"]
    assert [i.weight for i in of(found, Indicator)] == [Decimal("30"), Decimal("20")]


def test_money_of_the_whole_time_where_none_of_the_year_is_asked(read: Read) -> None:
    table = "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| | 产出指标 | 数量指标 | 人次 | 9人次 |\n"
    money = "| 资金金额（万元） | | 实施期资金总额： | 48.46 | 执行率分值（10分） |\n| | | 其中：财政拨款 | 48.46 | |\n"
    found = read(f"部门专项业务经费绩效目标表\n\n| 项目名称 | | 普查 | | |\n{money}| 年度目标 | 查清 | | | |\n{table}")
    (project,) = of(found, Project)
    assert (project.name, project.amount) == ("普查", Decimal("48.46"))
    assert [(f.source, f.amount) for f in of(found, Fund)] == [("财政资金", Decimal("48.46"))]
    assert found.faults == ()


def test_an_empty_form_says_nothing(read: Read) -> None:
    found = read(
        f"1、校园安防绩效目标表\n\n{HEAD}| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        f"| 产出指标 | 数量指标 | 校数 | 3所 |\n\n"
        "专项资金总体绩效目标表\n\n| 项目名称 | | | | |\n| 主管部门 | | | 实施期限 | |\n"
        "| 资金金额（万元） | 实施期资金总额： | | 年度资金总额： | |\n| 总体目标 | 实施期总目标 | | 年度总目标 | |\n"
        "| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| | 成本指标 | 经济成本指标 | ...... | |\n"
        "| | | 社会成本指标 | | |\n| | 产出指标 | 数量指标 | …… | |\n"
    )
    assert [p.name for p in of(found, Project)] == ["校园安防"]
    assert levels(found) == [("产出指标", "数量指标", "校数")]
    assert faults(found, "read.row") == []


def test_main_tasks_and_indicators_of_a_department(read: Read) -> None:
    found = read(
        "部门整体支出绩效目标表\n\n（2026年度）\n\n| 部门（单位）名称 | | | 某市统计局 | | |\n"
        "| 年度主要任务 | 任务名称 | | 主要内容 | 预算金额（万元） | |\n| | | | | 总额 | 财政拨款 |\n"
        "| | 1、保障人员 | | 发放工资 | 34 | 34 |\n| | 2、开展调查 | | 入户登记 | 25 | 25 |\n"
        "| | 金额合计 | | | 59 | 59 |\n"
        "| 年度总体目标 | 查清家底。 | | | | |\n"
        "| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重（90分） |\n"
        "| | 产出指标 | 数量指标 | 户数 | ≥100户 | 20 |\n| | 效益指标 | 社会效益指标 | | | |\n"
        "| | | 可持续影响指标 | 数据使用 | 长期 | 10 |\n"
    )
    assert [(g.scope, g.number, g.title, g.text) for g in of(found, Goal)] == [
        ("item", "1", "保障人员", "发放工资"), ("item", "2", "开展调查", "入户登记"),
        ("overall", None, None, "查清家底。"),
    ]
    assert levels(found) == [("产出指标", "数量指标", "户数"), ("效益指标", "可持续影响指标", "数据使用")]
    assert [d.name for d in of(found, Department)] == ["某市统计局"]
    assert (of(found, Project), unread(found)) == ([], [])


def test_what_was_reached_stands_apart_from_what_was_aimed_at(read: Read) -> None:
    found = read(
        "某市水务局2024年度部门决算\n\n项目支出绩效自评表\n\n| 项目名称 | 河道清淤 | | | | | | | |\n"
        "| 项目资金（万元） | | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 | |\n"
        "| | 年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9 | |\n| | 其他资金 | 0 | 0 | 0 | - | - | - | |\n"
        "| 年度总体目标 | 预期目标 | | | | 实际完成情况 | | | |\n| | 清淤10公里 | | | | 已清淤11公里 | | | |\n"
        "| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | "
        "偏差原因分析及改进措施 |\n"
        "| | 产出指标 | 数量指标 | 长度 | ≥10公里 | 11公里 | 20 | 18 | 雨季 |\n"
        "| | 效益指标 | 社会效益指标 | 水质 | 显著改善 | 达成预期 | 30分 | 30分 | |\n"
        "| 总分 | | | | | | 100 | 97 | |\n"
    )
    (project,) = of(found, Project)
    assert (project.amount, project.executed) == (Decimal("100.00"), Decimal("90.00"))
    assert [(i.target, i.value, i.actual, i.actual_value) for i in of(found, Indicator)] == [
        ("≥10公里", Decimal("10"), "11公里", Decimal("11")), ("显著改善", None, "达成预期", None),
    ]
    assert [(i.weight, i.score, i.deviation) for i in of(found, Indicator)] == [
        (Decimal("20"), Decimal("18"), "雨季"), (Decimal("30"), Decimal("30"), None),
    ]
    assert [goal.text for goal in of(found, Goal)] == ["清淤10公里"]
    assert [fault.actual for fault in faults(found, "read.head")] == ["已清淤11公里"]


def test_a_list_with_the_unit_beside_the_project(read: Read) -> None:
    found = read(
        "部门预算项目绩效目标表（2025年度）\n\n单位：万元\n\n"
        "| 单位名称 | 项目名称 | 年度预算金额 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | "
        "度量单位 | 权重 |\n"
        "| 301001-某县农业局 | 51012325R000000111111-农技推广 | 35.6 | 推广 | 产出指标 | 数量指标 | 场次 | ≥ | 12 | "
        "场 | 20 |\n"
        "| | | | | 满意度指标 | 满意度指标 | 农户满意度 | ≥ | 95 | % | 10 |\n"
        "| | 耕地保护 | 12 | 保护 | 成本指标 | 经济成本指标 | 总成本 | ≤ | 12 | 万元 | 20 |\n"
    )
    assert [(p.code, p.name, p.unit, p.amount) for p in of(found, Project)] == [
        ("51012325R000000111111", "农技推广", "某县农业局", Decimal("35.60")),
        (None, "耕地保护", "某县农业局", Decimal("12.00")),
    ]
    assert levels(found)[1] == ("满意度指标", "服务对象满意度指标", "农户满意度")
    assert [(body.name, body.code) for body in of(found, Department)] == [("某县农业局", "301001")]


def test_weights_in_the_remarks_where_points_are_given(read: Read) -> None:
    header = (
        "| 单位编码 | 单位（项目）名称 | 资金总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值 "
        "| 评（扣）分标准 | 备注 |\n"
    )
    rows = (
        "| 201 | 甲 | 2 | 做甲 | 产出指标 | 数量指标 | 户数 | 5户 | 少一户扣一分 | 50 |\n"
        "| | | | | | 质量指标 | 合格率 | 100% | 少百分之一扣一分 | {} |\n"
    )
    title = "项目支出绩效目标表\n\n单位：万元\n\n"
    assert [i.weight for i in of(read(title + header + rows.format(40)), Indicator)] == [Decimal("50"), Decimal("40")]
    assert [i.weight for i in of(read(title + header + rows.format(9)), Indicator)] == [None, None]


def test_levels_printed_before_the_name_in_its_cell(read: Read) -> None:
    found = read(
        "部门整体支出绩效目标表\n\n| 部门名称 | | 某市审计局 | | | |\n| | 整体绩效目标 | 做好审计 | | | |\n"
        "| | 活动 | | 绩效指标 | 指标性质 | 指标值 | 度量单位 |\n| | 审计 | | 产出指标数量指标报告 | ＝ | 4 | 份 |\n"
        "| 整体绩效目标 | 管理 | | 成本指标经济成本指标餐费 | ≤ | 50 | 元 |\n| 整体绩效目标 | | | | | | |\n"
        "| | 管理 | | 效益指标社会效益指标效能 | 定性 | 优 | |\n"
    )
    assert levels(found) == [
        ("产出指标", "数量指标", "报告"), ("成本指标", "经济成本指标", "餐费"), ("效益指标", "社会效益指标", "效能"),
    ]
    assert [i.target for i in of(found, Indicator)] == ["＝4份", "≤50元", "优"]


def test_an_indicator_may_be_called_like_its_level(read: Read) -> None:
    found = read(
        f"{HEAD}| 绩效目标指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        f"| | 满意度指标 | 服务对象满意度指标 | 服务对象满意度指标 | ≥90% |\n"
        "| | | | 公众满意度 | ≥80% |\n| 备注 | | | | |\n"
    )
    assert levels(found) == [
        ("满意度指标", "服务对象满意度指标", "服务对象满意度指标"), ("满意度指标", "服务对象满意度指标", "公众满意度"),
    ]
    assert found.faults == ()


def test_levels_with_codes_notes_and_broken_words(read: Read) -> None:
    found = read(
        f"{HEAD}| 一级指标 | 二级指标 | 三级指标 | 指标值类型 | 指标值 |\n"
        f"| 1-产出指标 | 11-数量指标（必填硬性指标） | 人数 | 定量 | 3人 |\n"
        "| 产 | 质量 | 合格率 | 定量 | ＝ 100 % |\n| 出 | 指标 | 差错 | 定量 | =0次 |\n"
        "| 效益指标 | 经济效益 | 收入 | 定量 | 5万元 |\n"
        "| | 指标社会效益指标 | 就业 | 定性 | 优良中低差 |\n| | 生态效益指标可持续影响指标 | 期限 | 定性 | 长期 |\n"
    )
    assert levels(found) == [
        ("产出指标", "数量指标", "人数"), ("产出指标", "质量指标", "合格率"), ("产出指标", "质量指标", "差错"),
        ("效益指标", "经济效益指标", "收入"), ("效益指标", "社会效益指标", "就业"), ("效益指标", None, "期限"),
    ]
    assert [fault.message for fault in faults(found, "read.level")] == [
        "it cannot be told which level this text means, so the indicator stands without it"
    ]
    assert [target[1] for target in targets(found)][1:3] == ["＝100%", "=0次"]


def test_the_next_page_of_a_table_prints_neither_header_nor_left_column(read: Read) -> None:
    found = read(
        f"{HEAD}| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 |\n"
        f"| | 产出指标 | 数量指标 | 户数 | 9户 | 5 |\n"
        "| | | | 准确率 | 95% | 4 |\n\n## 质量指标\n\n| | 质量指标 | 合格率 | 100% | 6 |\n"
        "| 效益指标 | 社会效益指标 | 宣传 | 到位 | 20 |\n"
    )
    assert levels(found) == [
        ("产出指标", "数量指标", "户数"), ("产出指标", None, "准确率"), ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "宣传"),
    ]
    assert {i.project.name if i.project else None for i in of(found, Indicator)} == {"校园安防"}
    assert [fault.message for fault in faults(found, "read.level")] == [
        "a page break cuts the cell of this indicator's second level, so it is left out"
    ]


def test_a_table_below_other_words_belongs_to_no_project_that_was_named_before(read: Read) -> None:
    table = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| {} | 数量指标 | 户数 | 9户 |\n"
    next_page = table.format("")
    found = read(f"{HEAD}{table.format('产出指标')}\n单位：万元\n\n{next_page}\n## 养老服务\n\n{next_page}")
    assert [(i.project and i.project.name, i.level1) for i in of(found, Indicator)] == [
        ("校园安防", "产出指标"), ("校园安防", "产出指标"), (None, None),
    ]


def test_a_table_behind_the_indicators_is_not_their_next_page(read: Read) -> None:
    found = read(
        f"{HEAD}| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 户数 | 9户 |\n\n"
        "上表所列指标由本单位设定，供预算执行时使用。\n\n| 甲村 | 产出指标 | 12 | 3户 |\n"
        "| 乙村 | 数量指标 | 9 | 4户 |\n"
    )
    assert levels(found) == [("产出指标", "数量指标", "户数")]


WORDS = (
    "项目名称 绩效目标 一级指标 二级指标 三级指标 指标值 产出指标 数量指标 成本指标 满意度指标 "
    "12 ≥3% 甲项目 某市水务局 合计 项目资金（万元） 年度资金总额 其中：财政拨款 3月底 总计 "
    "绩效指标 任务名称 主要内容 年度主要任务 年初预算数 全年执行数 分值 得分 实际完成值 备注 "
    "年度目标 中期目标 实施期资金总额 整体绩效目标 单位名称 ...... 质量 指标 "
    "指标1：甲；指标2：乙 1、产出；数量；河段；年度指标值:8段。 "
)
CELLS = st.sampled_from(["", "", "", *WORDS.split()])
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=9).filter(any), min_size=1, max_size=9)


@given(ROWS)
def test_any_arrangement_of_the_words_of_forms_is_read_without_failing(cells: list[list[str]]) -> None:
    rows = [
        Passage(number=n, kind="row", text=" | ".join(row), cells=tuple(row), table=1, place=place)
        for n, row in enumerate(cells, start=1)
        for place in (Place(first_line=n, last_line=n),)
    ]
    reading = Reading()
    projects = ProjectReader(lexicon(), reading)
    if is_project_table(Table(rows=tuple(rows)), lexicon()):
        projects.rows(rows)
    projects.finish()
    known = reading.of(Project)
    assert all(indicator.project is None or indicator.project in known for indicator in reading.of(Indicator))
    assert all(project.name and project.passages for project in known)
