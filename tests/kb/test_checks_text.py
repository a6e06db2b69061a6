"""Checks of figures said in prose, against the tables and among themselves."""

from __future__ import annotations

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
        "text.organ_operating", "warning", "机关运行经费 differs from the operating funds of the tables by being more",
        "at most 31.73 万元", "31.80 万元", "s",
    )][:found]


def test_one_item_with_two_amounts(tiny: Tiny) -> None:
    tiny.sheet("three_public", "||公务接待费|total=56.12")
    tiny.says("s", "reception 公务接待费 56.12").says("t", "reception 公务接待费 57.80")
    assert tiny.findings(rule="text.twice") == [(
        "text.twice", "warning",
        "公务接待费 differs from the amount said before, which "
        "Expenditure on travel abroad, official cars and receptions (公务接待费, Total) confirms",
        "56.12 万元", "57.80 万元", "t",
    )]


def test_one_item_said_twice_with_one_amount(tiny: Tiny) -> None:
    tiny.says("s", "procurement 政府采购 200.00").says("t", "procurement 政府采购 200.004")
    assert tiny.findings() == []


def test_parts_said_in_one_passage(tiny: Tiny) -> None:
    tiny.says("s", "expenditure 支出预算 821.21", "basic 基本支出 395.09", "project 项目支出 326.12")
    assert tiny.findings() == [(
        "text.parts", "error", "支出预算 differs from 基本支出 + 项目支出", "395.09 + 326.12 = 721.21 万元",
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
        "text.list", "error", "预算收入 differs from 一般公共预算收入 + 其他收入", "90.00 + 6.00 = 96.00 万元",
        "95.00 万元", "t",
    )]


@pytest.mark.parametrize(("basic", "found"), [("74.26", 0), ("47.26", 1)])
def test_changes_add_up(tiny: Tiny, basic: str, found: int) -> None:
    tiny.says("s", "budget 收支安排 821.21 399.35", f"basic 基本支出 - {basic}", "project 项目支出 - 325.09")
    assert tiny.findings() == [(
        "text.change", "warning", "the change of 收支安排 differs from the changes of basic and project expenditure",
        "47.26 + 325.09 = 372.35 万元", "399.35 万元", "s",
    )][:found]
