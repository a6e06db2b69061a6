"""Links that people confirm, refuse or are not sure of: they win over every linker, and over every rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_database import Tiny

from kb.decisions import Decisions, parse_decisions
from kb.linking import link

HEAD = "kind,a,b,verdict,reason\n"
FUNDED = "select source_id, target_id, relation, method, score, evidence from links order by relation, 1, 2"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    tiny = Tiny(tmp_path).document(department_id="b")
    tiny.add("responsibilities", id="flood", number="一", text="组织全县防汛抢险工作。")
    tiny.add("responsibilities", id="hotline", number="二", text="指导政府群众服务热线工作。")
    tiny.add("projects", id="calls", name="话务员聘用经费")
    tiny.add("projects", id="rescue", name="防汛抢险经费")
    return tiny


def judged(tiny: Tiny, *lines: str) -> tuple[list[tuple[object, ...]], list[str]]:
    """The links of duties to projects, and why lines were not used."""
    decisions = Decisions(tuple(parse_decisions(HEAD + "".join(f"{line}\n" for line in lines), "decisions.csv")))
    link(tiny.connection, decisions)
    links = [tuple(row) for row in tiny.connection.execute(FUNDED) if row["relation"].endswith("funded_by")]
    return links, [why.en for _, why in decisions.unused]


RULE = ("flood", "rescue", "funded_by", "same_phrase", 1.0, "防汛抢险")
BY_PEOPLE = ("hotline", "calls", "funded_by", "decision", 1.0, "they answer it (decisions.csv, line 2)")


@pytest.mark.parametrize("a", ["hotline", "指导政府群众服务热线工作", "指导政府群众…", "d.txt: 二", "d.txt：指导政府…"])
def test_a_confirmed_link_exists_where_no_rule_finds_it(tiny: Tiny, a: str) -> None:
    assert judged(tiny, f"funded_by,{a},话务员聘用经费,confirmed,they answer it") == ([RULE, BY_PEOPLE], [])


def test_a_refused_link_never_appears(tiny: Tiny) -> None:
    assert judged(tiny, "funded_by,flood,rescue,refused,of the upper reaches only") == ([], [])


def test_an_unsure_link_is_left_for_readers_and_funds_nothing(tiny: Tiny) -> None:
    links, unused = judged(tiny, "funded_by,flood,rescue,unsure,ask them")
    assert links == [("flood", "rescue", "maybe_funded_by", "decision", 0.5, "ask them (decisions.csv, line 2)")]
    assert unused == []
    assert tiny.connection.execute("select distinct funding from responsibilities").fetchall()[0][0] == "none"


def test_names_that_several_records_bear_are_narrowed_to_one_document(tiny: Tiny) -> None:
    tiny.document("e", department_id="c")
    tiny.add("projects", id="other", name="话务员聘用经费", document_id="e")
    assert judged(tiny, "funded_by,hotline,话务员聘用经费,confirmed,they answer it") == ([RULE, BY_PEOPLE], [])


def test_names_that_fit_several_pairs_are_not_used_and_the_candidates_are_named(tiny: Tiny) -> None:
    tiny.add("projects", id="twin", name="话务员聘用经费")
    assert judged(tiny, "funded_by,hotline,话务员聘用经费,confirmed,they answer it") == (
        [RULE], ["its names fit several records, write an id: calls (d.txt), twin (d.txt)"])


def test_a_name_that_no_record_bears_is_told(tiny: Tiny) -> None:
    assert judged(tiny, "funded_by,hotline,接线员聘用经费,confirmed,x")[1] == [
        "no record of funded_by is called “接线员聘用经费”"]


def test_a_relation_without_direction_is_refused_from_both_ends(tiny: Tiny) -> None:
    for identifier, name in (("x", "群众满意度提升率"), ("y", "群众满意度提升比率")):
        tiny.connection.execute("insert into indicator_concepts (id, name) values (?, ?)", (identifier, name))
    judged(tiny, "near_copy,群众满意度提升率,群众满意度提升比率,refused,a rate and a ratio")
    assert tiny.connection.execute("select * from links where relation = 'near_copy'").fetchall() == []
