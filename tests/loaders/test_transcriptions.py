"""Every fact of five documents against a transcription made by hand from the printed text, not by this program.

The documents of data/ carry the facts of five published ones, so the same transcription holds for both; the published
ones are read from the folder that KB_CORPUS names, when it is set.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loaders import LoadedDocument, load
from loaders.records import (
    Asset,
    BudgetLine,
    Citation,
    Department,
    Disbursement,
    Fund,
    Goal,
    Indicator,
    Procurement,
    Project,
    Responsibility,
    Statement,
)

TRANSCRIPTIONS = Path(__file__).parent / "transcriptions"
DATA = Path(__file__).parents[2] / "data"
PUBLISHED = {
    "pingxiang-approval-bureau-2020-budget": "000_*.txt",
    "shanhaiguan-approval-department-2022-performance": "001_*.txt",
    "weixian-approval-bureau-2025-performance": "002_*.txt",
    "xushui-approval-bureau-2024-budget": "003_*.txt",
    "pingluo-approval-bureau-2024-project-goals": "004_*.txt",
}
TOTALS = {"projects": 38, "indicators": 381, "codes": 22, "budget_lines": 198}


def documents() -> Iterator[tuple[str, Path]]:
    corpus = os.environ.get("KB_CORPUS")
    for name, pattern in PUBLISHED.items():
        yield name, next(DATA.glob(f"{name}.*"))
        if corpus:
            yield name, next(Path(corpus).glob(pattern))


@pytest.fixture(scope="module", params=list(documents()), ids=lambda pair: pair[1].stem[:12])
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], LoadedDocument]:
    name, path = request.param
    return json.loads((TRANSCRIPTIONS / f"{name}.json").read_text(encoding="utf-8")), load(path)


def of(loaded: LoadedDocument, kind: type) -> list[Any]:
    return [record for record in loaded.records if isinstance(record, kind)]


def number(text: str | None) -> Decimal | None:
    return None if text in (None, "", "——") else Decimal(text)


def test_transcriptions_are_complete() -> None:
    loaded = [json.loads((TRANSCRIPTIONS / f"{name}.json").read_text(encoding="utf-8")) for name in PUBLISHED]
    projects = [project for document in loaded for project in document["projects"]]
    assert {
        "projects": len(projects),
        "indicators": sum(len(project["indicators"]) for project in projects),
        "codes": sum(project["code"] is not None for project in projects),
        "budget_lines": sum(len(document["budget_lines"]) for document in loaded),
    } == TOTALS


def test_projects(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    got = [
        {
            "name": p.name, "code": p.code, "unit": p.unit, "amount_wan": p.amount, "attribute": p.attribute,
            "period": p.period, "goals": sum(g.project is p for g in of(loaded, Goal)),
            "funds": {f.source: f.amount for f in of(loaded, Fund) if f.project is p},
            "plan": {str(d.month): d.percent for d in of(loaded, Disbursement) if d.project is p},
        }
        for p in of(loaded, Project)
    ]
    for project in expected["projects"]:
        project["amount_wan"] = number(project["amount_wan"])
        project["funds"] = {source: number(amount) for source, amount in project["funds"].items()}
        project["plan"] = {month: number(percent) for month, percent in project["plan"].items()}
    assert got == [{k: v for k, v in project.items() if k != "indicators"} for project in expected["projects"]]


def test_indicators(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    got = [
        [[i.level1, i.level2, i.name, i.target] for i in of(loaded, Indicator) if i.project is p]
        for p in of(loaded, Project)
    ]
    assert got == [project["indicators"] for project in expected["projects"]]


def test_budget_lines(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    got = [[b.form, b.side, b.code, b.amount] for b in of(loaded, BudgetLine)]
    assert got == [[form, side, code, number(amount)] for form, side, code, _, _, amount in expected["budget_lines"]]
    for line, (*_, name, _, _) in zip(of(loaded, BudgetLine), expected["budget_lines"], strict=True):
        assert name.endswith(line.name)


def test_department_and_units(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    bodies = of(loaded, Department)
    assert loaded.department == expected["department"]["name"]
    codes = {body.code for body in bodies if body.name == loaded.department} - {None}
    assert codes == {expected["department"]["code"]} - {None}
    for unit in expected["units"]:
        same = [body for body in bodies if body.name == unit["name"]]
        for field in ("nature", "rank", "funding_mode"):
            assert {getattr(body, field) for body in same} - {None} == {unit[field]} - {None}
        assert unit["code"] is None or unit["code"] in {body.code for body in same}


def test_duties_and_goals(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    assert [duty.number for duty in of(loaded, Responsibility)] == expected["responsibilities"]
    goals = [[goal.scope, goal.number] for goal in of(loaded, Goal) if goal.scope != "project"]
    assert goals == expected["goals"]


def test_statements(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    said = [figure for s in of(loaded, Statement) for figure in (s.amount, s.change) if figure is not None]
    assert sorted(said) == sorted(Decimal(amount) for _, amount in expected["statements"])


def test_procurement_and_assets(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    assert len(of(loaded, Procurement)) == len(expected["procurements"])
    assert [[a.quantity, a.value] for a in of(loaded, Asset)] == [
        [number(a["quantity"]), number(a["value_wan"])] for a in expected["assets"]
    ]


def test_citations(pair: tuple[dict[str, Any], LoadedDocument]) -> None:
    expected, loaded = pair
    got = {(c.title, c.number) for c in of(loaded, Citation)}
    for title, printed in expected["citations"]:
        if printed is not None:
            assert (title, printed.replace("[", "〔").replace("]", "〕")) in got
