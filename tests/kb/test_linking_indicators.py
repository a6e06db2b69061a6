"""Indicator definitions that are alike, and procurement lines joined to projects of another file."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_database import Tiny

from kb import database
from kb.decisions import Decisions
from kb.linking import link
from kb.linking.indicator_wording import wording
from kb.linking.near_copies import ALIKE, CROWD, near_copies, similarity


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


def _near(tiny: Tiny, left: str, right: str) -> list[tuple[str, ...]]:
    """Method, score and evidence of the near copy that two names of one level make."""
    found = _concepts(tiny, ("a", left, "时效指标", 1), ("b", right, "时效指标", 2))
    return [link[3:] for link in found if link[:3] == ("near_copy", "a", "b")]


@pytest.mark.parametrize(("left", "right", "method", "score", "evidence"), [
    ("工资社保发放及时率", "工资发放及时率", "one_place", 0.8, "社保 → ∅"),
    ("档案查询人员满意度", "档案查阅人员满意度", "one_place", 0.8333, "询 → 阅"),
    ("2023年窗口办结率", "2024年窗口办结率", "number", 1.0, "2023 → 2024"),
    ("第一期培训", "第二期培训", "number", 1.0, "一 → 二"),
    ("工资发放及时率", "工资的发放及时性（%）", "wording", 1.0, "∅ → 的、率 → 性（%）"),
])
def test_near_copies_say_what_differs(
    tiny: Tiny, left: str, right: str, method: str, score: float, evidence: str
) -> None:
    assert _near(tiny, left, right) == [(method, score, evidence)]


@pytest.mark.parametrize(("left", "right"), [
    ("保安人员数量", "保洁人员数量"), ("机井维修完成率", "道路维修完成率"), ("审计项目完成率", "审计项目完成及时率"),
    ("减少水土流失率", "减少水土流失量"), ("农产品抽检合格率", "农产品抽检不合格率"),
    ("居民人均收入增加额度", "居民人均收入减少额度"),
    ("各项工作完成率", "各项任务完成率"), ("园艺体验活动", "园艺体验活动策划"), ("采购项目数量", "采购数量"),
    ("12345满意度", "12315满意度"), ("满意率", "好评率"),
], ids=str)
def test_what_is_measured_of_something_else_is_no_copy(tiny: Tiny, left: str, right: str) -> None:
    assert _near(tiny, left, right) == []


def test_near_copies_at_other_levels_say_so(tiny: Tiny) -> None:
    assert _concepts(tiny, ("a", "事项办结率", "社会效益指标", 2), ("b", "事项办结比率", "时效指标", 1)) == [
        ("near_copy", "b", "a", "wording", 1.0, "比 → ∅；时效指标 / 社会效益指标")
    ]


def test_names_that_leave_it_to_the_level_what_they_measure_are_no_copies_at_others(tiny: Tiny) -> None:
    assert _concepts(tiny, ("a", "绿植日常养护", "时效指标", 2), ("b", "绿植的日常养护", "成本指标", 1)) == []


SUBJECTS = st.text("工资发放社保窗口群众企业", min_size=2, max_size=9)
MEASURES = st.sampled_from(["及时率", "满意度", "数量", ""])
NAMES = st.dictionaries(st.builds(str.__add__, SUBJECTS, MEASURES), st.integers(1, 9), max_size=10)


@given(NAMES)
def test_all_pairs_that_are_near_copies_are_found(used: dict[str, int]) -> None:
    """Held against the comparison of each name with each other."""
    parts = {name: wording(name) for name in used}
    alike = {
        frozenset((one, other)) for one, other in combinations(sorted(used), 2)
        if parts[one].measure == parts[other].measure
        and (parts[one] == parts[other] or similarity(parts[one], parts[other]) >= ALIKE)
    }
    found = [frozenset((copy.name, copy.other)) for copy in near_copies(used)]
    of_subjects = {frozenset(parts[name] for name in pair) for pair in map(tuple, alike)}
    assert set(found) <= alike
    assert len(found) == len(set(found))
    assert {frozenset(parts[name] for name in pair) for pair in map(tuple, found)} == of_subjects


@given(NAMES)
def test_near_copies_lead_to_the_more_used_name(used: dict[str, int]) -> None:
    found = list(near_copies(used))
    assert all((-used[copy.other], copy.other) < (-used[copy.name], copy.name) for copy in found)
    assert found == list(near_copies(dict(sorted(used.items(), reverse=True))))


@pytest.mark.parametrize("pattern", ["第{}号机井维修完成及时率", "{}年机井维修完成率", "镇机井{}维修设施完成率"])
def test_links_grow_with_the_number_of_names(pattern: str) -> None:
    for count in (60, 300):
        names = {pattern.format(chr(0x4E00 + 7 * n) if "镇" in pattern else 1900 + n): 1 for n in range(count)}
        leading = Counter(copy.name for copy in near_copies(names))
        assert max(leading.values()) <= CROWD
        assert len(leading) == count - 1


def test_links_say_in_which_scope_both_stand(tiny: Tiny) -> None:
    tiny.document("e", department_id="c")
    database.insert(tiny.connection, "departments", [
        {"id": "b", "name": "甲局", "kind": "department", "region_code": "1"},
        {"id": "c", "name": "乙局", "kind": "department", "region_code": "1"},
    ])
    for document, concept in (("d", "a"), ("e", "b"), ("e", "c")):
        tiny.add("indicators", document_id=document, concept_id=concept)
    _concepts(
        tiny, ("a", "工资发放及时率", "时效指标", 9), ("b", "工资发放及时性", "时效指标", 2),
        ("c", "工资的发放及时性", "时效指标", 1),
    )
    query = "select source_id, target_id, scope from links order by 1, 2"
    assert [tuple(row) for row in tiny.connection.execute(query)] == [
        ("b", "a", "other_department"), ("c", "a", "other_department"), ("c", "b", "same_document"),
    ]


def test_identical_indicators_share_a_row(tiny: Tiny) -> None:
    tiny.document("e", department_id="b", fiscal_year=2025)
    for document, target, signature in (("d", "≥95%", "s"), ("e", "≥95％", "s"), ("e", "≥90%", "t"), ("e", "", None)):
        tiny.add("indicators", document_id=document, target=target, signature=signature)
    _concepts(tiny, ("c", "办结率", "质量指标", 4))
    query = "select id, name, target, concept_id, indicator_count, department_count, scope from indicator_signatures"
    assert [tuple(row) for row in tiny.connection.execute(f"{query} order by id")] == [
        ("s", "办结率", "≥95%", "c", 2, 1, "other_year"), ("t", "办结率", "≥90%", "c", 1, 1, "same_project"),
    ]
    assert tiny.connection.execute("select scope from indicator_concepts").fetchone()[0] == "other_year"
