"""Duties, item goals and projects linked by what they say, and what is told of duties without a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_database import Tiny

from kb.decisions import Decisions, parse_decisions
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


def searched(tiny: Tiny, duty: str) -> tuple[object, ...]:
    columns = "searched_projects, searched_goals, searched_documents, nearest_project_id, nearest_words"
    return tuple(tiny.connection.execute(f"select {columns} from responsibilities where id = ?", (duty,)).fetchone())


def _duties(tiny: Tiny, **texts: str) -> None:
    for identifier, text in texts.items():
        tiny.add("responsibilities", id=identifier, text=text)


def _projects(tiny: Tiny, **names: str) -> None:
    for identifier, name in names.items():
        tiny.add("projects", id=identifier, name=name)


def test_a_duty_that_says_the_name_of_a_project_is_tied_to_it_by_the_document(tiny: Tiny) -> None:
    _duties(tiny, credit="推动全市社会信用体系建设；健全信用标准。", hotline="指导县政府群众服务热线工作。")
    _projects(tiny, p="社会信用体系建设工作经费")
    assert links(tiny, "funded_by") == [("credit", "p", "same_phrase", 1.0, "社会信用体系")]
    assert funding(tiny) == {"credit": "explicit", "hotline": "none"}


def test_a_name_inside_another_word_ties_nothing(tiny: Tiny) -> None:
    _duties(tiny, trade="拟订电子商贸流通规划。", flow="推进商贸流通体系。")
    _projects(tiny, p="商贸流通资金")
    assert links(tiny, "funded_by") == [("flow", "p", "same_phrase", 1.0, "商贸流通")]


def test_a_project_named_after_the_topic_of_a_duty(tiny: Tiny) -> None:
    _duties(
        tiny, service="指导协调全区政务服务管理工作。", review="健全政务服务、审批效能的考核评价制度。",
        trade="协调全区交易。",
    )
    _projects(tiny, p="政务服务大厅保洁费")
    assert links(tiny, "funded_by") == [("service", "p", "same_topic", 0.6189, "政务服务")]
    assert funding(tiny)["service"] == "inferred"


def test_words_that_mean_the_same_are_one_word(tiny: Tiny) -> None:
    _duties(tiny, site="安排现场勘验、技术论证与社会听证。", paper="管理档案。")
    _projects(tiny, p="现场踏勘及相关工作经费")
    assert [(source, target) for source, target, *_ in links(tiny, "funded_by")] == [("site", "p")]


def test_words_that_cover_most_of_a_name(tiny: Tiny) -> None:
    _duties(tiny, platform=SHARED, credit="推动社会信用体系建设，发展平台。")
    _projects(tiny, p="一体化网上审批政务平台建设")
    assert links(tiny, "funded_by") == [("platform", "p", "shared_words", 0.6322, "一体化、网上、政务、平台")]


def test_what_a_name_comes_down_to_must_be_what_the_duty_does(tiny: Tiny) -> None:
    _duties(tiny, poor="制定城乡居民医保扶贫政策。", rescue="承担基本医疗保险、医疗救助等工作。")
    _projects(tiny, subsidy="城乡居民医保财政补助", relief="城乡居民医疗救助资金")
    assert links(tiny, "funded_by") == [("rescue", "relief", "same_topic", 0.75, "医疗救助")]


def test_a_few_shared_words_are_no_link_and_the_nearest_project_is_told(tiny: Tiny) -> None:
    _duties(tiny, centre="对县政务服务大厅各分厅进行监督管理。", market="协调指导公共资源交易市场工作。")
    _projects(tiny, p="采购大厅保安服务费", q="保安保洁费", r="管理运行经费", s="经费")
    assert links(tiny, "funded_by") == []
    assert set(funding(tiny).values()) == {"none"}
    assert searched(tiny, "centre") == (4, 0, "d.txt", "p", "大厅、服务")
    assert searched(tiny, "market") == (4, 0, "d.txt", None, None)


def test_a_name_that_many_duties_say_is_a_sign_for_none(tiny: Tiny) -> None:
    _duties(tiny, **{f"d{number}": f"第{number}科负责涉及行政审批的事项。" for number in range(5)})
    _projects(tiny, p="行政审批工作经费")
    assert links(tiny, "funded_by") == []


def test_the_field_that_the_body_is_named_after_carries_nothing(tiny: Tiny) -> None:
    tiny.connection.execute("insert into departments (id, name, kind) values ('b', '某县统计局', 'department')")
    _duties(tiny, survey="组织实施一二三产业的统计调查。", train="加强统计人员培训工作。")
    _projects(tiny, p="统计工作经费", q="统计业务培训")
    assert links(tiny, "funded_by") == [("train", "q", "shared_words", 0.97, "培训")]


def test_general_duties_are_not_searched_for(tiny: Tiny) -> None:
    tiny.add("responsibilities", id="g", text="贯彻社会信用体系建设的方针政策。", kind="general")
    _projects(tiny, p="社会信用体系建设工作经费")
    assert links(tiny, "funded_by") == []
    assert funding(tiny) == {"g": "none"}
    assert searched(tiny, "g") == (None, None, None, None, None)


def test_a_duty_that_only_mentions_what_another_does_gets_no_link(tiny: Tiny) -> None:
    _duties(
        tiny, market="协调公共资源交易市场。受理对县公共资源交易中心的投诉。", run="开展行政审批、公共资源交易等事项。",
        hear="转办政务服务、公共资源交易投诉举报。",
    )
    _projects(tiny, p="公共资源交易中心工作经费")
    assert [(source, method) for source, _, method, *_ in links(tiny, "funded_by")] == [
        ("market", "same_phrase"), ("run", "same_topic")
    ]


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
        ("platform", "net", "shared_words", 0.7052, "电子证照库、政务服务平台、网上办理"),
    ]


def test_a_duty_is_funded_through_the_goal_that_a_project_serves(tiny: Tiny) -> None:
    _duties(tiny, rivers="负责河湖管护与岸线保护。", paper="管理档案。")
    tiny.add("goals", id="g", title="河湖管护常态化", text="聘用巡河员。", label="河湖管护常态化")
    text = "河湖管护与岸线保护有人负责，聘用巡河员。"
    tiny.add("goals", id="h", title="巡河员队伍稳定", text=text, label="巡河员队伍稳定")
    _projects(tiny, p="巡河员队伍经费")
    assert links(tiny, "funded_by") == [
        ("rivers", "p", "through_goal", 0.6, "巡河员队伍稳定（河湖管护与岸线保护；巡河员队伍）")
    ]
    assert funding(tiny)["rivers"] == "inferred"


def test_project_goals_are_no_item_goals(tiny: Tiny) -> None:
    _projects(tiny, p="社会信用体系建设工作经费")
    tiny.add("goals", id="own", scope="project", project_id="p", text="推动社会信用体系建设。")
    assert links(tiny, "served_by") == []


@pytest.mark.parametrize(("other", "found"), [
    ({"department_id": "b"}, 1), ({"department_id": "b", "fiscal_year": 2023}, 0), ({"department_id": "c"}, 0),
    ({}, 0), ({"department_id": "below"}, 1), ({"department_id": "below", "fiscal_year": 2023}, 0),
], ids=["same department and year", "another year", "another department", "no department", "a unit", "a unit before"])
def test_duties_and_projects_may_stand_in_two_files(tiny: Tiny, other: dict[str, object], found: int) -> None:
    unit = "insert into departments (id, name, kind, parent_id) values ('below', '信用中心', 'unit', 'b')"
    tiny.connection.execute(unit)
    tiny.document("tables", **other)
    _duties(tiny, credit="推动社会信用体系建设。")
    tiny.add("projects", id="p", name="社会信用体系建设工作经费", document_id="tables")
    assert len(links(tiny, "funded_by")) == found
    assert searched(tiny, "credit")[0] == found


def test_a_document_without_a_project_list_is_told_from_one_that_was_searched(tiny: Tiny) -> None:
    tiny.document("last", department_id="b", fiscal_year=2023)
    _duties(tiny, credit="推动社会信用体系建设。")
    tiny.add("projects", name="防汛经费", document_id="last")
    assert links(tiny, "funded_by") == []
    assert searched(tiny, "credit") == (0, 0, "d.txt", None, None)


def test_a_refused_link_leaves_the_project_to_the_next_duty_and_is_not_the_nearest(tiny: Tiny) -> None:
    _duties(tiny, credit="推动社会信用体系建设。", other="统计社会信用工作，收集数据。")
    _projects(tiny, p="社会信用体系建设工作经费")
    line = "kind,a,b,verdict,reason\nfunded_by,credit,p,refused,paid by the city\n"
    link(tiny.connection, Decisions(tuple(parse_decisions(line, "decisions.csv"))))
    found = tiny.connection.execute("select source_id from links where relation = 'funded_by'").fetchall()
    assert [tuple(row) for row in found] == [("other",)]
    assert searched(tiny, "credit")[3] is None


def test_hostile_texts_are_only_text(tiny: Tiny) -> None:
    _duties(tiny, empty="", signs="；；。。，，", quote="'; drop table links; --", long="工作" * 5000)
    _projects(tiny, p="", q="……", r="'; drop table links; --")
    assert links(tiny, "funded_by") == [("quote", "r", "same_phrase", 1.0, "droptablelinks")]
