"""Duties, item goals and projects linked by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_database import Tiny

from kb.decisions import Decisions
from kb.linking import link

Found = tuple[str, str, str, float, str]
SHARED = "统筹“互联网+政务服务”，构建一体化政务服务平台。推行网上办理，推进电子证照库建设。"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path).document(department_id="b")


def links(tiny: Tiny, relation: str) -> list[Found]:
    """Source, target, method, score and evidence of the links of one relation."""
    link(tiny.connection, Decisions())
    query = "select source_id, target_id, method, score, evidence from links where relation = ? order by 1, 2"
    return [tuple(row) for row in tiny.connection.execute(query, (relation,))]


def funding(tiny: Tiny) -> dict[str, str]:
    return dict(tiny.connection.execute("select id, funding from responsibilities").fetchall())


def _duties(tiny: Tiny, **texts: str) -> None:
    for identifier, text in texts.items():
        tiny.add("responsibilities", id=identifier, text=text)


def _projects(tiny: Tiny, **names: str) -> None:
    for identifier, name in names.items():
        tiny.add("projects", id=identifier, name=name)


def test_a_duty_that_says_the_name_of_a_project_is_funded_by_inference_only(tiny: Tiny) -> None:
    _duties(tiny, credit="推动全市社会信用体系建设；健全信用标准。", hotline="指导县政府群众服务热线工作。")
    _projects(tiny, p="社会信用体系建设工作经费")
    assert links(tiny, "funded_by") == [("credit", "p", "same_phrase", 1.0, "社会信用体系")]
    assert funding(tiny) == {"credit": "inferred", "hotline": "none"}


def test_a_project_named_after_the_topic_of_a_duty(tiny: Tiny) -> None:
    _duties(
        tiny, service="指导协调全区政务服务管理工作。", review="健全政务服务、审批效能的考核评价制度。",
        trade="协调全区交易。",
    )
    _projects(tiny, p="政务服务中心工作经费")
    assert links(tiny, "funded_by") == [("service", "p", "same_topic", 0.8333, "政务服务")]
    assert funding(tiny)["service"] == "inferred"


def test_words_that_cover_most_of_a_name(tiny: Tiny) -> None:
    _duties(tiny, platform=SHARED, credit="推动社会信用体系建设，发展平台。")
    _projects(tiny, p="一体化网上审批政务平台建设")
    assert links(tiny, "funded_by") == [("platform", "p", "shared_words", 0.7273, "一体化、网上、政务、平台")]


def test_a_few_shared_words_are_no_link(tiny: Tiny) -> None:
    _duties(tiny, centre="对县政务服务中心各分中心进行监督管理。", market="协调指导公共资源交易市场工作。")
    _projects(tiny, p="采购中心工作经费", q="保安保洁服务费", r="管理运行经费", s="经费")
    assert links(tiny, "funded_by") == []
    assert set(funding(tiny).values()) == {"none"}


def test_a_name_that_many_duties_say_is_a_sign_for_none(tiny: Tiny) -> None:
    _duties(tiny, **{f"d{number}": f"第{number}科负责涉及行政审批的事项。" for number in range(5)})
    _projects(tiny, p="行政审批工作经费")
    assert links(tiny, "funded_by") == []


def test_general_duties_stay_without_funding(tiny: Tiny) -> None:
    tiny.add("responsibilities", id="g", text="贯彻社会信用体系建设的方针政策。", kind="general")
    _projects(tiny, p="社会信用体系建设工作经费")
    assert links(tiny, "funded_by") == []
    assert funding(tiny) == {"g": "none"}


def test_one_project_is_claimed_by_the_duty_that_matches_best(tiny: Tiny) -> None:
    _duties(
        tiny, market="协调公共资源交易市场。受理对县公共资源交易中心的投诉。", all="开展行政审批、公共资源交易等事项。"
    )
    _projects(tiny, p="公共资源交易中心工作经费")
    assert links(tiny, "funded_by") == [("market", "p", "same_phrase", 1.0, "公共资源交易中心")]


def test_goals_are_served_by_the_projects_that_their_titles_name(tiny: Tiny) -> None:
    tiny.add("goals", id="buy", title="政府采购中心更规范", text="做好信息发布。")
    tiny.add("goals", id="experts", title="政府采购评标专家酬金有保障", text="用于县采购中心组织的评标。")
    tiny.add("goals", id="stay", title="便民服务更贴心", expected="提升群众对便民中心的满意度。")
    _projects(tiny, p="采购中心工作经费", q="政府采购评标专家酬金项目", r="便民中心工作经费")
    assert links(tiny, "served_by") == [
        ("buy", "p", "same_phrase", 1.0, "采购中心"),
        ("experts", "q", "same_phrase", 1.0, "政府采购评标专家酬金"),
        ("stay", "r", "same_phrase", 0.8, "便民中心"),
    ]


def test_a_goal_pursues_the_duty_whose_words_only_it_repeats(tiny: Tiny) -> None:
    _duties(tiny, platform=SHARED, review="考核政务服务。", credit="推动社会信用体系建设。")
    tiny.add("goals", id="net", title="增强深度", text="依托电子证照库和政务服务平台，扩大网上办理。")
    tiny.add("goals", id="trust", title="社会信用体系建设再推进")
    tiny.add("goals", id="staff", title="干部队伍建设", text="提高政务服务水平。")
    assert links(tiny, "pursued_by") == [
        ("credit", "trust", "same_topic", 1.0, "社会信用体系"),
        ("platform", "net", "shared_words", 0.619, "电子证照库、政务服务平台、网上办理"),
    ]


def test_project_goals_are_no_item_goals(tiny: Tiny) -> None:
    _projects(tiny, p="社会信用体系建设工作经费")
    tiny.add("goals", id="own", scope="project", project_id="p", text="推动社会信用体系建设。")
    assert links(tiny, "served_by") == []


@pytest.mark.parametrize(("other", "found"), [
    ({"department_id": "b"}, 1), ({"department_id": "b", "fiscal_year": 2023}, 0), ({"department_id": "c"}, 0),
    ({}, 0),
], ids=["same department and year", "another year", "another department", "no department"])
def test_duties_and_projects_may_stand_in_two_files(tiny: Tiny, other: dict[str, object], found: int) -> None:
    tiny.document("tables", **other)
    _duties(tiny, credit="推动社会信用体系建设。")
    tiny.add("projects", id="p", name="社会信用体系建设工作经费", document_id="tables")
    assert len(links(tiny, "funded_by")) == found


def test_hostile_texts_are_only_text(tiny: Tiny) -> None:
    _duties(tiny, empty="", signs="；；。。，，", quote="'; drop table links; --", long="工作" * 5000)
    _projects(tiny, p="", q="……", r="'; drop table links; --")
    assert links(tiny, "funded_by") == [("quote", "r", "same_phrase", 1.0, "droptablelinks")]
