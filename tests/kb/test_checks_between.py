"""Checks between the tables of one document, and what several columns of one table say of each other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

from kb.checks.figures.years import is_change, is_last_year

WHOLE = ("||合计|total=100.00 project=100.00", "|213|农林水支出|total=100.00 project=100.00",
         "|2130306|水利工程运行与维护|total=60.00 project=60.00", "|2130314|防汛|total=40.00 project=40.00")


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


def test_codes_differ_where_the_totals_agree(tiny: Tiny) -> None:
    tiny.sheet("expenditure", *WHOLE)
    tiny.sheet(
        "fiscal_expenditure", *WHOLE[:2], "|2130306|水利工程运行与维护|total=70.00 project=70.00",
        "|2130314|防汛|total=30.00 project=30.00",
    )
    message = (
        "the figure in Expenditure of the general public budget (Project expenditure) differs from that in "
        "Expenditure (Project expenditure), while the totals of both are equal"
    )
    assert [finding[1:5] for finding in tiny.findings()] == [
        ("error", f"2130306 水利工程运行与维护: {message}", "60.00 万元", "70.00 万元"),
        ("error", f"2130314 防汛: {message}", "40.00 万元", "30.00 万元"),
    ]


@pytest.mark.parametrize(("amount", "severity"), [("50.00", []), ("60.01", []), ("65.00", ["warning"])])
def test_a_part_of_the_budget_is_never_more_than_the_whole(tiny: Tiny, amount: str, severity: list[str]) -> None:
    tiny.sheet("expenditure", *WHOLE)
    tiny.sheet("government_fund", f"||合计|total={amount}", f"|2130306|水利工程运行与维护|total={amount}")
    assert [finding[1] for finding in tiny.findings(rule="sum.codes")] == severity


def test_a_column_that_differs_in_many_codes_is_one_finding(tiny: Tiny) -> None:
    codes = [f"21303{number:02}" for number in range(1, 9)]
    tiny.sheet("expenditure", "||合计|total=80.00", *(f"|{code}|事项{code}|total=10.00" for code in codes))
    tiny.sheet("fiscal_expenditure", "||合计|total=80.00", *(
        f"|{code}|事项{code}|total={9 + 2 * (number % 2)}.00" for number, code in enumerate(codes)
    ))
    assert [finding[1:5] for finding in tiny.findings()] == [(
        "error", "Expenditure of the general public budget (Total) differs from Expenditure (Total) in 8 rows; "
        "the first of them is row 2130301 事项2130301", "10.00 万元", "9.00 万元",
    )]


def test_a_column_of_totals_that_slipped_by_a_row_is_one_finding(tiny: Tiny) -> None:
    tiny.sheet("fiscal_expenditure", *(
        f"|21303{number:02}|事项{number}|total={number}.00 basic={number + 1}.00" for number in range(1, 8)
    ))
    assert [finding[1:5] for finding in tiny.findings()] == [(
        "error", "Expenditure of the general public budget: in 7 rows “Total” differs from the sum of its parts "
        "(Basic expenditure); the first of them is row 2130301 事项1", "2.00 万元", "1.00 万元",
    )]


def test_rows_told_apart_by_a_second_code_are_parts_of_their_class(tiny: Tiny) -> None:
    tiny.sheet("basic_by_economic_class", "|301|工资福利支出|total=10.00")
    for second, amount in (("50101", "6.00"), ("50905", "3.00")):
        tiny.add(
            "budget_lines", form="basic_by_economic_class", code="30103", name="奖金", item="total",
            amount=Decimal(amount), government_economic_code=second,
        )
    assert [finding[0::3] for finding in tiny.findings()] == [("sum.children", "6.00 + 3.00 = 9.00 万元")]


def test_a_class_of_the_balance_and_of_the_table_by_codes(tiny: Tiny) -> None:
    codes = ("|208|社会保障和就业支出|total=30.00", "|213|农林水支出|total=60.00")
    tiny.sheet("expenditure", "||合计|total=90.00", *codes)
    rows = ("expenditure||社会保障和就业支出|total=40.00", "expenditure||农林水支出|total=50.00")
    tiny.sheet("balance", *rows, "expenditure||本年支出合计|total=90.00")
    assert [finding[2:5] for finding in tiny.findings()] == [
        ("Total income and expenditure, row 农林水支出: the figure differs from that of the same class in "
         "Expenditure (Total)", "60.00 万元", "50.00 万元"),
        ("Total income and expenditure, row 社会保障和就业支出: the figure differs from that of the same class in "
         "Expenditure (Total)", "30.00 万元", "40.00 万元"),
    ]


def test_classes_of_tables_with_other_totals_prove_nothing(tiny: Tiny) -> None:
    tiny.sheet("expenditure", "||合计|total=90.00", "|213|农林水支出|total=90.00")
    tiny.sheet("balance", "expenditure||农林水支出|total=50.00", "expenditure||本年支出合计|total=50.00")
    assert tiny.findings(rule="sum.classes") == []


@pytest.mark.parametrize(("figures", "found"), [
    ("total=42.00 general_public=40.00 other=2.00", 0),
    ("total=42.00 fiscal=40.00 general_public=38.00 government_fund=2.00 other=2.00", 0),
    ("total=42.00 general_public=40.00 other=2.00 institution=2.00", 0),
    ("total=44.00 general_public=40.00 other=2.00 institution=2.00", 0),
    ("total=42.00 current_year=40.00 carry_over=2.00 general_public=40.00", 0),
    ("total=42.00 general_public=30.00 other=2.00 专项=10.00", 0),
    ("total=42.00 general_public=50.00 other=2.00 专项=10.00", 1),
    ("total=42.00 general_public=30.00 other=2.00", 1),
    ("total=42.00 general_public=30.00", 0),
], ids=["adds up", "below fiscal", "below other", "beside other", "carried over", "unknown column", "too much",
        "too little", "one source only"])
def test_sources_of_money_in_a_row(tiny: Tiny, figures: str, found: int) -> None:
    tiny.sheet("income", f"||合计|{figures}")
    assert len(tiny.findings(rule="sum.sources")) == found


@pytest.mark.parametrize(("amounts", "found"), [
    (("30.00", "20.00"), 0), (("50.00", "30.00", "20.00"), 0), (("30.00", "10.00"), 1), (("30.00", "25.00"), 1),
    (("50.00",), 0),
], ids=["all units", "a department above its units", "one is missing", "too much", "one unit"])
def test_units_and_their_total(tiny: Tiny, amounts: tuple[str, ...], found: int) -> None:
    tiny.sheet("income", "||合计|total=50.00")
    for number, amount in enumerate(amounts):
        tiny.add("budget_lines", form="income", name=f"站{number}", unit=f"站{number}", item="total",
                 amount=Decimal(amount))
    assert len(tiny.findings(rule="sum.units")) == found


@pytest.mark.parametrize(("rows", "found"), [
    (("||清淤|total=30.00", "||监测|total=20.00"), 0), (("||清淤|total=30.00", "||监测|total=15.00"), 1),
    (("||河道类|total=50.00", "||清淤|total=30.00", "||监测|total=20.00"), 0),
    (("||清淤|total=40.00", "||监测|total=20.00"), 1),
], ids=["adds up", "less", "a kind of projects above them", "more"])
def test_a_list_of_projects_and_its_total(tiny: Tiny, rows: tuple[str, ...], found: int) -> None:
    tiny.sheet("project_expenditure", "||合计|total=50.00", *rows)
    assert len(tiny.findings(rule="sum.list")) == found


@pytest.mark.parametrize(("change", "found"), [("-0.50", 0), ("-0.51", 0), ("0.50", 1), ("-0.80", 1)])
def test_a_printed_change(tiny: Tiny, change: str, found: int) -> None:
    tiny.sheet("three_public", f"||公务接待费|上年预算数=2.50 total=2.00 增减额={change}")
    assert [finding[2:5] for finding in tiny.findings()] == [(
        "Expenditure on travel abroad, official cars and receptions, row 公务接待费: “增减额” differs from this year's "
        "figure less “上年预算数”", "2.00 − 2.50 = -0.50 万元", f"{change} 万元",
    )][:found]


def test_two_earlier_years_leave_the_change_open(tiny: Tiny) -> None:
    tiny.sheet("three_public", "||公务接待费|2024年=2.50 2025年=2.20 total=2.00 增减额=-0.50")
    assert tiny.findings() == []


def test_columns_of_money_from_last_year_are_no_figures_of_last_year() -> None:
    assert not any(map(is_last_year, ("上年实户资金余额", "上年结转", "较上年增减")))
    assert not any(map(is_change, ("用事业基金弥补收支差额", "增减%", "增减率", "变动幅度")))


def test_personnel_and_operating_in_two_tables(tiny: Tiny) -> None:
    tiny.sheet("basic_by_economic_class", "||合计|total=100.00 personnel=80.00 operating=20.00")
    tiny.sheet("balance", "expenditure||支出总计|total=100.00 personnel=85.00 operating=15.00")
    assert [finding[3:5] for finding in tiny.findings(rule="sum.basic_parts")] == [
        ("20.00 万元", "15.00 万元"), ("80.00 万元", "85.00 万元"),
    ]


def test_other_basic_expenditure_may_be_split_otherwise(tiny: Tiny) -> None:
    tiny.sheet("basic_by_economic_class", "||合计|total=100.00 personnel=80.00 operating=20.00")
    tiny.sheet("balance", "expenditure||支出总计|total=110.00 personnel=85.00 operating=25.00")
    assert tiny.findings(rule="sum.basic_parts") == []


@pytest.mark.parametrize(("total", "found"), [("12.00", 0), ("10.00", 1)])
def test_meetings_and_trainings_beside_three_public(tiny: Tiny, total: str, found: int) -> None:
    rows = ("||“三公”经费|total=2.00", "||会议费|total=4.00", "||培训费|total=6.00")
    tiny.sheet("three_public", f"||合计|total={total}", *rows)
    assert [finding[2:4] for finding in tiny.findings()] == [(
        "“三公” table, column “Total”: 合计 differs from the sum of its parts (“三公”经费 + 会议费 + 培训费)",
        "2.00 + 4.00 + 6.00 = 12.00 万元",
    )][:found]


@pytest.mark.parametrize("balance", ["22118861.00", "22118861.34"])
def test_totals_in_yuan_are_printed_without_fen(tiny: Tiny, balance: str) -> None:
    total = Decimal(balance) / 10_000
    tiny.sheet("expenditure", f"||合计|total={total} basic={total}", f"|201|行政运行|total={total} basic=2211.886134")
    assert tiny.findings(rule="sum.row") == []


@pytest.mark.parametrize(("total", "found"), [("100.00", 1), ("110.00", 0)])
def test_income_by_codes_where_all_of_it_is_spent(tiny: Tiny, total: str, found: int) -> None:
    tiny.sheet("income", f"||合计|total={total}", "|208|社会保障和就业支出|total=30.00", "|213|农林水支出|total=70.00")
    codes = ("|208|社会保障和就业支出|total=30.00", "|213|农林水支出|total=60.00")
    tiny.sheet("expenditure", "||合计|total=100.00", *codes)
    assert len(tiny.findings(rule="sum.codes")) == found
