"""Lists of projects: the columns of one table hold name, money, goal and indicators of many projects."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import Read, faults, levels, of, reader, unread
from hypothesis import given
from hypothesis import strategies as st

from loaders import LoadedDocument
from loaders.forms.goal_tables.projects import ProjectReader
from loaders.forms.goal_tables.running_indicators import running_indicators
from loaders.forms.reading import Reading
from loaders.lexicon import lexicon
from loaders.places import Passage, Place
from loaders.records import Department, Fund, Goal, Indicator, Project

WORDS = lexicon()
TITLE = "某市水务局2026年项目支出绩效目标表\n\n单位：万元\n\n"
CODED = (
    "| 项目名称 | 项目总额 | 其中： | | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 本年绩效指标值 | "
    "绩效度量单位 |\n"
    "| | | 财政资金 | 其他资金 | | | | | | | |\n"
)
RUNNING = "| 项目名称（资金使用单位） | 总计 | 财政拨款 | 财政专户拨款 | 其他资金 | 绩效目标 | 绩效指标 |\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def by_project(found: LoadedDocument) -> list[tuple[str | None, str, str | None]]:
    return [(i.project.name if i.project else None, i.name, i.target) for i in of(found, Indicator)]


def test_rows_of_a_project_stand_below_the_row_that_names_it(read: Read) -> None:
    found = read(
        TITLE + CODED
        + "| 11000026T000000000001-河道保洁经费 | 12.5 | 10 | 2.5 | 保持河面清洁 | 产出指标 "
        "| 数量指标 | 保洁河段 | ≥ | 8 | 段 |\n"
        "| | | | | | 效益指标 | 社会效益指标 | 水面整洁 | 定性 | 优 | |\n"
        "| 11000026T000000000002-水闸维修 | 3 | 3 | | 维修水闸 | 产出指标 | 质量指标 | 合格率 | ＝ | 100 | % |\n"
    )
    assert [(p.code, p.name, p.amount) for p in of(found, Project)] == [
        ("11000026T000000000001", "河道保洁经费", Decimal("12.50")),
        ("11000026T000000000002", "水闸维修", Decimal("3.00")),
    ]
    assert [(fund.project.name, fund.source, fund.amount) for fund in of(found, Fund)] == [
        ("河道保洁经费", "财政资金", Decimal("10.00")), ("河道保洁经费", "其他资金", Decimal("2.50")),
        ("水闸维修", "财政资金", Decimal("3.00")),
    ]
    assert [goal.text for goal in of(found, Goal)] == ["保持河面清洁", "维修水闸"]
    assert by_project(found) == [
        ("河道保洁经费", "保洁河段", "≥8段"), ("河道保洁经费", "水面整洁", "优"), ("水闸维修", "合格率", "＝100%"),
    ]
    assert unread(found) == []


def test_levels_of_one_project_are_not_lent_to_the_next(read: Read) -> None:
    found = read(
        TITLE + "| 单位编码 | 单位（项目）名称 | 资金总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 201 | 河道保洁 | 1 | 清洁 | 产出指标 | 数量指标 | 河段 | 8段 |\n| | | | | | | 人数 | 3人 |\n"
        "| 201 | 水闸维修 | 2 | 维修 | | | 水闸 | 2座 |\n"
    )
    assert levels(found) == [("产出指标", "数量指标", "河段"), ("产出指标", "数量指标", "人数"), (None, None, "水闸")]


def test_a_body_with_a_sum_is_the_unit_of_the_projects_below_it(read: Read) -> None:
    item = "1、1-产出指标；11-数量指标；河段；实施周期指标值:≥30段；年度指标值:≥8段。"
    found = read(
        TITLE + RUNNING + "| 合计 | 6 | 6 | | | | |\n| 某市水务局 | 1 | 1 | | | | |\n"
        f"| 河道保洁 | 1 | 1 | | | 保持清洁 | {item} |\n| 某市河道管理中心 | 5 | 5 | | | | |\n"
        f"| 某市水务局数据中心 | 5 | 5 | | | 建设机房 | "
        f"{item}2、2-效益指标；22-社会效益；知晓率.；年度指标值:90%。 |\n"
    )
    assert [(p.name, p.unit, p.amount) for p in of(found, Project)] == [
        ("河道保洁", "某市水务局", Decimal("1.00")), ("某市水务局数据中心", "某市河道管理中心", Decimal("5.00")),
    ]
    assert by_project(found) == [
        ("河道保洁", "河段", "≥8段"), ("某市水务局数据中心", "河段", "≥8段"), ("某市水务局数据中心", "知晓率.", "90%"),
    ]
    assert levels(found)[-1] == ("效益指标", "社会效益指标", "知晓率.")
    assert {"某市水务局", "某市河道管理中心"} <= {body.name for body in of(found, Department)}


def test_a_row_that_sums_up_those_below_it_is_no_project(read: Read) -> None:
    found = read(
        TITLE + "| 项目名称 | 合计 | 财政拨款 | 绩效目标 |\n| 专用项目 | 5 | 5 | |\n| 甲 | 2 | 2 | 做甲 |\n"
        "| 乙 | 3 | 3 | 做乙 |\n"
        "| 丙 | 4 | 4 | |\n"
    )
    assert [p.name for p in of(found, Project)] == ["甲", "乙", "丙"]


def test_a_row_with_a_name_only_is_no_project(read: Read) -> None:
    found = read(
        TITLE + "| 项目名称 | 合计 | 财政拨款 | 绩效目标 |\n| 一、部门项目 | | | |\n| 甲 | 2 | 2 | 做甲 |\n"
        "| 某市河道所 | | | |\n"
        "| 乙 | 3 | 3 | 做乙 |\n"
    )
    assert [(p.name, p.unit) for p in of(found, Project)] == [("甲", None), ("乙", "某市河道所")]
    assert unread(found) == []


def test_columns_of_a_list_that_are_not_read_are_named_once(read: Read) -> None:
    found = read(
        TITLE
        + "| 项目名称 | 立项依据 | 预算金额 | 绩效目标 |\n| 甲 | 县委文件 | 2 | 做甲 |\n"
        "| 乙 | 县政府文件 | 3 | 做乙 |\n"
    )
    assert [(f.message, f.actual) for f in faults(found, "read.column")] == [
        ("these columns of a list of projects are not read", "立项依据")
    ]


def test_another_list_with_these_columns_has_its_own_unit_of_money(read: Read) -> None:
    table = "| 项目名称 | 合计 | 财政拨款 | 绩效目标 |\n| {0} | 2 | 2 | 做{0} |\n"
    found = read(f"{TITLE}{table.format('甲')}\n单位：元\n\n{table.format('乙')}")
    assert [(p.name, p.amount) for p in of(found, Project)] == [("甲", Decimal("2.00")), ("乙", Decimal("0.0002"))]


def test_a_list_with_goals_only(read: Read) -> None:
    found = read(
        "某市水务局2026年部门预算\n\n单位：元\n\n"
        "| 支出项目类别（资金使用单位） | 总计 | 财政拨款 | | 财政专户拨款 | 绩效目标 |\n"
        "| | | 合计 | 一般公共预算 | | |\n| 河道保洁 | 20000 | 20000 | 20000 | 0 | 保持清洁 |\n"
    )
    assert [(p.name, p.amount) for p in of(found, Project)] == [("河道保洁", Decimal("2.00"))]
    assert [(fund.source, fund.amount) for fund in of(found, Fund)] == [
        ("财政资金", Decimal("2.00")), ("一般公共预算", Decimal("2.00")), ("财政专户管理资金", Decimal("0.00")),
    ]
    assert of(found, Indicator) == []


def test_a_project_named_again_among_the_main_projects_is_one_project(read: Read) -> None:
    found = read(
        TITLE + "| 项目名称 | 总计 | 财政拨款 | 绩效目标 |\n| 甲 | 2 | 2 | 做甲 |\n"
        "| 乙 | 3 | 3 | 做乙 |\n\n重点项目如下：\n\n"
        "| 项目 | 预算数（单位：万元） | 绩效目标 |\n| 甲 | 2 | 做甲 |\n| 乙 | 3 | 还要做好乙 |\n"
    )
    assert [p.name for p in of(found, Project)] == ["甲", "乙"]
    assert [(g.project and g.project.name, g.text) for g in of(found, Goal)] == [
        ("甲", "做甲"), ("乙", "做乙"), ("乙", "还要做好乙"),
    ]


def test_a_list_of_whole_departments_makes_no_projects(read: Read) -> None:
    found = read(
        "某市水务局2026年部门整体支出绩效目标表\n\n单位：万元\n\n"
        "| 单位编码 | 单位名称 | 年度预算申请 | | 整体绩效目标 | 部门整体支出年度绩效目标 | | | |\n"
        "| | | 资金总额 | 按收入性质分 | | | | | |\n"
        "| | | | 一般公共预算 | | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "| 301 | 某市水务局 | 90 | 90 | 保障供水 | 产出指标 | 数量指标 | 检查次数 | 5次 |\n"
        "| | | | | | | | 水样 | 9份 |\n"
    )
    assert of(found, Project) == []
    assert [(g.scope, g.text) for g in of(found, Goal)] == [("overall", "保障供水")]
    assert by_project(found) == [(None, "检查次数", "5次"), (None, "水样", "9份")]
    assert levels(found)[1][:2] == ("产出指标", "数量指标")


def test_the_header_repeated_on_the_next_page_goes_on_with_the_project(read: Read) -> None:
    found = read(
        TITLE + CODED + "| 甲工程 | 2 | 2 | | 做甲 | 产出指标 | 数量指标 | 河段 | ≥ | 8 | 段 |\n\n3\n\n" + CODED
        + "| | | | | | 产出指标 | 质量指标 | 合格率 | ＝ | 100 | % |\n"
    )
    assert by_project(found) == [("甲工程", "河段", "≥8段"), ("甲工程", "合格率", "＝100%")]


def test_rows_below_no_project_have_none_and_are_doubtful(read: Read) -> None:
    found = read(TITLE + CODED + "| | | | | | 产出指标 | 数量指标 | 河段 | ≥ | 8 | 段 |\n")
    assert by_project(found) == [(None, "河段", "≥8段")]
    assert [fault.message for fault in faults(found, "read.project")] == [
        "no project is printed for these rows of a list, so their indicators stand without one"
    ]


def test_a_running_cell_that_is_no_numbered_list_is_doubtful(read: Read) -> None:
    found = read(TITLE + RUNNING + "| 甲 | 2 | 2 | | | 做甲 | 完成八段河道的保洁 |\n")
    assert [fault.actual for fault in faults(found, "read.row")] == ["完成八段河道的保洁"]
    assert of(found, Indicator) == []


def test_items_of_a_running_cell_that_run_into_each_other_are_left_out(read: Read) -> None:
    items = "1、产出；数量；河段；年度指标值:8段。2、产出；质量；合格率；年度指标值:90%"
    items += "3、产出；时效；天数；年度指标值:9天。"
    found = read(f"{TITLE}{RUNNING}| 甲 | 2 | 2 | | | 做甲 | {items} |\n")
    assert by_project(found) == [("甲", "河段", "8段")]
    assert [fault.message for fault in faults(found, "read.row")] == [
        "the indicators in this cell, or some of them, were not read: they are no numbered list"
    ]


def test_a_classification_in_three_steps_is_no_table_of_indicators(read: Read) -> None:
    found = read(
        TITLE + "| 项目名称 | 总计 | 绩效目标 |\n| 甲 | 2 | 做甲 |\n\n购买服务预算表\n\n"
        "| 指导性目录 | | | 预算金额 |\n| 一级 | 二级 | 三级 | |\n| 01-公共服务 | 0101-咨询 | 评估 | 5 |\n"
    )
    assert of(found, Indicator) == []
    assert faults(found, "read.row") == []


SIGNS = st.sampled_from("河段检查率人次（）%、，,:0123456789≥.＜")
TEXTS = st.text(SIGNS, min_size=1, max_size=20).map(str.strip).filter(
    lambda text: text.strip(" ：:") and not text[0].isdigit()
)
LEVELS = [
    ("1-产出指标", "11-数量指标", "产出指标", "数量指标"), ("2-效益指标", "22-社会效益", "效益指标", "社会效益指标"),
    ("4-成本指标", "41-经济成本指标", "成本指标", "经济成本指标"),
]


@given(st.lists(st.tuples(st.sampled_from(LEVELS), TEXTS, TEXTS), min_size=1, max_size=12))
def test_a_running_cell_gives_back_what_was_joined(items: list[tuple[tuple[str, str, str, str], str, str]]) -> None:
    text = "".join(
        f"{n}、{level[0]}；{level[1]}；{name}；实施周期指标值:{target}0；年度指标值:{target}。"
        for n, (level, name, target) in enumerate(items, start=1)
    )
    found = [i and (i.level1, i.level2, i.values["name"], i.values["target"]) for i in running_indicators(text, WORDS)]
    assert found == [(level[2], level[3], name, target) for level, name, target in items]


def test_a_name_that_the_page_break_cuts_is_one_name() -> None:
    rows = [
        ("项目名称", "总计", "财政拨款", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"),
        ("河道保", "2", "2", "保持清洁，", "产出指标", "数量指标", "河段", "8段"),
        ("洁经费", "", "", "", "产出指标", "质量指标", "合格率", "90%"),
        ("", "", "", "保障供水", "效益指标", "社会效益指标", "知晓率", "80%"),
        ("水闸维修", "", "", "", "产出指标", "数量指标", "水闸", "2座"),
    ]
    pages = [1, 1, 2, 2, 2]
    passages = [
        Passage(number=n, kind="row", text=" | ".join(cells), cells=cells, table=1,
                place=Place(first_line=n, last_line=n, page=page))
        for n, (cells, page) in enumerate(zip(rows, pages, strict=True), start=1)
    ]
    reading = Reading()
    projects = ProjectReader(WORDS, reading)
    projects.rows(passages)
    projects.finish()
    assert [project.name for project in reading.of(Project)] == ["河道保洁经费", "水闸维修"]
    assert [(goal.project and goal.project.name, goal.text) for goal in reading.of(Goal)] == [
        ("河道保洁经费", "保持清洁，保障供水")
    ]
    assert [i.project and i.project.name for i in reading.of(Indicator)] == [*["河道保洁经费"] * 3, "水闸维修"]
