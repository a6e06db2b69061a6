"""Years are years only where they are printed as such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.years import fiscal_year_declared, mistyped_years, period_years, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年，部门预算收支安排821.21万元，较2019年增加", (2020, 2019)), ("2024 年度", (2024,)),
        ("2024-12-31", (2024,)),
        ("2024/1/5前", (2024,)), ("二〇二四年", (2024,)), ("二○二五年", (2025,)), ("2024-2026年", (2024, 2026)),
        ("2024年至2026年", (2024, 2026)), ("邢办字〔2018〕85号", ()), ("公通字[2007]43号", ()),
        ("预算2024.00万元", ()), ("共2024件", ()),
        ("12024年", ()), ("22023年部门预算", ()), ("1,2024年", ()), ("12345", ()), ("", ()),
    ],
)
def test_the_years_of_a_text(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


def test_typing_errors_are_reported() -> None:
    assert mistyped_years("22023年部门预算公开") == ("22023",)
    assert mistyped_years("2023年部门预算公开，共100年历史") == ()


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("预算年度：2024", 2024), ("(2024 年度)", 2024), ("2020年部门预算信息公开", 2020),
        ("行政审批部门 2022 年部门预算绩效文本", 2022),
        ("某局2026年单位预算", 2026), ("二〇二四年部门预算", 2024), ("2024年度项目支出绩效目标表", 2024),
        ("便民中心工作经费", None),
        ("较2019年增加", None), ("〔2018〕55号", None), ("2024", None), ("22023年部门预算", None),
    ],
)
def test_the_year_that_a_title_declares(title: str, year: int | None) -> None:
    assert fiscal_year_declared(title) == year


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2024-2026年", (2024, 2026)), ("2024年1月-2024年12月", (2024, 2024)), ("2024.01-2026.12", (2024, 2026)),
        ("202401-202412", (2024, 2024)), ("20240101-20251231", (2024, 2025)), ("2024年", (2024, 2024)),
        ("2024年-长期", (2024, None)),
        ("1 年", (None, None)), ("99年", (None, None)), ("长期", (None, None)), ("2026-2024", (None, None)),
        (None, (None, None)),
    ],
)
def test_the_years_of_a_period(period: str | None, years: tuple[int | None, int | None]) -> None:
    assert period_years(period) == years


@given(st.text(alphabet="0123456789年月-至.,〔〕二〇四期 ", max_size=30) | st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    assert all(1950 <= year < 2100 for year in years_in(text))
    mistyped_years(text)
    fiscal_year_declared(text)
    first, last = period_years(text)
    assert last is None or (first is not None and first <= last)
