"""Projects and the codes that finance them: where amounts allow one answer, and nothing where they allow two."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_database import Tiny

from kb import database
from kb.linking import sums
from kb.linking.financing import link_financing

RUNNING, SURVEY, TRAINING = "2010501", "2010507", "2050803"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    tiny = Tiny(tmp_path).document(department_id="b")
    names = {RUNNING: "行政运行", SURVEY: "专项普查活动", TRAINING: "培训支出"}
    codes = [{"id": code, "code": code, "scheme": "functional", "name": name} for code, name in names.items()]
    database.insert(tiny.connection, "classifications", codes)
    return tiny


def table(tiny: Tiny, form: str = "expenditure", department: str = "b", **figures: str) -> None:
    for name, figure in figures.items():
        code, _, economic = name.removeprefix("c").partition("_")
        tiny.add(
            "budget_lines", form=form, code=code, name=code, item="project", amount=Decimal(figure),
            classification_id=code, economic_code=economic or None, department_id=department,
        )


def projects(tiny: Tiny, **amounts: str) -> None:
    for name, amount in amounts.items():
        tiny.add("projects", id=name, name=name, amount=Decimal(amount))


def links(tiny: Tiny) -> dict[str, tuple[str, str]]:
    return {link.source_id: (link.target_id, link.method) for link in link_financing(tiny.connection)}


def test_the_only_code_with_project_expenditure_finances_all_projects(tiny: Tiny) -> None:
    table(tiny, c2010507="30")
    projects(tiny, 农业普查="20", 设备="10")
    assert links(tiny) == {"农业普查": (SURVEY, "single_code"), "设备": (SURVEY, "single_code")}
    link = next(iter(link_financing(tiny.connection)))
    assert (link.score, link.evidence) == (
        1.0, "农业普查 20.00 万元 ⊂ Σ(2) 30.00 万元 = 2010507 专项普查活动 30.00 万元",
    )


def test_projects_that_exceed_the_only_code_are_not_given_to_it(tiny: Tiny) -> None:
    table(tiny, c2010507="25")
    projects(tiny, 农业普查="20", 设备="10")
    assert links(tiny) == {}


def test_all_projects_make_up_all_codes_in_one_way(tiny: Tiny) -> None:
    table(tiny, c2010501="4.5", c2010507="70", c2050803="25")
    projects(tiny, 内审="1.5", 法律="3", 普查="50", 印刷="20", 培训="25")
    assert links(tiny) == {
        "内审": (RUNNING, "only_partition"), "法律": (RUNNING, "only_partition"), "普查": (SURVEY, "only_partition"),
        "印刷": (SURVEY, "only_partition"), "培训": (TRAINING, "only_partition"),
    }
    evidence = {link.source_id: link.evidence for link in link_financing(tiny.connection)}
    assert evidence["内审"] == (
        "内审 1.50 万元 ⊂ 2010501 行政运行 4.50 万元; Σ(5) = Σ(3) = 99.50 万元"
    )


def test_what_can_be_under_two_codes_is_linked_to_none_and_the_rest_is(tiny: Tiny) -> None:
    table(tiny, c2010501="10", c2010507="35.5")
    projects(tiny, 甲="10", 乙="10", 丙="25.5")
    assert links(tiny) == {"丙": (SURVEY, "only_partition")}


def test_figures_by_economic_class_add_up_to_the_code(tiny: Tiny) -> None:
    table(tiny, c2010501_30201="3", c2010501_30227="1.5", c2010507="50")
    projects(tiny, 内审="4.5", 普查="50")
    assert links(tiny) == {"内审": (RUNNING, "only_partition"), "普查": (SURVEY, "only_partition")}


def test_a_table_that_prints_a_code_with_two_figures_tells_nothing(tiny: Tiny) -> None:
    table(tiny, c2010501="4.5", c2010507="50")
    table(tiny, c2010501="5.5")
    projects(tiny, 内审="4.5", 普查="50")
    assert links(tiny) == {}


@pytest.mark.parametrize(("amount", "found"), [("12.34", "same_amount"), ("20", None)])
def test_in_a_list_that_is_not_whole_a_round_amount_tells_nothing(tiny: Tiny, amount: str, found: str | None) -> None:
    table(tiny, c2010501=amount, c2010507="500")
    projects(tiny, 内审=amount, 普查="400")
    assert links(tiny) == ({"内审": (RUNNING, found)} if found else {})


def test_a_round_amount_tells_with_the_words_of_the_code(tiny: Tiny) -> None:
    table(tiny, c2010501="300", c2050803="20")
    projects(tiny, 业务培训="20", 普查="100")
    assert links(tiny) == {"业务培训": (TRAINING, "same_amount")}


def test_a_few_projects_make_up_a_code_and_no_others_do(tiny: Tiny) -> None:
    table(tiny, c2010501="16.63", c2010507="700")
    projects(tiny, 租金="14.74", 物业="1.89", 普查="500")
    assert links(tiny) == {"租金": (RUNNING, "only_sum"), "物业": (RUNNING, "only_sum")}
    evidence = [link.evidence for link in link_financing(tiny.connection)]
    assert evidence[0] == "租金 14.74 万元 + 物业 1.89 万元 = 2010501 行政运行 16.63 万元"


def test_a_round_part_may_stand_for_a_project_that_is_not_listed(tiny: Tiny) -> None:
    table(tiny, c2010501="16.74", c2010507="700")
    projects(tiny, 租金="14.74", 物业="2", 普查="500")
    assert links(tiny) == {}


def test_appropriations_finance_only_projects_of_appropriations(tiny: Tiny) -> None:
    table(tiny, "fiscal_expenditure", c2010501="12.34", c2010507="50")
    projects(tiny, 内审="12.34", 普查="50", 合作="8")
    tiny.add("funds", project_id="合作", source="其他资金", amount=Decimal("8"))
    assert links(tiny) == {"内审": (RUNNING, "only_partition"), "普查": (SURVEY, "only_partition")}


def test_money_of_another_body_and_another_year_tells_nothing(tiny: Tiny) -> None:
    tiny.document("later", department_id="b", fiscal_year=2025).document("other", department_id="x")
    table(tiny, c2010507="12.34")
    tiny.add("projects", id="later-one", document_id="later", name="普查", amount=Decimal("12.34"))
    tiny.add("projects", id="of-another", document_id="other", name="普查", amount=Decimal("12.34"))
    assert links(tiny) == {}


def test_a_table_by_unit_finances_the_projects_of_each_unit(tiny: Tiny) -> None:
    table(tiny, department="u", c2010507="12.34")
    tiny.add("projects", id="own", name="普查", amount=Decimal("12.34"), unit_id="u")
    tiny.add("projects", id="another", name="培训", amount=Decimal("1"), unit_id="v")
    assert links(tiny) == {"own": (SURVEY, "single_code")}


AMOUNTS = st.lists(st.integers(1, 9), min_size=1, max_size=5)


@given(AMOUNTS, st.lists(st.integers(1, 15), min_size=1, max_size=3))
def test_shares_are_those_of_all_ways_tried_one_by_one(amounts: list[int], figures: list[int]) -> None:
    ways = [
        way for way in product(range(len(figures)), repeat=len(amounts))
        if all(sum(a for a, w in zip(amounts, way, strict=True) if w == f) == figures[f] for f in range(len(figures)))
    ]
    expected = [{way[place] for way in ways} for place in range(len(amounts))] if ways else []
    assert sums.shares(amounts, figures) == expected


@given(AMOUNTS)
def test_unique_sums_are_those_of_all_subsets_tried_one_by_one(amounts: list[int]) -> None:
    subsets = [
        tuple(place for place in range(len(amounts)) if mask >> place & 1) for mask in range(1, 2 ** len(amounts))
    ]
    totals = [sum(amounts[place] for place in places) for places in subsets]
    expected = {
        total: places for total, places in zip(totals, subsets, strict=True)
        if totals.count(total) == 1 and len(places) <= sums.MOST_PARTS
    }
    assert sums.unique_sums(amounts) == expected
