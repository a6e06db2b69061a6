"""Sets of indicators: identical ones share a row, near-identical ones are linked, usual indicators are counted."""

from __future__ import annotations

import json
import os
import sqlite3
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from built import built
from tiny_database import Tiny

from kb.decisions import Decisions
from kb.linking import link
from kb.linking.near_identical_sets import CROWD

LABELS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "indicator_set_labels.json").read_text(encoding="utf-8")
)["documents"]
DATA = Path(__file__).parents[2] / "data"
FOLDERS = [DATA, *(Path(folder) for folder in (os.environ.get("KB_CORPUS"),) if folder)]

Pair = frozenset[str]


class Plan(Tiny):
    """Projects of one document, each with indicators written `level name target`."""

    def project(self, name: str, *indicators: str, document_id: str = "d") -> Plan:
        project = self.add("projects", id=name, name=name, document_id=document_id, fiscal_year=2024)
        for text in indicators:
            level, indicator, *target = text.split()
            self.add(
                "indicators", project_id=project, document_id=document_id, name=indicator, level2=f"{level}指标",
                concept_id=f"{level} {indicator}", target=" ".join(target), signature=text if target else None,
            )
        return self

    def linked(self) -> Plan:
        self.connection.execute(
            "insert into indicator_concepts (id, name, level2, indicator_count)"
            " select concept_id, name, level2, count(*) from indicators group by concept_id"
        )
        link(self.connection, Decisions())
        return self

    def sets(self) -> list[tuple[object, ...]]:
        """Size, indicators without target, projects and scope of each set that several projects have."""
        query = "select size, without_target, project_count, scope from indicator_sets where project_count > 1"
        return [tuple(row) for row in self.connection.execute(query)]

    def near(self) -> list[tuple[object, ...]]:
        """Method, score and evidence of the links between sets."""
        query = "select method, score, evidence from links where relation = 'near_identical_set' order by evidence"
        return [tuple(row) for row in self.connection.execute(query)]

    def shares(self) -> list[float | None]:
        return [share for (share,) in self.connection.execute("select boilerplate_share from projects order by name")]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    plan = Plan(tmp_path)
    plan.document()
    return plan


WAGES = ("数量 保障人数 ≥8人", "时效 工资发放及时率 ≥95%", "质量 工资足额发放率 ≥95%", "满意度 职工满意度 ≥90%")


def test_projects_with_the_same_indicators_in_any_order_share_a_set(plan: Plan) -> None:
    plan.document("e").project("甲", *WAGES).project("乙", *reversed(WAGES)).project("丙", *WAGES[1:], document_id="e")
    assert plan.linked().sets() == [(4, 0, 2, "same_document")]
    found = plan.connection.execute("select count(distinct indicator_set_id) from projects where name in ('甲', '乙')")
    assert found.fetchone()[0] == 1
    assert plan.near() == []


def test_sets_that_print_no_target_say_so(plan: Plan) -> None:
    plan.project("甲", *WAGES, "质量 缴纳标准").project("乙", *WAGES, "质量 缴纳标准")
    assert plan.linked().sets() == [(5, 1, 2, "same_document")]


@pytest.mark.parametrize(("indicators", "difference"), [
    (("数量 保障人数 ≥9人", *WAGES[1:]), ("other_targets", 1.0, "3 ＝；保障人数 ≥9人 → ≥8人")),
    (("数量 保障人数 ≥8人", "时效 工资社保发放及时率 ≥95%", *WAGES[2:]),
     ("other_indicators", 1.0, "3 ＝；工资社保发放及时率 ≥95% → 工资发放及时率 ≥95%")),
    ((*WAGES[:3], "社会效益 职工满意度 ≥90%"),
     ("other_indicators", 1.0, "3 ＝；职工满意度（社会效益指标 → 满意度指标）")),
    ((*WAGES, "数量 社保缴纳人数 ≥8人"), ("other_indicators", 0.8, "4 ＝；社保缴纳人数 ≥8人 → ∅")),
    ((*WAGES, "成本 项目成本 ≤20万元"), ("other_costs", 0.8, "4 ＝；项目成本 ≤20万元 → ∅")),
], ids=["target", "wording", "level", "one more", "cost"])
def test_near_identical_sets_say_what_differs(
    plan: Plan, indicators: tuple[str, ...], difference: tuple[object, ...]
) -> None:
    plan.project("甲", *WAGES).project("乙", *WAGES).project("丙", *indicators)
    assert plan.linked().near() == [difference]


