"""Numbers and amounts are read exactly, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.amounts import UNIT_POWERS, fen, money_unit, parse_number, to_wan

EXACT = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**11), max_value=10**11)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("598.78", "598.78"), ("200.00", "200.00"), ("0", "0"), ("0.00", "0.00"), (" 1,234.56 ", "1234.56"),
        ("１，２３４．５６", "1234.56"), ("-12.3", "-12.3"), ("－12.3", "-12.3"), ("−5", "-5"),
        ("（1,234.00）", "-1234.00"),
        ("¥1,234.00", "1234.00"), ("+3", "3"), ("528 .19", "528.19"), ("598.\n78", "598.78"),
        ("1 234 567", "1234567"),
        ("1.2E+05", "120000"), (".5", "0.5"), ("0.123456", "0.123456"), ("-0.00", "0.00"),
    ],
)
def test_a_number_is_read_as_printed(printed: str, number: str) -> None:
    assert str(parse_number(printed)) == number


@pytest.mark.parametrize(
    "printed",
    [None, "", " ", "—", "——", "-", "/", "无", "100%", "5万元", "12.50 13.60", "10 20", "1234567\n8", "1,23", "3,5",
     "5.",
     "1.2.3", "2E10", "①", "½", "(-5)", "--5", "٣", "2024年", "NaN", "Infinity"],
)
def test_what_is_no_single_number_is_none(printed: str | None) -> None:
    assert parse_number(printed) is None


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.is_finite()
    money_unit(text)


@given(EXACT, st.booleans())
def test_both_printings_of_a_negative_amount_are_the_same(number: Decimal, wide: bool) -> None:
    plain = f"{number:,f}"
    brackets = f"({-number:,f})" if number < 0 else plain
    if wide:
        brackets = brackets.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse_number(plain) == parse_number(brackets) == number


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("单位：万元", "万元"), ("预算年度：2024 金额单位：元", "元"), ("（万元）", "万元"),
        ("价值（金额单位：万元）", "万元"),
        ("单位:千元", "千元"), ("单位：百万元", "百万元"), ("单位：亿元", "亿元"), ("货币单位：人民币元", "元"),
        ("单位：辆、万元", "万元"),
        ("单 位： 万 元", "万元"), ("项目资金\n(万元)", "万元"), ("以万元为单位", "万元"), ("万元", "万元"),
        ("（人民币：万元）", "万元"),
        ("考试机位单价(元/小时)", None), ("单位：元/人", None), ("计量单位", None), ("单位名称", None),
        ("单位：元氏县", None),
        ("2020年预算收入821.21万元", None), ("单位：台（套）", None),
    ],
)
def test_the_unit_of_money_of_a_heading(heading: str, unit: str | None) -> None:
    assert money_unit(heading) == unit


@pytest.mark.parametrize(
    ("value", "unit", "wan"),
    [
        ("598.78", "万元", "598.78"), ("200", "万元", "200.00"), ("200.0000", "万元", "200.00"),
        ("5987800", "元", "598.78"),
        ("1", "元", "0.0001"), ("1.12", "亿元", "11200.00"), ("0", "元", "0.00"), ("-3", "百万元", "-300.00"),
        ("7", "千元", "0.70"),
    ],
)
def test_amounts_become_wan_without_loss(value: str, unit: str, wan: str) -> None:
    assert str(to_wan(Decimal(value), unit)) == wan


@given(EXACT, st.sampled_from(sorted(UNIT_POWERS)))
def test_equal_amounts_look_equal(value: Decimal, unit: str) -> None:
    wan = to_wan(value, unit)
    assert wan == value * Decimal(10) ** UNIT_POWERS[unit]
    assert str(wan) == str(to_wan(Decimal(f"{value:f}0"), unit))


@given(st.integers(min_value=-(2**62), max_value=2**62))
def test_whole_fen_survive_the_way_over_wan(amount: int) -> None:
    assert fen(to_wan(Decimal(amount), "分")) == amount


def test_fen_that_are_not_whole_or_fit_no_database_are_none() -> None:
    assert fen(Decimal("0.0000001")) is None
    assert fen(Decimal(10) ** 20) is None
