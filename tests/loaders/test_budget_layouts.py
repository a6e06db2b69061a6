"""Budget tables as different regions print them: sides, codes in parts, units, several classifications, other years."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import BUDGET, Read, faults, lines, of, reader, unread
from hypothesis import given
from hypothesis import strategies as st

from loaders import LoadedDocument
from loaders.forms.tables.column_items import Times, items_of
from loaders.forms.tables.headers import columns_of
from loaders.lexicon import lexicon
from loaders.records import BudgetLine, Department, Procurement, Project

UNIT = "单位：万元\n\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def figures(found: LoadedDocument) -> list[tuple[str, str | None, str, str, str]]:
    """Form, code, name, item and amount of every budget line."""
    return [(line.form, line.code, line.name, line.item, str(line.amount)) for line in of(found, BudgetLine)]


def forms(found: LoadedDocument) -> set[str]:
    return {line.form for line in of(found, BudgetLine)}


# --- Which table it is. -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "code", "form"),
    [
        ("部门收支总体情况表", "201", "balance"),
        ("收入支出决算总表", "201", "balance"),
        ("部门收入预算总表", "201", "income"),
        ("本年支出总体情况表", "201", "expenditure"),
        ("财政拨款收入支出决算总表", "201", "fiscal_balance"),
        ("一般公共预算财政拨款支出决算表", "201", "fiscal_expenditure"),
        ("一般公共预算支出明细表（按支出经济分类科目）", "301", "fiscal_by_economic_class"),
        ("一般公共预算基本支出预算表", "301", "basic_by_economic_class"),
        ("一般公共预算基本支出明细表（按功能科目分）", "201", "basic_by_function"),
        ("政府性基金预算财政拨款收入支出决算表", "212", "government_fund"),
        ("国有资本经营预算支出情况表", "223", "state_capital"),
        ("一般公共预算项目支出情况表（按经济分类科目）", "302", "project_by_economic_class"),
        ("机关运行经费支出预算表", "302", "organ_operating"),
        ("财政拨款上年结转资金支出表", "201", "carry_over"),
    ],
)
def test_the_title_and_the_codes_name_the_form(read: Read, title: str, code: str, form: str) -> None:
    found = read(f"{BUDGET}{title}\n\n{UNIT}| 科目编码 | 科目名称 | 预算数 |\n| {code} | 某科目 | 3.00 |\n")
    assert figures(found) == [(form, code, "某科目", "total", "3.00")]


def test_a_title_in_the_first_row_of_the_table_and_a_unit_in_the_second(read: Read) -> None:
    found = read(
        f"{BUDGET}| 支出总表 | | |\n| 部门：某县水利局 | | 金额单位：元 |\n"
        "| 科目编码 | 科目名称 | 合计 |\n| 201 | 甲 | 30000 |\n"
    )
    assert figures(found) == [("expenditure", "201", "甲", "total", "3.00")]


def test_the_unit_in_a_note_below_the_table(read: Read) -> None:
    found = read(f"{BUDGET}支出总表\n\n| 科目编码 | 科目名称 | 合计 |\n| 201 | 甲 | 30000 |\n\n注：金额单位：元。\n")
    assert figures(found) == [("expenditure", "201", "甲", "total", "3.00")]


# --- Headers. ---------------------------------------------------------------------------------------------------------


def test_a_row_of_the_body_with_names_of_columns_cuts_no_table(read: Read) -> None:
    found = read(
        f"{BUDGET}收支总表\n\n{UNIT}| 收入 | | 支出 | |\n| 项目 | 预算数 | 项目 | 预算数 |\n"
        "| 一、财政拨款收入 | 5.00 | 一、基本支出 | 3.00 |\n| 二、上级补助收入 | | 二、项目支出 | |\n"
        "| 本年收入 | | 本年支出 | |\n| 事业收入 | 1.00 | 经营支出 | 3.00 |\n| 合计 | 6.00 | 合计 | 6.00 |\n"
    )
    assert [(name, amount) for _, name, _, amount in lines(found)] == [
        ("财政拨款收入", Decimal("5.00")), ("基本支出", Decimal("3.00")), ("事业收入", Decimal("1.00")),
        ("经营支出", Decimal("3.00")), ("合计", Decimal("6.00")), ("合计", Decimal("6.00")),
    ]


def test_column_numbers_that_come_again_on_the_next_page_and_stand_on_both_sides(read: Read) -> None:
    found = read(
        f"{BUDGET}收支总表\n\n{UNIT}| 收入 | | | 支出 | | |\n| 项目 | 行次 | 金额 | 项目 | 行次 | 金额 |\n"
        "| 栏次 | | 1 | 栏次 | | 2 |\n| 一、财政拨款收入 | 1 | 5.00 | 一、教育支出 | 9 | 5.00 |\n"
        "| 栏次 | | 1 | 栏次 | | 2 |\n| 总计 | 2 | 5.00 | 总计 | 10 | 5.00 |\n"
    )
    assert [(name, str(amount)) for _, name, _, amount in lines(found)] == [
        ("财政拨款收入", "5.00"), ("教育支出", "5.00"), ("总计", "5.00"), ("总计", "5.00"),
    ]


@given(st.lists(st.lists(st.sampled_from(["", "甲", "乙"]), min_size=4, max_size=4), min_size=1, max_size=3))
def test_each_column_has_every_word_that_stands_above_it(rows: list[list[str]]) -> None:
    for index, column in enumerate(columns_of(rows)):
        assert {row[index] for row in rows if row[index]} <= set(column.path)
        assert all(column.path)


# --- Codes. -----------------------------------------------------------------------------------------------------------


def test_the_first_parts_of_a_code_are_those_of_the_row_above(read: Read) -> None:
    found = read(
        f"{BUDGET}支出总表\n\n{UNIT}| 科目编码 | | | 功能科目 | 合计 |\n| 类 | 款 | 项 | | |\n"
        "| ** | ** | ** | ** | 1 |\n| 205 | | | 教育支出 | 9 |\n| | 03 | | 职业教育 | 9 |\n| | | 99 | 其他 | 9 |\n"
        "| 208 | 5 | 1 | 离退休 | 2 |\n"
    )
    assert [code for code, *_ in lines(found)] == ["205", "20503", "2050399", "2080501"]


def test_a_total_in_the_row_that_names_the_parts_of_the_code(read: Read) -> None:
    found = read(
        f"{BUDGET}支出决算表\n\n{UNIT}| 项目 | | | | 本年支出合计 | 基本支出 |\n"
        "| 支出功能分类 | | | 科目名称 | | |\n| 科目编码 | | | | | |\n| 类 | 款 | 项 | 合计 | 9.00 | 9.00 |\n"
        "| 201 | | | 一般公共服务支出 | 9.00 | 9.00 |\n"
    )
    assert [(code, name, item) for code, name, item, _ in lines(found)] == [
        (None, "合计", "total"), (None, "合计", "basic"),
        ("201", "一般公共服务支出", "total"), ("201", "一般公共服务支出", "basic"),
    ]


def test_several_classifications_of_one_row(read: Read) -> None:
    found = read(
        f"{BUDGET}支出总表\n\n{UNIT}"
        "| 支出功能分类科目 | 政府支出经济分类科目 | 部门支出经济分类科目 | 合计 |\n"
        "| 2010801-行政运行 | 50101-工资奖金津补贴 | 30101-基本工资 | 3.00 |\n"
        "| 2010801-行政运行 | 50101-工资奖金津补贴 | 30102-津贴补贴 | 3.00 |\n| 合计 | | | 6.00 |\n"
    )
    assert [
        (line.code, line.name, line.economic_code, line.government_economic_code) for line in of(found, BudgetLine)
    ] == [
        ("2010801", "行政运行", "30101", "50101"), ("2010801", "行政运行", "30102", "50101"),
        (None, "合计", None, None),
    ]


def test_the_economic_class_of_departments_comes_before_that_of_governments(read: Read) -> None:
    found = read(
        f"{BUDGET}一般公共预算支出明细表（按支出经济分类科目）\n\n{UNIT}"
        "| 部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计 | 备注 |\n"
        "| 301 | 工资福利支出 | | | 3.00 | |\n| 30101 | 基本工资 | 50101 | 工资奖金津补贴 | 3.00 | |\n"
    )
    assert [(line.form, line.code, line.government_economic_code) for line in of(found, BudgetLine)] == [
        ("fiscal_by_economic_class", "301", None), ("fiscal_by_economic_class", "30101", "50101"),
    ]


# --- Sides. -----------------------------------------------------------------------------------------------------------


def test_four_sides(read: Read) -> None:
    found = read(
        f"{BUDGET}部门综合预算收支总表\n\n{UNIT}| 收入 | | 支出 | | | | | |\n"
        "| 项目 | 预算数 | 支出功能分类科目（按大类） | 预算数 | 部门预算支出经济分类科目（按大类） | 预算数"
        " | 政府预算支出经济分类科目（按大类） | 预算数 |\n"
        "| 1、财政拨款 | 9.00 | 1、外交支出 | 4.00 | (1)工资福利支出 | 5.00 | 1、机关工资福利支出 | 6.00 |\n"
    )
    assert [(line.side, line.name, line.item, str(line.amount)) for line in of(found, BudgetLine)] == [
        ("income", "财政拨款", "total", "9.00"), ("expenditure", "外交支出", "total", "4.00"),
        ("economic", "工资福利支出", "total", "5.00"), ("government_economic", "机关工资福利支出", "total", "6.00"),
    ]


def test_expenditure_by_function_and_by_purpose_with_one_total_for_both(read: Read) -> None:
    found = read(
        f"{BUDGET}收支预算总表\n\n{UNIT}| 收入 | | 支出 | | | |\n| 项目名称 | 金额 | 功能分类 | | 支出用途 | |\n"
        "| | | 功能科目名称 | 金额 | 项目名称 | 金额 |\n"
        "| 一、财政拨款 | 9.00 | 一、外交支出 | 9.00 | 一、基本支出 | 9.00 |\n"
        "| 当年收入小计 | 9.00 | 当年支出小计 | | | 9.00 |\n"
    )
    assert [(line.side, line.name, line.item) for line in of(found, BudgetLine)] == [
        ("income", "财政拨款", "total"), ("expenditure", "外交支出", "total"), ("purpose", "基本支出", "total"),
        ("income", "当年收入小计", "total"), ("purpose", "当年支出小计", "total"),
    ]


def test_two_lists_beside_each_other(read: Read) -> None:
    found = read(
        f"{BUDGET}一般公共预算基本支出决算表\n\n{UNIT}| 人员经费 | | | 公用经费 | | |\n"
        "| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |\n"
        "| 301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | 2.00 |\n| 30101 | 基本工资 | 5.00 | | | |\n"
        "| 人员经费合计 | | 5.00 | 公用经费合计 | | 2.00 |\n"
    )
    assert [(line.side, line.code, line.name, str(line.amount)) for line in of(found, BudgetLine)] == [
        (None, "301", "工资福利支出", "5.00"), (None, "302", "商品和服务支出", "2.00"),
        (None, "30101", "基本工资", "5.00"), (None, None, "人员经费合计", "5.00"), (None, None, "公用经费合计", "2.00"),
    ]


# --- Units. -----------------------------------------------------------------------------------------------------------


def test_rows_keyed_by_units(read: Read) -> None:
    found = read(
        f"{BUDGET}收入总表\n\n{UNIT}| 单位编码 | 单位名称 | 部门预算 | | |\n| | | 合计 | 一般公共预算拨款 | |\n"
        "| | | | 小计 | 其中：专项资金 |\n| 合计 | | 3.00 | 3.00 | 1.00 |\n| 119 | 某县水利局 | 3.00 | 3.00 | 1.00 |\n"
        "| 119001 | 某县水利局 | 2.00 | 2.00 | 1.00 |\n| 119002 | 某县河道管理中心 | 1.00 | 1.00 | |\n"
    )
    totals = [(line.name, line.code, line.unit) for line in of(found, BudgetLine) if line.item == "total"]
    assert totals == [
        ("合计", None, None), ("某县水利局", None, None), ("某县水利局", None, "某县水利局"),
        ("某县河道管理中心", None, "某县河道管理中心"),
    ]
    items = {"total", "general_public", "一般公共预算拨款/其中：专项资金"}
    assert {line.item for line in of(found, BudgetLine)} == items
    assert [(body.name, body.kind, body.code, body.parent) for body in of(found, Department)] == [
        ("某县水利局", "department", None, None), ("某县河道管理中心", "unit", "119002", "某县水利局"),
    ]


def test_a_name_that_its_cell_cuts_is_that_of_the_body_with_the_same_code(read: Read) -> None:
    table = "| 单位编码 | 单位名称 | 合计 |\n| 119002 | {} | 3.00 |\n| 119003 | 某县水文站 | 1.00 |\n"
    found = read(
        f"{BUDGET}部门收入总表\n\n{UNIT}{table.format('某县河道管理中心')}\n部门支出总表\n\n{UNIT}{table.format('某县河道')}"
    )
    assert [line.unit for line in of(found, BudgetLine)] == ["某县河道管理中心", "某县水文站"] * 2
    assert "某县河道" not in [body.name for body in of(found, Department)]


def test_functions_below_units_in_one_column(read: Read) -> None:
    found = read(
        f"{BUDGET}支出总表\n\n{UNIT}| 科目编码 | | | 单位代码 | 单位名称（科目） | 合计 |\n| 类 | 款 | 项 | | | |\n"
        "| | | | | 合计 | 9.00 |\n| | | | 301001 | 某县水利局机关 | 9.00 |\n"
        "| 201 | 03 | 01 | 301001 | 行政运行 | 9.00 |\n"
    )
    assert [(line.code, line.name, line.unit) for line in of(found, BudgetLine)] == [
        (None, "合计", None), (None, "某县水利局机关", "某县水利局机关"), ("2010301", "行政运行", "某县水利局机关"),
    ]


def test_projects_below_units_in_one_column(read: Read) -> None:
    found = read(
        f"{BUDGET}部门综合预算专项业务经费支出表\n\n单位：元\n\n| 单位编码 | 单位（项目）名称 | 项目金额 | 项目简介 |\n"
        "| 119001 | 某县水利局 | 50000 | |\n| | 巡河经费 | 50000 | 购置船只 |\n"
    )
    assert [(line.form, line.name, line.unit, str(line.amount)) for line in of(found, BudgetLine)] == [
        ("project_expenditure", "某县水利局", "某县水利局", "5.00"),
        ("project_expenditure", "巡河经费", "某县水利局", "5.00"),
    ]


def test_a_list_of_projects(read: Read) -> None:
    found = read(
        f"{BUDGET}部门项目支出预算表\n\n{UNIT}| 单位名称 | 项目编码 | 项目名称 | 合计 | 一般公共预算 |\n"
        "| 某县河道管理中心 | 330100261000000001 | 巡河经费 | 20.00 | 20.00 |\n"
        "| | 330100261000000002 | 防汛经费 | 10.00 | 10.00 |\n| 合计 | | | 30.00 | 30.00 |\n"
    )
    assert [(project.name, project.code, project.unit, str(project.amount)) for project in of(found, Project)] == [
        ("巡河经费", "330100261000000001", "某县河道管理中心", "20.00"),
        ("防汛经费", "330100261000000002", "某县河道管理中心", "10.00"),
    ]
    assert [(line.name, line.item) for line in of(found, BudgetLine)] == [
        ("巡河经费", "total"), ("巡河经费", "general_public"), ("防汛经费", "total"), ("防汛经费", "general_public"),
        ("合计", "total"), ("合计", "general_public"),
    ]


def test_units_listed_without_figures(read: Read) -> None:
    found = read(f"{BUDGET}预算单位构成\n\n| 序号 | 单位名称 | 备注 |\n| 1 | 某县河道管理中心 | 并入本级 |\n")
    assert [(body.name, body.kind) for body in of(found, Department)] == [
        ("某县水利局", "department"), ("某县河道管理中心", "unit"),
    ]


# --- Columns. ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "items"),
    [
        ([("合计",), ("本年收入", "小计"), ("上年结转", "小计"), ("上年结转", "一般公共预算")],
         ["total", "current_year", "carry_over", "上年结转/一般公共预算"]),
        ([("预算数", "合计"), ("预算数", "基本支出", "小计"), ("预算数", "基本支出", "人员经费")],
         ["total", "basic", "personnel"]),
        ([("2025年执行数",), ("2026年预算数", "小计"), ("2026年预算数", "基本支出"), ("增减额",)],
         ["2025年执行数", "total", "basic", "增减额"]),
        ([("项目支出", "项目支出总数"), ("项目支出", "某专项")], ["project", "某专项"]),
        ([("财政拨款收入",), ("财政专户拨款收入", "教育收费"), ("其他资金收入", "其他收入")],
         ["fiscal", "财政专户拨款收入/教育收费", "other"]),
        ([("本年支出合计",), ("基本支出",)], ["total", "basic"]),
        ([("某专项", "小计"), ("基本支出",)], ["某专项/小计", "basic"]),
        ([("预算数",), ("决算数",)], ["预算数", "total"]),
    ],
)
def test_items_of_columns(paths: list[tuple[str, ...]], items: list[str]) -> None:
    assert list(items_of(dict(enumerate(paths)), Times.of(paths), lexicon()).values()) == items


def test_the_last_year_of_a_column_without_figures_is_the_year_of_the_budget(read: Read) -> None:
    found = read(
        f"{BUDGET}支出总表\n\n{UNIT}| 科目编码 | 科目名称 | 2025年预算数 | 2026年预算数 |\n| 201 | 甲 | 3.00 | |\n"
    )
    assert lines(found) == [("201", "甲", "2025年预算数", Decimal("3.00"))]


def test_the_general_budget_of_a_ministry_beside_the_year_before(read: Read) -> None:
    found = read(
        f"{BUDGET}一般公共预算支出表\n\n{UNIT}"
        "| 功能分类科目 | | 2023年执行数 | 2024年预算数 | | | 2024年预算数比2023年执行数 | |\n"
        "| 科目编码 | 科目名称 | | 小计 | 基本支出 | 项目支出 | 增减额 | 增减% |\n"
        "| 205 | 教育支出 | 5.00 | 6.00 | 4.00 | 2.00 | 1.00 | 20.00 |\n"
        "| 合计 | | 5.00 | 6.00 | 4.00 | 2.00 | 1.00 | 20% |\n"
    )
    columns = [
        ("2023年执行数", "5.00"), ("total", "6.00"), ("basic", "4.00"), ("project", "2.00"),
        ("2024年预算数比2023年执行数/增减额", "1.00"),
    ]
    assert [(code, item, str(amount)) for code, _, item, amount in lines(found)] == [
        (code, item, amount) for code in ("205", None) for item, amount in columns
    ]


THREE_PUBLIC = [("合计", "5.00"), ("因公出国（境）费", "1.00"), ("公务用车购置及运行维护费", "3.00"),
                ("公务用车购置费", "1.00"), ("公务用车运行维护费", "2.00"), ("公务接待费", "1.00")]


def test_three_public_in_columns_says_what_it_says_in_rows(read: Read) -> None:
    found = read(
        f"{BUDGET}“三公”经费支出表\n\n{UNIT}"
        "| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |\n"
        "| | | 小计 | 购置费 | 运行费 | |\n| 5.00 | 1.00 | 3.00 | 1.00 | 2.00 | 1.00 |\n"
    )
    assert [(name, str(amount)) for _, name, item, amount in lines(found) if item == "total"] == THREE_PUBLIC


def test_three_public_of_two_years_by_unit(read: Read) -> None:
    found = read(
        f"{BUDGET}“三公”经费及会议费、培训费预算表\n\n{UNIT}| 单位编码 | 单位名称 | 上年 | | | 当年 | | |\n"
        "| | | 合计 | “三公”经费 | 会议费 | 合计 | “三公”经费 | 会议费 |\n"
        "| 119001 | 某县河道管理中心 | 3.00 | 1.00 | 2.00 | 4.00 | 1.00 | 3.00 |\n"
    )
    assert [(line.name, line.item, str(line.amount), line.unit) for line in of(found, BudgetLine)] == [
        ("合计", "上年", "3.00", "某县河道管理中心"), ("“三公”经费", "上年", "1.00", "某县河道管理中心"),
        ("会议费", "上年", "2.00", "某县河道管理中心"), ("合计", "total", "4.00", "某县河道管理中心"),
        ("“三公”经费", "total", "1.00", "某县河道管理中心"), ("会议费", "total", "3.00", "某县河道管理中心"),
    ]


def test_a_table_without_names_of_rows_is_about_the_whole(read: Read) -> None:
    found = read(f"{BUDGET}支出总表\n\n{UNIT}| 合计 | 基本支出 | 项目支出 | 结转下年资金 |\n| 9.00 | 4.00 | 5.00 | |\n")
    assert lines(found) == [
        (None, "合计", "total", Decimal("9.00")), (None, "合计", "basic", Decimal("4.00")),
        (None, "合计", "project", Decimal("5.00")),
    ]


# --- Empty tables, lists of tables, misfits. --------------------------------------------------------------------------


def test_tables_printed_empty_and_the_list_that_says_why(read: Read) -> None:
    found = read(
        f"{BUDGET}| 报表 | 报表名称 | 是否空表 | 公开空表理由 |\n| 表9 | 政府性基金收支表 | 是 | 不涉及 |\n\n"
        f"政府性基金收支表\n\n{UNIT}| 收入 | | 支出 | |\n| 项目 | 预算数 | 项目 | 预算数 |\n"
        "| 一、政府性基金拨款 | | 一、教育支出 | |\n| 本年收入合计 | | 本年支出合计 | |\n"
    )
    assert (of(found, BudgetLine), unread(found), found.faults) == ([], [], ())
    assert sorted(set(found.structure.values()) & {"table_list", "empty_table"}) == ["empty_table", "table_list"]


def test_a_figure_beyond_the_columns_is_a_fault(read: Read) -> None:
    found = read(f"{BUDGET}支出总表\n\n{UNIT}| 科目编码 | 科目名称 | 合计 |\n| 201 | 甲 | 3.00 | 4.00 |\n")
    assert [fault.actual for fault in faults(found, "read.row")] == ["201 | 甲 | 3.00 | 4.00"]


def test_a_figure_without_a_name_is_a_fault(read: Read) -> None:
    found = read(f"{BUDGET}支出总表\n\n{UNIT}| 科目编码 | 科目名称 | 合计 |\n| 201 | 甲 | 3.00 |\n| | | 4.00 |\n")
    assert [(name, str(amount)) for _, name, _, amount in lines(found)] == [("甲", "3.00")]
    assert [fault.message for fault in faults(found, "read.row")] == [
        "this row of a budget table does not fit its columns and was not read"
    ]


# --- Procurement and services. ----------------------------------------------------------------------------------------


def test_procurement_by_kind_unit_and_project(read: Read) -> None:
    found = read(
        f"{BUDGET}政府采购支出表\n\n{UNIT}| 采购品目大类 | 专项名称 | 经济科目 | 采购品目名称 | 总计 |\n"
        "| 合计 | | | | 3.00 |\n| 货物 | | | | 3.00 |\n| 某县水利局 | | | | 3.00 |\n"
        "| | 定额 | 办公费 | A05040101复印纸 | 3.00 |\n"
    )
    assert [(p.kind, p.project_name, p.item, p.catalogue_code) for p in of(found, Procurement)] == [
        ("total", "合计", None, None), ("total", "货物", None, None), ("total", "某县水利局", None, None),
        ("item", "定额", "复印纸", "A05040101"),
    ]


def test_procurement_and_services_as_totals(read: Read) -> None:
    found = read(
        f"{BUDGET}政府采购预算明细表\n\n{UNIT}| 采购类别 | 金额 |\n| A-货物 | 3.00 |\n| 合计 | 3.00 |\n\n"
        f"政府购买服务明细表\n\n{UNIT}| 指导性目录 | | | 预算金额 |\n| 一级 | 二级 | 三级 | |\n"
        "| 合计 | | | 5.00 |\n| 01-公共服务 | 0115-宣传服务 | 公益宣传服务 | 5.00 |\n"
    )
    assert figures(found) == [
        ("procurement", None, "A-货物", "total", "3.00"), ("procurement", None, "合计", "total", "3.00"),
        ("service_purchase", None, "合计", "total", "5.00"),
        ("service_purchase", None, "公益宣传服务", "total", "5.00"),
    ]


def test_meetings(read: Read) -> None:
    found = read(
        f"{BUDGET}会议费明细表\n\n{UNIT}| 序号 | 会议名称 | 时间 | 人数 | 金额 | 备注 |\n"
        "| 1 | 部署会 | 2024年3月 | 40人 | 1.19 | |\n"
    )
    assert figures(found) == [("meeting", None, "部署会", "total", "1.19")]