@pytest.mark.parametrize("indicators", [
    ("数量 保障人数 ≥8人", "时效 采购及时率 ≥95%", "质量 设备合格率 ≥95%", "满意度 职工满意度 ≥90%"),
    tuple(f"{text}1" for text in WAGES),
    ("数量 保障人数 ≥8人", "时效 工资发放及时率 ≥95%"),
], ids=["half is the same", "all targets differ", "two indicators"])
def test_sets_that_are_not_near_identical(plan: Plan, indicators: tuple[str, ...]) -> None:
    plan.project("甲", *WAGES).project("丙", *indicators)
    assert plan.linked().near() == []


def test_links_grow_with_the_number_of_sets(plan: Plan) -> None:
    for number in range(3 * CROWD):
        plan.project(f"项目{number:03}", *WAGES, f"数量 设备数量 ≥{number}台")
    plan.linked()
    assert len(plan.near()) <= 3 * CROWD * CROWD
    query = "select count(distinct source_id), max(n) from (select source_id, count(*) n from links group by source_id)"
    assert tuple(plan.connection.execute(query).fetchone()) == (3 * CROWD - 1, CROWD)


def test_usual_indicators_stand_in_half_of_the_projects(plan: Plan) -> None:
    plan.project("1", *WAGES).project("2", "数量 保障人数 ≥1人", "数量 设备数量 ≥1台").project("3", "数量 车辆数 ≥1辆")
    plan.document("e").project("4", *WAGES, document_id="e").project("5", *WAGES, document_id="e")
    plan.add("projects", id="6", name="6")
    assert plan.linked().shares() == [0.25, 0.5, 0.0, None, None, None]


def _groups(connection: sqlite3.Connection, path: str, query: str) -> list[list[str]]:
    """Names of the projects of one document, one list for each row of ids that a query finds."""
    names = "select p.name from projects p join documents d on d.id = p.document_id"
    return [
        [name for set_id in row for (name,) in connection.execute(
            f"{names} where d.path = ? and p.indicator_set_id = ? order by p.position", (path, set_id))]
        for row in connection.execute(query)
    ]


def _pairs(connection: sqlite3.Connection, path: str) -> set[Pair]:
    near = "select source_id, target_id from links where relation = 'near_identical_set'"
    within = {
        frozenset(pair) for found in _groups(connection, path, "select id from indicator_sets")
        for pair in combinations(found, 2)
    }
    both = {frozenset(pair) for found in _groups(connection, path, near) for pair in combinations(found, 2)}
    return both - within


def _name(project: str | list[str]) -> str:
    return project if isinstance(project, str) else project[0]


def _labelled(labels: dict[str, Any], kind: str) -> set[Pair]:
    return {frozenset(map(_name, pair["projects"])) for pair in labels[kind]}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_sets_are_linked_as_labelled(folder: Path, tmp_path: Path) -> None:
    """Every labelled pair is found, and no pair that the labels neither name nor leave open; so are the shares."""
    connection = built([folder], tmp_path)
    for (path,) in connection.execute("select path from documents order by path").fetchall():
        stem = Path(path).stem
        labels = next((found for name, found in LABELS.items() if stem in (name, *found.get("also", ()))), None)
        if labels is not None:
            groups = _groups(connection, path, "select id from indicator_sets")
            assert sorted(names for names in groups if len(names) > 1) == sorted(labels["identical"]), path
            found, near = _pairs(connection, path), _labelled(labels, "near")
            assert near <= found <= near | _labelled(labels, "open"), path
            shares = dict(connection.execute(
                "select p.name, boilerplate_share from projects p join documents d on d.id = p.document_id"
                " where d.path = ? and boilerplate_share > 0", (path,),
            ).fetchall())
            assert shares == {name: round(a / b, 4) for name, (a, b) in labels.get("shares", {}).items()}, path
