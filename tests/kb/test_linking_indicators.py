"""Indicator definitions that are alike, and procurement lines joined to projects of another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_database import Tiny

from kb import database
from kb.decisions import Decisions
from kb.linking import link
from kb.linking.indicators import CLOSEST, near_copies


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document(department_id="b")


def _concepts(tiny: Tiny, *concepts: tuple[str, str, str | None, int]) -> list[tuple[str, ...]]:
    """The links among concepts, each given as id, name, level and how often it is used."""
    columns = ("id", "name", "level2", "indicator_count")
    rows = [dict(zip(columns, concept, strict=True)) for concept in concepts]
    database.insert(tiny.connection, "indicator_concepts", rows)
    link(tiny.connection, Decisions())
    query = "select relation, source_id, target_id, method, score, evidence from links order by 1, 2, 3"
    return [tuple(row) for row in tiny.connection.execute(query)]


def test_one_name_at_several_levels_points_to_the_most_used(tiny: Tiny) -> None:
    assert _concepts(
        tiny, ("a", "群众满意率", "社会效益指标", 1), ("b", "群众 满意率", "服务对象满意度指标", 5),
        ("c", "群众满意率", None, 2),
    ) == [
        ("same_name_other_level", "a", "b", "same_name", 1.0, "社会效益指标 / 服务对象满意度指标"),
        ("same_name_other_level", "c", "b", "same_name", 1.0, "— / 服务对象满意度指标"),
    ]


def test_near_copies_say_what_differs(tiny: Tiny) -> None:
    assert _concepts(
        tiny, ("a", "工资发放及时率", "时效指标", 1), ("b", "工资社保发放及时率", "时效指标", 1),
        ("c", "公众投诉次数", "数量指标", 1),
    ) == [("near_copy", "a", "b", "edit_ratio", 0.875, "∅ → 社保")]


def test_near_copies_at_other_levels_say_so(tiny: Tiny) -> None:
    assert _concepts(tiny, ("a", "减少水土流失率", "社会效益指标", 1), ("b", "减少水土流失量", "质量指标", 1)) == [
        ("near_copy", "a", "b", "edit_ratio", 0.8571, "率 → 量；社会效益指标 / 质量指标")
    ]


def test_short_names_that_differ_are_no_copies(tiny: Tiny) -> None:
    assert _concepts(tiny, ("a", "满意率", "质量指标", 1), ("b", "满意度", "质量指标", 1)) == []


names = st.lists(st.text("工资发放及时率社保办结满意群众企业", min_size=5, max_size=12), unique=True, max_size=12)


@given(names)
def test_near_copies_are_pairs_in_order_with_their_ratio(found: list[str]) -> None:
    for left, right, score in near_copies(sorted(found)):
        assert left < right
        assert 0.8 <= score < 1


@given(st.text("工资发放及时率社保办结满意群众企业", min_size=8, max_size=20), st.data())
def test_one_inserted_character_is_a_near_copy(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name)))
    copy = f"{name[:place]}新{name[place:]}"
    assert [pair[:2] for pair in near_copies(sorted([name, copy]))] == [tuple(sorted([name, copy]))]


def test_each_name_keeps_its_closest_copies_only() -> None:
    pairs = list(near_copies(sorted(f"第{number:03}号机井维修完成及时率" for number in range(60))))
    for name in {name for left, right, _ in pairs for name in (left, right)}:
        assert sum(name in pair for pair in pairs) <= CLOSEST


@pytest.mark.parametrize(("names", "found"), [
    (["办公 设备购置"], 1), (["办公设备购置", "办公设备购置"], 0), (["设备购置"], 0),
], ids=["one of that name", "two of that name", "none"])
def test_procurement_of_another_file(tiny: Tiny, names: list[str], found: int) -> None:
    tiny.document("goals", department_id="b")
    for number, name in enumerate(names):
        tiny.add("projects", id=f"p{number}", name=name, document_id="goals")
    tiny.add("procurements", id="x", project_name="办公设备购置")
    link(tiny.connection, Decisions())
    query = "select relation, source_id, target_id, method, score, evidence from links"
    assert [tuple(row) for row in tiny.connection.execute(query)] == [
        ("procured_for", "x", "p0", "same_name", 1.0, "办公设备购置")
    ][:found]
