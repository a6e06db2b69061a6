"""Cited policies become nodes: by number, by title, and apart where one title could mean two documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_database import Tiny

from kb import database
from kb.linking.policies import gather_policies

Citation = tuple[str, str | None, str]
NOTICE = "清河市人民政府关于印发〈清河市热线管理细则〉的通知"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    tiny = Tiny(tmp_path)
    database.insert(tiny.connection, "regions", [{"id": n, "code": n, "name": n} for n in ("350100", "130609")])
    tiny.document("a", region_code="350100", department_id="one").document("b", region_code="350100")
    return tiny.document("far", region_code="130609", department_id="two")


def policies(tiny: Tiny, *citations: Citation) -> list[tuple[str, str | None, str | None, int, int]]:
    for title, number, document in citations:
        tiny.add("citations", title=title, number=number, document_id=document)
    gather_policies(tiny.connection)
    unknown = tiny.connection.execute("select count(*) from citations where policy_id is null").fetchone()[0]
    assert unknown == 0
    query = "select title, number, region_code, citation_count, document_count from policies order by 1, 2, 3"
    return [tuple(row) for row in tiny.connection.execute(query)]


def test_one_number_is_one_policy_however_its_brackets_are_printed(tiny: Tiny) -> None:
    found = policies(
        tiny, ("清河市热线管理细则", "清政办〔2020〕5号", "a"), ("清河市热线管理细则", "清政办(2020)05号", "far"),
        (NOTICE, "清政办〔2020〕5号", "b"),
    )
    assert found == [("清河市热线管理细则", "清政办〔2020〕5号", None, 3, 3)]


def test_one_number_of_two_titles_is_two_policies(tiny: Tiny) -> None:
    found = policies(
        tiny, ("清河市热线管理细则", "清政办〔2020〕5号", "a"), ("清河市古树保护名录公告", "清政办〔2020〕5号", "b")
    )
    assert [(title, count) for title, _, _, count, _ in found] == [
        ("清河市古树保护名录公告", 1), ("清河市热线管理细则", 1),
    ]


def test_a_title_without_number_joins_the_only_policy_that_has_one(tiny: Tiny) -> None:
    numbered = ("热线管理细则", "清政办〔2020〕5号", "a")
    assert policies(tiny, numbered, ("热线管理细则", None, "b")) == [
        ("热线管理细则", "清政办〔2020〕5号", None, 2, 2),
    ]


def test_a_title_of_two_numbers_joins_neither(tiny: Tiny) -> None:
    found = policies(
        tiny, ("热线管理细则", "清政办〔2020〕5号", "a"), ("热线管理细则", "清政办〔2023〕9号", "a"),
        ("热线管理细则", None, "b"),
    )
    assert sorted(count for *_, count, _ in found) == [1, 1, 1]


def test_a_title_that_names_no_place_is_that_of_its_place(tiny: Tiny) -> None:
    found = policies(tiny, ("热线管理办法", None, "a"), ("热线管理办法", None, "b"), ("热线管理办法", None, "far"))
    assert found == [("热线管理办法", None, "130609", 1, 1), ("热线管理办法", None, "350100", 2, 2)]


def test_laws_are_those_of_the_nation(tiny: Tiny) -> None:
    assert policies(tiny, ("预算法", None, "a"), ("中华人民共和国预算法", None, "far")) == [
        ("中华人民共和国预算法", None, None, 2, 2),
    ]


def test_a_number_without_its_issuer_names_nothing(tiny: Tiny) -> None:
    found = policies(tiny, ("热线管理细则", "〔2020〕5号", "a"), ("古树保护细则", "〔2020〕5号", "b"))
    assert len(found) == 2
