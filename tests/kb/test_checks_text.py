"""Checks of figures said in prose, against the tables and among themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


TABLE = "||合计|total=598.7812 basic=364.16 project=234.6212"


def test_a_figure_of_the_text_that_the_tables_do_not_have(tiny: Tiny) -> None:
    tiny.sheet("expenditure", TABLE).says("s", "expenditure 支出预算 589.78")
    assert tiny.findings() == [(
        "text.tables", "error", "the text's 支出预算 differs from Expenditure (合计, Total)", "598.7812 万元",
        "589.78 万元", "s",
    )]


def test_the_text_rounds_the_tables(tiny: Tiny) -> None:
    tiny.sheet("expenditure", TABLE).sheet("three_public", "||三公经费|total=0.00", "||公务接待费|total=0.15")
    tiny.says("s", "expenditure 支出预算 598.78", "basic 基本支出 364.16", "project 项目支出 234.62")
    tiny.says("t", "reception 公务接待费 0.15")
    assert tiny.findings(rule="text.*") == []


def test_figures_of_other_years_are_not_compared(tiny: Tiny) -> None:
    tiny.sheet("expenditure", TABLE).says("s", "expenditure 支出预算 500.00", text="2023年支出预算500万元。")
    assert tiny.findings() == []


def test_three_public_in_text_and_table(tiny: Tiny) -> None:
    tiny.sheet("three_public", "||公务接待费|total=0.15").says("s", "reception 公务接待费 0.51")
    assert tiny.findings() == [(
        "text.tables", "error", "the text's 公务接待费 differs from "
        "Expenditure on travel abroad, official cars and receptions (公务接待费, Total)", "0.15 万元",
        "0.51 万元", "s",
    )]


@pytest.mark.parametrize(("amount", "found"), [("31.73", 0), ("20.00", 0), ("31.80", 1)])
def test_organ_operating_funds_are_at_most_the_operating_funds(tiny: Tiny, amount: str, found: int) -> None:
    tiny.sheet("basic_by_economic_class", "||合计|total=364.16 personnel=332.43 operating=31.73")
    tiny.says("s", f"organ_operating 机关运行经费 {amount}")
    assert tiny.findings() == [(
        "text.organ_operating", "warning",
        "机关运行经费 differs from the operating expenditure of the tables by being more",
        "≤ 31.73 万元", "31.80 万元", "s",
    )][:found]


def test_one_item_with_two_amounts(tiny: Tiny) -> None:
    tiny.sheet("three_public", "||公务接待费|total=56.12")
    tiny.says("s", "reception 公务接待费 56.12").says("t", "reception 公务接待费 57.80")
    assert tiny.findings(rule="text.twice") == [(
        "text.twice", "warning",
        "公务接待费 differs from the amount said before, which the tables state, too",
        "56.12 万元", "57.80 万元", "t",
    )]


def test_one_item_said_twice_with_one_amount(tiny: Tiny) -> None:
    tiny.says("s", "procurement 政府采购 200.00").says("t", "procurement 政府采购 200.004")
    assert tiny.findings() == []


def test_parts_said_in_one_passage(tiny: Tiny) -> None:
    tiny.says("s", "expenditure 支出预算 821.21", "basic 基本支出 395.09", "project 项目支出 326.12")
    assert tiny.findings() == [(
        "text.parts", "error", "支出预算 differs from the sum of its parts (基本支出 + 项目支出)",
        "395.09 + 326.12 = 721.21 万元",
        "821.21 万元", "s",
    )]


def test_parts_that_add_up_or_are_not_all_said(tiny: Tiny) -> None:
    tiny.says("s", "expenditure 支出预算 821.21", "basic 基本支出 395.09", "project 项目支出 426.12")
    tiny.says("t", "three_public 三公经费 2.50", "vehicle 公务用车费 2.00")
    assert tiny.findings() == []


def test_further_parts_of_expenditure_in_the_sentence(tiny: Tiny) -> None:
    text = "支出预算100万元，其中基本支出50万元，项目支出30万元，经营支出20万元。"
    tiny.says("s", "expenditure 支出预算 100.00", "basic 基本支出 50.00", "project 项目支出 30.00", text=text)
    assert tiny.findings() == []


LIST = ("organ_operating 机关运行经费 31.73", "organ_operating_part 办公费 20.00")


@pytest.mark.parametrize(("last", "found"), [
    ("organ_operating_part 邮电费 8.00", 0), ("organ_operating_part 其他支出 11.73", 0),
    ("organ_operating_part 邮电费 12.00", 1), ("organ_operating_part 其他支出 10.00", 1),
], ids=["incomplete", "complete", "more than the whole", "complete but less"])
def test_lists_of_parts(tiny: Tiny, last: str, found: int) -> None:
    tiny.says("s", *LIST, last)
    assert [(rule, severity) for rule, severity, *_ in tiny.findings()] == [("text.list", "error")] * found


def test_income_by_source_with_or_without_what_is_carried_over(tiny: Tiny) -> None:
    sources = ("income_general_public 一般公共预算收入 90.00", "income_other 其他收入 5.00")
    tiny.says("s", "income 预算收入 95.00", *sources, "income_carry_over 上年结转 7.00")
    tiny.says("t", "income 预算收入 95.00", sources[0], "income_other 其他收入 6.00")
    assert tiny.findings() == [(
        "text.list", "error", "预算收入 differs from the sum of its parts (一般公共预算收入 + 其他收入)",
        "90.00 + 6.00 = 96.00 万元",
        "95.00 万元", "t",
    )]


@pytest.mark.parametrize(("basic", "found"), [("74.26", 0), ("47.26", 1)])
def test_changes_add_up(tiny: Tiny, basic: str, found: int) -> None:
    tiny.says("s", "budget 收支安排 821.21 399.35", f"basic 基本支出 - {basic}", "project 项目支出 - 325.09")
    assert tiny.findings() == [(
        "text.change", "warning", "the change of 收支安排 differs from the changes of basic and project expenditure",
        "47.26 + 325.09 = 372.35 万元", "399.35 万元", "s",
    )][:found]


COMPARED = {"item": "by_function", "name": "水利（款）行政运行（项）", "amount": Decimal("157.23")}


@pytest.mark.parametrize(("percent", "found"), [(17.48, 0), (17.4, 0), (17.0, 0), (-17.48, 0), (17.7, 1), (1.1, 1)])
def test_a_percent_follows_from_its_figures_whatever_its_direction(tiny: Tiny, percent: float, found: int) -> None:
    tiny.add("statements", passage="s", previous=Decimal("133.84"), change_percent=percent, **COMPARED)
    said = "行政运行: the stated change in percent differs from the one that follows from 157.23 万元 and 133.84 万元"
    expected = (said, "17.48 %", f"{percent:g} %")
    assert [finding[2:5] for finding in tiny.findings(rule="text.percent")] == [expected][:found]


def test_rounding_leaves_the_percent_of_small_figures_open(tiny: Tiny) -> None:
    tiny.add("statements", item="reception", name="公务接待费", amount=Decimal("0.62"), previous=Decimal("0.50"),
             change_percent=22.22)
    assert tiny.findings() == []


def test_last_years_figure_is_the_one_of_the_passage(tiny: Tiny) -> None:
    tiny.add("statements", passage="s", previous=Decimal("241.76"), **COMPARED)
    tiny.add("statements", passage="s", change_percent=21.74, **COMPARED)
    assert [finding[0] for finding in tiny.findings()] == ["text.direction", "text.percent"]


def test_nothing_follows_from_a_figure_that_was_nought(tiny: Tiny) -> None:
    tiny.add("statements", previous=Decimal("0.00"), change_percent=100.0, **COMPARED)
    assert tiny.findings() == []


@pytest.mark.parametrize(("text", "found"), [
    ("接待费减少2.98%。主要原因是：接待经费增加。", 1), ("接待费增加9.49万元，减少的主要原因是压缩经费。", 1),
    ("接待费减少0.73万元，主要原因是增加两名退休人员，养老金减少。", 0),
    ("接待费减少1万元，主要原因是上年一次性购置增加。", 0), ("接待费增加1万元，增加的主要原因是人数增加。", 0),
])
def test_reasons_have_the_direction_of_their_change(tiny: Tiny, text: str, found: int) -> None:
    tiny.prose(text)
    assert len(tiny.findings()) == found


@pytest.mark.parametrize(("text", "rule"), [
    ("与上年持平，主要原因是。", "text.unfinished"), ("项目经费主要用于；", "text.unfinished"),
    ("2024年预算安排万元，比上年增加。", "text.unfinished"), ("单位：万元", None), ("预算支出1万元。", None),
    ("增加/减少1万元。", "text.template"), ("按《预算增加（减少）办法》执行。", None),
    ("XX局共有车辆__辆。", "text.template"),
    ("使用2B2X型号。", None), ("收入××万元。", "text.template"),
])
def test_what_is_left_of_the_form(tiny: Tiny, text: str, rule: str | None) -> None:
    tiny.prose(text)
    assert [finding[0] for finding in tiny.findings()] == ([rule] if rule else [])


def test_shares_follow_from_the_whole_that_most_of_them_have(tiny: Tiny) -> None:
    tiny.prose("支出400.00万元：教育100.00万元，占25.00%；水利200.00万元，占50.00%；农业100.00万元，占26.00%。")
    assert [finding[3:5] for finding in tiny.findings(rule="text.share")] == [("25.00 %", "26.00 %")]


def test_one_share_alone_has_no_whole(tiny: Tiny) -> None:
    tiny.prose("支出400.00万元，其中教育100.00万元，占上年的20.00%。")
    assert tiny.findings() == []
