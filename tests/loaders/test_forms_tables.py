"""Budget, procurement, asset and organisation tables, prose with figures, and what contradicts itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents import BUDGET, GOALS, HEAD, INDICATORS, Read, faults, lines, of, reader, unread

from loaders import load
from loaders.records import (
    Asset,
    BudgetLine,
    Department,
    Indicator,
    Procurement,
    Responsibility,
    Statement,
    YearMention,
)

UNIT = "单位：万元\n\n"
COLUMNS = "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


# --- Budget tables. ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("2080201-行政运行", "2080201", "行政运行"),
        ("[2210203]购房补贴", "2210203", "购房补贴"),
        ("213 农林水支出", "213", "农林水支出"),
        ("一、农林水支出", None, "农林水支出"),
        ("其中：防汛", None, "防汛"),
        ("12345热线", None, "12345热线"),
    ],
)
def test_codes_in_the_cell_of_the_name(read: Read, printed: str, code: str | None, name: str) -> None:
    found = read(f"{BUDGET}支出预算总表\n\n{UNIT}| 科目编码及名称 | 合计 | 项目支出 |\n| {printed} | 3 | 1.5 |\n")
    assert lines(found) == [(code, name, "total", Decimal("3.00")), (code, name, "project", Decimal("1.50"))]


@pytest.mark.parametrize("lower", ["| 类 | 款 | 项 | | |\n", ""])
def test_a_code_in_three_columns(read: Read, lower: str) -> None:
    found = read(
        f"{BUDGET}支出预算总表\n\n{UNIT}| 科目编码 | | | 科目名称 | 合计 |\n{lower}"
        "| 201 | 03 | 01 | 行政运行 | 10 |\n| 201 | 03 | | 政府办公厅 | 12 |\n"
    )
    assert [(code, name) for code, name, *_ in lines(found)] == [("2010301", "行政运行"), ("20103", "政府办公厅")]


def test_two_sides_without_column_numbers(read: Read) -> None:
    found = read(
        f"{BUDGET}收支预算总表\n\n{UNIT}| 收入 | | 支出 | |\n| 项目 | 预算数 | 项目 | 预算数 |\n"
        "| 一、一般公共预算拨款收入 | 100.00 | 一、农林水支出 | 60.00 |\n| | | 二、其他支出 | 40.00 |\n"
        "| 收入总计 | 100.00 | 支出总计 | 100.00 |\n"
    )
    assert [(line.side, line.name, line.amount) for line in of(found, BudgetLine)] == [
        ("income", "一般公共预算拨款收入", Decimal("100.00")), ("expenditure", "农林水支出", Decimal("60.00")),
        ("expenditure", "其他支出", Decimal("40.00")), ("income", "收入总计", Decimal("100.00")),
        ("expenditure", "支出总计", Decimal("100.00")),
    ]


@pytest.mark.parametrize("row", ["| | | | | |\n", "| 无 | 无 | 无 | 无 | 无 |\n"])
def test_a_table_printed_empty_with_a_note(read: Read, row: str) -> None:
    found = read(f"{BUDGET}政府性基金预算支出表\n\n{UNIT}{COLUMNS}{row}\n注：本部门没有政府性基金预算，空表列示。\n")
    assert of(found, BudgetLine) == []
    assert (unread(found), found.faults) == ([], ())


def test_amounts_without_a_unit_are_not_taken(read: Read) -> None:
    found = read(f"{BUDGET}支出预算总表\n\n{COLUMNS}| 201 | 一般公共服务支出 | 3 | 2 | 1 |\n")
    assert of(found, BudgetLine) == []
    assert unread(found) == ["201 | 一般公共服务支出 | 3 | 2 | 1"]
    assert len(faults(found, "read.unit")) == 1


def test_each_column_has_its_own_unit(read: Read) -> None:
    found = read(
        f"{BUDGET}支出预算总表\n\n| 科目编码 | 科目名称 | 合计（万元） | 项目支出（元） |\n| 201 | 支出 | 3 | 20000 |\n"
    )
    assert [amount for *_, amount in lines(found)] == [Decimal("3.00"), Decimal("2.00")]


def test_the_unit_belongs_to_the_table(read: Read) -> None:
    row = "| 201 | 支出 | 30000 | | |\n"
    found = read(
        f"{BUDGET}支出预算总表\n\n单位：元\n\n{COLUMNS}{row}\n一般公共预算支出表\n\n{UNIT}{COLUMNS}{row}"
    )
    assert [(line.form, line.amount) for line in of(found, BudgetLine)] == [
        ("expenditure", Decimal("3.00")), ("fiscal_expenditure", Decimal("30000.00")),
    ]


def test_the_column_of_last_year_is_not_the_budget_and_a_rate_is_no_money(read: Read) -> None:
    found = read(
        f"{BUDGET}“三公”经费支出表\n\n{UNIT}| 项目 | 2023年预算数 | 2024年预算数 | 增减率 | 人数 | 备注 |\n"
        "| 公务接待费 | 10 | 9 | -10% | 5 | 7 |\n| 因公出国费 | 0 | 0 | 0 | 0 | |\n"
    )
    assert lines(found) == [
        (None, "公务接待费", "2023年预算数", Decimal("10.00")), (None, "公务接待费", "total", Decimal("9.00")),
        (None, "因公出国费", "2023年预算数", Decimal("0.00")), (None, "因公出国费", "total", Decimal("0.00")),
    ]


def test_words_in_a_column_of_figures_are_a_fault(read: Read) -> None:
    found = read(f"{BUDGET}支出预算总表\n\n{UNIT}{COLUMNS}| 201 | 支出 | 约30 | 20 | — |\n")
    assert [(item, amount) for _, _, item, amount in lines(found)] == [("basic", Decimal("20.00"))]
    assert [fault.actual for fault in faults(found, "read.figure")] == ["约30"]


def test_a_table_of_no_known_form_is_a_fault_and_unread(read: Read) -> None:
    found = read(
        f"{BUDGET}某某情况表\n\n| 甲 | 乙 |\n| 1 | 2 |\n\n某某明细\n\n| 项目 | 数量 | 颜色 |\n| 桌子 | 3 | 红 |\n\n"
        f"支出预算总表\n\n{UNIT}{COLUMNS}| 201 | 支出 | 3 | 2 | 1 |\n"
    )
    assert len(lines(found)) == 3
    assert {"甲 | 乙", "1 | 2", "项目 | 数量 | 颜色", "桌子 | 3 | 红"} <= set(unread(found))
    assert [fault.actual for fault in faults(found, "read.table")] == ["项目 | 数量 | 颜色"]


def test_a_table_that_goes_on_over_pages_with_its_header_again(read: Read) -> None:
    found = read(
        f"{BUDGET}支出预算总表\n\n{UNIT}{COLUMNS}| 201 | 甲 | 3 | 2 | 1 |\n\n- 7 -\n\n{COLUMNS}| 213 | 乙 | 5 | 5 | |\n"
    )
    assert [name for _, name, *_ in lines(found)] == ["甲", "甲", "甲", "乙", "乙"]


# --- Procurement, assets, organisation, duties. -----------------------------------------------------------------------


def test_tables_that_follow_each_other_with_their_titles_inside(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><p>甲县水务局2030年部门预算</p>"
        "<table><tr><td colspan=3>支出预算总表</td></tr><tr><td colspan=3>单位：万元</td></tr>"
        "<tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td>213</td><td>农林水支出</td><td>7</td></tr></table>"
        "<table><tr><td colspan=4>项目支出绩效目标表</td></tr><tr><td>项目名称</td><td colspan=3>水渠清淤</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥9公里</td></tr></table></body></html>",
        encoding="utf-8",
    )
    found = load(page)
    assert lines(found) == [("213", "农林水支出", "total", Decimal("7.00"))]
    assert [(record.name, record.project and record.project.name) for record in of(found, Indicator)] == [
        ("清淤长度", "水渠清淤")
    ]


def test_procurement_items_and_totals(read: Read) -> None:
    found = read(
        f"{GOALS}{HEAD}{INDICATORS}\n政府采购预算表\n\n单位：元\n\n"
        "| 采购项目名称 | 采购品目 | 品目编码 | 计量单位 | 数量 | 单价 | 采购预算 |\n"
        "| 防汛经费 | 台式计算机 | A02010105 | 台 | 2 | 5000 | 10000 |\n| 合计 | | | | 2 | | 10000 |\n"
    )
    item, total = of(found, Procurement)
    assert (item.kind, item.item, item.catalogue_code, item.unit) == ("item", "台式计算机", "A02010105", "台")
    assert (item.quantity, item.price, item.amount) == (Decimal("2"), Decimal("0.50"), Decimal("1.00"))
    assert item.project is not None
    assert item.project.name == "防汛经费"
    assert (total.kind, total.project, total.amount) == ("total", None, Decimal("1.00"))


def test_assets(read: Read) -> None:
    found = read(
        f"{BUDGET}固定资产占用情况表\n\n截止时间：2023年12月31日\n\n| 资产类别 | 数量 | 账面价值（元） |\n"
        "| 一、房屋（平方米） | 120.5 | 5000000 |\n| 二、车辆 | —— | 300,000.00 |\n"
    )
    assert [(asset.name, asset.quantity, asset.value) for asset in of(found, Asset)] == [
        ("房屋（平方米）", Decimal("120.5"), Decimal("500.00")), ("车辆", None, Decimal("30.00")),
    ]
    assert unread(found) == []


def test_bodies_and_duties(read: Read) -> None:
    found = read(
        f"{BUDGET}一、部门职责及机构设置情况\n\n部门职责：\n\n（一）贯彻执行水利方针政策。\n\n（二）负责全县防汛。\n\n"
        "机构设置：\n\n| 序号 | 单位名称 | 单位性质 | 单位规格 | 经费保障形式 |\n"
        "| 1 | 某县水利局 | 行政 | 正科级 | 财政拨款 |\n| 2 | 某县水库管理处 | 事业 | 股级 | 财政拨款 |\n"
        "|  | 合计 |  |  |  |\n\n"
        f"支出预算总表\n\n{UNIT}{COLUMNS}| 201 | 支出 | 3 | 2 | 1 |\n"
    )
    assert [(duty.number, duty.kind) for duty in of(found, Responsibility)] == [("一", "general"), ("二", "specific")]
    bodies = {body.name: body for body in of(found, Department)}
    assert "合计" not in bodies
    assert (bodies["某县水利局"].kind, bodies["某县水利局"].rank) == ("department", "正科级")
    assert (bodies["某县水库管理处"].kind, bodies["某县水库管理处"].parent) == ("unit", "某县水利局")


# --- Figures in prose. ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“三公”经费预算安排5.5万元，比2023年减少1万元，下降15.4%。", [("three_public", "5.50", "-1.00")]),
        ("“三公”经费预算安排5.5万元，与上年持平。", [("three_public", "5.50", "0")]),
        ("公务接待费5000元，较上年增加0.1万元。", [("reception", "0.50", "0.10")]),
        ("因公出国费0万元，与上年持平；公务接待费1.5万元。", [("abroad", "0.00", "0"), ("reception", "1.50", None)]),
        (
            "公务用车购置及运行费4万元（公务用车购置费1万元，公务用车运行维护费3万元），较上年减少2万元。",
            [("vehicle", "4.00", "-2.00"), ("vehicle_purchase", "1.00", None), ("vehicle_operation", "3.00", None)],
        ),
        ("公务接待费上年预算2万元，公务接待费1万元。", [("reception", "1.00", None)]),
        ("2023年公务接待费2万元，2024年公务接待费1万元。", [("reception", "1.00", None)]),
    ],
)
def test_figures_in_prose(read: Read, sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = read(f"{BUDGET}一、财政拨款“三公”经费预算情况\n\n{sentence}\n")
    changes = [None if s.change is None else str(s.change) for s in of(found, Statement)]
    said = [(s.item, str(s.amount)) for s in of(found, Statement)]
    assert [(*figure, change) for figure, change in zip(said, changes, strict=True)] == expected


def test_a_change_that_may_belong_to_two_figures_is_not_taken(read: Read) -> None:
    found = read(
        f"{BUDGET}一、财政拨款“三公”经费预算情况\n\n“三公”经费2.5万元，其中公务接待费2万元，因公出国费0.5万元，比上年减少1万元。\n"
    )
    assert [(s.item, s.change) for s in of(found, Statement)] == [
        ("three_public", None), ("reception", None), ("abroad", None),
    ]
    assert [fault.actual for fault in faults(found, "read.change")] == ["1.00"]


def test_the_budget_of_one_class_is_not_that_of_the_department(read: Read) -> None:
    found = read(
        f"{BUDGET}一、支出说明\n\n支出预算100万元，其中：人员支出预算60万元，教育支出预算30万元，项目支出10万元。\n"
    )
    assert [(s.item, s.amount) for s in of(found, Statement)] == [
        ("expenditure", Decimal("100.00")), ("personnel", Decimal("60.00")), ("project", Decimal("10.00")),
    ]


# --- Contradictions. --------------------------------------------------------------------------------------------------


def test_years_in_conflict_are_all_kept_and_reported(read: Read) -> None:
    found = read(
        "某县水利局2024年部门预算绩效文本\n\n一、总体绩效目标\n\n2023年，保障全县防汛，提高抗旱能力。\n\n1.甲绩效目标表\n\n"
        "| 项目编码 | 13062525P000015103258 | 项目名称 | 甲 |\n"
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 时效指标 | 时间 | 2022年底 |\n"
    )
    assert found.fiscal_year == 2024
    assert {(m.source, m.year) for m in of(found, YearMention)} >= {
        ("title", 2024), ("text", 2023), ("project_code", 2025), ("indicator", 2022),
    }
    assert {fault.actual for fault in faults(found, "year.conflict")} == {"2022", "2025"}


def test_codes_of_another_county_than_the_names(read: Read) -> None:
    found = read(
        "平乡县行政审批局2024年部门预算绩效文本\n\n1.甲绩效目标表\n\n"
        f"| 项目编码 | 13043424P00428710001B | 项目名称 | 甲 |\n{INDICATORS}"
    )
    assert [(fault.expected, fault.actual) for fault in faults(found, "region.conflict")] == [("魏县", "平乡县")]
