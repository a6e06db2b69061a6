"""Procurement lines and the projects that pay for them: by name, by its subject, by an amount that words support."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

from kb.linking.procurements import link_procurements

Found = list[tuple[str, str, str]]


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document(department_id="b").document("goals", department_id="b")


def projects(tiny: Tiny, **amounts: str | None) -> None:
    for name, amount in amounts.items():
        tiny.add("projects", id=name, name=name, document_id="goals", amount=Decimal(amount) if amount else None)


def buys(tiny: Tiny, project: str | None, item: str, amount: str | None = None) -> str:
    money = Decimal(amount) if amount else None
    return tiny.add("procurements", project_name=project, item=item, amount=money)


def links(tiny: Tiny) -> Found:
    return sorted((link.source_id, link.target_id, link.method) for link in link_procurements(tiny.connection))


@pytest.mark.parametrize(("names", "found"), [
    (["办公 设备购置"], 1), (["办公设备购置", "办公设备 购置"], 0), (["设备购置"], 0),
], ids=["one of that name", "two of that name", "none"])
def test_one_project_of_that_name(tiny: Tiny, names: list[str], found: int) -> None:
    projects(tiny, **dict.fromkeys(names))
    line = buys(tiny, "办公设备购置", "台式计算机")
    assert links(tiny) == [(line, names[0], "same_name")][:found]


def test_names_that_differ_in_words_of_money_and_scope(tiny: Tiny) -> None:
    projects(tiny, 第六次全国林业普查=None, 林业展览=None)
    lines = [buys(tiny, "第六次林业普查工作经费", item) for item in ("背包", "印刷服务")]
    assert links(tiny) == [(line, "第六次全国林业普查", "same_subject") for line in lines]
    evidence = {link.evidence for link in link_procurements(tiny.connection)}
    assert evidence == {"第六次林业普查工作经费 ≈ 第六次全国林业普查"}


@pytest.mark.parametrize("name", ["林业普查建设", "第六次林业普查（二期）"])
def test_names_that_differ_in_what_is_done_are_two(tiny: Tiny, name: str) -> None:
    projects(tiny, 第六次林业普查=None)
    buys(tiny, name, "背包")
    assert links(tiny) == []


def test_an_amount_tells_where_words_support_it(tiny: Tiny) -> None:
    projects(tiny, 河道两岸绿化="29.78", 林业展览="40")
    line = buys(tiny, "堤防养护", "园林绿化服务", "29.78")
    (link,) = link_procurements(tiny.connection)
    assert (link.source_id, link.target_id, link.method) == (line, "河道两岸绿化", "same_amount")
    assert link.evidence == "堤防养护 = 河道两岸绿化 = 29.78 万元; 绿化"


@pytest.mark.parametrize(
    ("item", "amount"), [("台式计算机", "29.78"), ("园林绿化服务", "29.77"), ("园林绿化服务", None)]
)
def test_without_words_or_amount_nothing_is_linked(tiny: Tiny, item: str, amount: str | None) -> None:
    projects(tiny, 河道两岸绿化="29.78")
    buys(tiny, "堤防养护", item, amount)
    assert links(tiny) == []


def test_an_amount_of_two_projects_or_two_purchases_tells_nothing(tiny: Tiny) -> None:
    projects(tiny, 河道两岸绿化="29.78", 道路两侧绿化="29.78", 公园绿化带="12.34")
    buys(tiny, "堤防养护", "园林绿化服务", "29.78")
    buys(tiny, "苗木", "绿化苗木", "12.34")
    buys(tiny, "花卉", "绿化花卉", "12.34")
    assert links(tiny) == []


def test_a_round_amount_needs_more_words_and_lines_of_one_name_add_up(tiny: Tiny) -> None:
    projects(tiny, 宣传影片拍摄="25", 公园绿化带="20")
    lines = [buys(tiny, "宣传影片拍摄和展板", "音像服务", amount) for amount in ("10", "15")]
    buys(tiny, "养护", "绿化苗木", "20")
    assert links(tiny) == [(line, "宣传影片拍摄", "same_amount") for line in lines]


def test_projects_of_another_year_are_others(tiny: Tiny) -> None:
    tiny.document("last", department_id="b", fiscal_year=2023)
    tiny.add("projects", name="办公设备购置", document_id="last")
    buys(tiny, "办公设备购置", "台式计算机")
    assert links(tiny) == []
