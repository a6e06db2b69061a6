"""Checks of budget tables: each with a table that fails and its twin that passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_database import Tiny

from kb.checks.figures.rounding import exceeds, says_same, sums_to

GENERAL_PUBLIC = "Expenditure of the general public budget"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document()


def test_a_row_whose_parts_exceed_its_total(tiny: Tiny) -> None:
    row = "|2010301|行政运行|total=1434.885334 basic=1434.885334 project=6484.0547"
    tiny.sheet("expenditure", row)
    assert tiny.findings() == [(
        "sum.row", "error", "Expenditure, row 2010301 行政运行: “Total” differs from the sum of its parts "
        "(Basic expenditure + Project expenditure)",
        "1434.885334 + 6484.0547 = 7918.940034 万元", "1434.885334 万元", f"expenditure: {row}",
    )]


def test_a_row_that_adds_up(tiny: Tiny) -> None:
    tiny.sheet("expenditure", "|2010301|行政运行|total=30.00 basic=10.00 project=20.01")
    tiny.sheet("basic_by_economic_class", "||合计|total=10.00 personnel=8.00 operating=2.00")
    assert tiny.findings(rule="sum.row") == []


def test_parts_below_the_total_may_stand_in_a_column_of_unknown_meaning(tiny: Tiny) -> None:
    tiny.sheet("expenditure", "|2010301|行政运行|total=30.00 basic=10.00 预留=20.00")
    assert tiny.findings() == []


def test_basic_expenditure_of_a_row_is_personnel_and_operating(tiny: Tiny) -> None:
    row = "|2010301|行政运行|total=30.00 basic=30.00 personnel=20.00 operating=5.00"
    tiny.sheet("fiscal_expenditure", row)
    assert tiny.findings() == [(
        "sum.row", "error",
        f"{GENERAL_PUBLIC}, row 2010301 行政运行: “Basic expenditure” differs from the sum of its parts "
        "(Personnel expenditure + Operating expenditure)",
        "20.00 + 5.00 = 25.00 万元", "30.00 万元", f"fiscal_expenditure: {row}",
    )]


def test_income_is_that_of_the_year_and_what_is_carried_over(tiny: Tiny) -> None:
    tiny.sheet("income", "||合计|total=30.00 current_year=20.00 carry_over=5.00")
    assert [finding[2:5] for finding in tiny.findings()] == [
        ("Income, row 合计: “Total” differs from the sum of its parts "
         "(Total of the current year + Carried over from last year)",
         "20.00 + 5.00 = 25.00 万元", "30.00 万元"),
    ]


def test_a_class_that_is_not_the_sum_of_its_subclasses(tiny: Tiny) -> None:
    tiny.sheet(
        "expenditure", "|201|一般公共服务支出|total=100.00", "|20103|政府办公厅|total=60.00",
        "|20104|发展改革|total=30.00",
    )
    assert tiny.findings() == [(
        "sum.children", "error",
        "Expenditure, row 201 一般公共服务支出: “Total” differs from the sum of its subclasses",
        "60.00 + 30.00 = 90.00 万元", "100.00 万元", "expenditure: |201|一般公共服务支出|total=100.00",
    )]


def test_only_printed_subclasses_are_summed(tiny: Tiny) -> None:
    tiny.sheet(
        "expenditure", "|201|一般公共服务支出|total=100.00 basic=40.00", "|2010301|行政运行|total=60.00",
        "|2010302|一般行政管理事务|total=40.00", "|208|社会保障和就业支出|total=5.00",
    )
    assert tiny.findings(rule="sum.children") == []


def test_a_total_row_that_is_not_the_sum_of_the_classes(tiny: Tiny) -> None:
    tiny.sheet("fiscal_expenditure", "||合计|total=100.00", "|201|一般公共服务|total=60.00", "|208|社保|total=30.00")
    assert tiny.findings() == [(
        "sum.total_row", "error",
        f"{GENERAL_PUBLIC}, row 合计: “Total” differs from the sum of its classes",
        "60.00 + 30.00 = 90.00 万元", "100.00 万元", "fiscal_expenditure: ||合计|total=100.00",
    )]


@pytest.mark.parametrize("extra", [
    ("|210|卫生健康支出|total=10.00",),
    ("||其他各项|total=3.00",),
    ("|201|一般公共服务|total=7.00", "|202|外交支出|total=1.00"),
], ids=["complete", "a row without a code", "classes of several units"])
def test_total_rows_that_are_right_or_prove_nothing(tiny: Tiny, extra: tuple[str, ...]) -> None:
    tiny.sheet("expenditure", "||合计|total=100.00", "|201|一般公共服务|total=60.00", "|208|社保|total=30.00", *extra)
    tiny.connection.execute("update passages set table_number = 1")
    assert tiny.findings(rule="sum.*") == []


def test_a_table_with_an_unread_row_proves_nothing(tiny: Tiny) -> None:
    tiny.sheet("expenditure", "||合计|total=100.00", "|201|一般公共服务支出|total=60.00")
    tiny.connection.execute("update passages set table_number = 1")
    tiny.connection.execute(
        "insert into passages (id, document_id, number, kind, table_number, text) values ('u', 'd', 9, 'row', 1, '？')"
    )
    assert tiny.findings() == []


BALANCE = (
    "income||一般公共预算拨款收入|total=90.00", "expenditure||一般公共服务支出|total=60.00",
    "expenditure||社会保障和就业支出|total=30.00", "income||本年收入合计|total=90.00",
    "expenditure||本年支出合计|total=90.00", "income||上年结转结余|total=10.00",
    "expenditure||年终结转结余|total=10.00",
)
CODES = ("|201|一般公共服务支出|total=60.00", "|208|社会保障和就业支出|total=30.00")


def test_a_balance_that_balances(tiny: Tiny) -> None:
    tiny.sheet("balance", *BALANCE, "income||收入总计|total=100.00", "expenditure||支出总计|total=100.00")
    tiny.sheet("expenditure", *CODES)
    assert tiny.findings() == []


def test_the_sides_of_a_balance_differ(tiny: Tiny) -> None:
    total = "expenditure||支出总计|total=101.00"
    tiny.sheet("balance", "income||收入总计|total=100.00", total)
    assert tiny.findings() == [
        ("sum.sides", "error", "Total income and expenditure: “支出总计” differs from “收入总计”", "100.00 万元",
         "101.00 万元", f"balance: {total}"),
    ]


def test_a_side_of_a_balance_does_not_add_up(tiny: Tiny) -> None:
    rows = [row.replace("90.00", "95.00") if "合计" in row else row for row in BALANCE]
    tiny.sheet("balance", *rows, "income||收入总计|total=105.00", "expenditure||支出总计|total=105.00")
    tiny.sheet("expenditure", *CODES)
    assert [finding[:5] for finding in tiny.findings()] == [
        ("sum.side", "error",
         "Total income and expenditure, “本年支出合计”: “Total” differs from the sum of its rows "
         "(一般公共服务支出 + 社会保障和就业支出)",
         "60.00 + 30.00 = 90.00 万元", "95.00 万元"),
        ("sum.side", "error",
         "Total income and expenditure, “本年收入合计”: “Total” differs from the sum of its rows "
         "(一般公共预算拨款收入)", "90.00 万元", "95.00 万元"),
    ]


def test_what_is_carried_over_is_left_out_of_the_last_total(tiny: Tiny) -> None:
    tiny.sheet("balance", *BALANCE, "income||收入总计|total=90.00", "expenditure||支出总计|total=90.00")
    assert [finding[:5] for finding in tiny.findings()] == [
        ("sum.carried", "error",
         "Total income and expenditure: “支出总计” differs from the sum of 本年支出合计 + 年终结转结余",
         "90.00 + 10.00 = 100.00 万元", "90.00 万元"),
        ("sum.carried", "error",
         "Total income and expenditure: “收入总计” differs from the sum of 本年收入合计 + 上年结转结余",
         "90.00 + 10.00 = 100.00 万元", "90.00 万元"),
    ]


def test_the_same_figure_in_two_tables(tiny: Tiny) -> None:
    tiny.sheet("income", "||合计|total=100.00").sheet("expenditure", "||合计|total=99.00")
    assert tiny.findings() == [(
        "sum.tables", "error", "Expenditure (合计, Total) differs from Income (合计, Total)", "100.00 万元",
        "99.00 万元", "expenditure: ||合计|total=99.00",
    )]


def test_tables_of_all_appropriations_or_of_the_general_budget_agree(tiny: Tiny) -> None:
    tiny.sheet("fiscal_balance", "expenditure||本年支出合计|total=100.00 general_public=80.00 government_fund=20.00")
    tiny.sheet("fiscal_expenditure", "||合计|total=80.00 basic=50.00 project=30.00")
    tiny.sheet("government_fund", "||合计|total=20.00").sheet("basic_by_economic_class", "||合计|total=50.00")
    assert tiny.findings() == []


def test_basic_expenditure_by_class_is_basic_expenditure(tiny: Tiny) -> None:
    tiny.sheet("fiscal_expenditure", "||合计|total=80.00 basic=50.00 project=30.00")
    tiny.sheet("basic_by_economic_class", "||合计|total=55.00")
    assert [finding[2:5] for finding in tiny.findings()] == [(
        "Basic expenditure by economic class (合计, Total) differs from "
        "Expenditure of the general public budget (合计, Basic expenditure)",
        "50.00 万元", "55.00 万元",
    )]


THREE_PUBLIC = ("||“三公”经费小计|total=2.50", "||因公出国（境）费|total=0.00", "||公务用车购置及运维费|total=2.00")


def test_three_public_as_rows(tiny: Tiny) -> None:
    tiny.sheet("three_public", *THREE_PUBLIC, "||公务接待费|total=0.60")
    assert tiny.findings() == [(
        "sum.three_public", "error",
        "“三公” table, column “Total”: “三公”经费小计 differs from the sum of its parts "
        "(因公出国（境）费 + 公务用车购置及运维费 + 公务接待费)",
        "0.00 + 2.00 + 0.60 = 2.60 万元", "2.50 万元", "three_public: ||“三公”经费小计|total=2.50",
    )]


def test_three_public_as_rows_that_add_up(tiny: Tiny) -> None:
    tiny.sheet("three_public", *THREE_PUBLIC, "||公务接待费|total=0.50")
    assert tiny.findings() == []


@pytest.mark.parametrize(("total", "messages"), [
    ("3.50", []),
    ("4.50", [
        "“三公” table, column “Total”: 合计 differs from the sum of its parts "
        "(因公出国（境）费 + 公务用车购置费 + 公务用车运行维护费 + 公务接待费)"
    ]),
])
def test_three_public_without_the_sum_of_vehicles(tiny: Tiny, total: str, messages: list[str]) -> None:
    tiny.sheet(
        "three_public", f"||合计|total={total}", "||因公出国（境）费|total=0.00", "||公务用车购置费|total=1.00",
        "||公务用车运行维护费|total=2.00", "||公务接待费|total=0.50",
    )
    assert [finding[2] for finding in tiny.findings()] == messages


def test_each_of_several_tables_of_a_form_is_summed_alone(tiny: Tiny) -> None:
    for unit in (("||合计|total=5.00", "|201|甲|total=5.00"), ("||合计|total=7.00", "|201|甲|total=6.00")):
        tiny.sheet("expenditure", *unit)
    assert [finding[2:5] for finding in tiny.findings()] == [
        ("Expenditure, row 合计: “Total” differs from the sum of its classes", "6.00 万元", "7.00 万元")
    ]


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=20))
def test_a_sum_of_figures_rounded_one_by_one_stays_close(parts: list[int]) -> None:
    """Figures of at most two decimals each: what rounding alone can do to two summands is never a finding."""
    rounded = [round(part, -4) for part in parts[:2]]
    assert sums_to(round(sum(parts[:2]), -4), rounded)


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_more_than_two_units_are_never_rounding(units: int, parts: list[int]) -> None:
    amounts = [part * 10_000 for part in parts]
    total = sum(amounts) + (units + 2) * 10_000
    assert not sums_to(total, amounts)
    assert exceeds([*amounts, (units + 2) * 10_000 * 2], total)


@given(st.integers(1, 10**12))
def test_prose_may_round_to_two_places(amount: int) -> None:
    assert says_same(round(amount, -4), amount)
    assert not says_same(round(amount, -4), amount + 10**7)
