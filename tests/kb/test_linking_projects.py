"""One project in several documents and years: by code, by name, and not when a name could mean two projects."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

from kb import database
from kb.linking.projects import link_projects

FIRST, RENAMED, OTHER = "13060923P00000000001A", "13060924P00000000002B", "13060923P00000000003C"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    tiny = Tiny(tmp_path)
    bodies = [
        {"id": "bureau", "name": "清河市水务局", "kind": "department"},
        {"id": "office", "name": "清河市水务局", "kind": "unit", "parent_id": "bureau"},
        {"id": "station", "name": "清河市水文站", "kind": "unit", "parent_id": "bureau"},
        {"id": "plant", "name": "清河市水厂", "kind": "unit", "parent_id": "bureau"},
        {"id": "other", "name": "清河市林业局", "kind": "department"},
    ]
    database.insert(tiny.connection, "departments", bodies)
    for year in (2022, 2023, 2024):
        tiny.document(f"b{year}", department_id="bureau", fiscal_year=year)
        tiny.document(f"o{year}", department_id="office", fiscal_year=year, kind="unit_budget")
        tiny.document(f"s{year}", department_id="station", fiscal_year=year, kind="unit_budget")
        tiny.document(f"x{year}", department_id="other", fiscal_year=year)
    return tiny


def project(tiny: Tiny, document: str, name: str, amount: str | None = None, **columns: object) -> str:
    money = {"amount": Decimal(amount)} if amount else {}
    identifier = f"{document}.{tiny.counts.get('projects', 0) + 1}"
    return tiny.add("projects", id=identifier, document_id=document, name=name, **money, **columns)


def links(tiny: Tiny) -> list[tuple[str, str, str]]:
    return sorted((link.source_id, link.target_id, link.method) for link in link_projects(tiny.connection))


def test_a_code_stays_when_the_name_changes(tiny: Tiny) -> None:
    before = project(tiny, "b2022", "河道养护经费", code=FIRST)
    after = project(tiny, "b2024", "水利设施管护", code=FIRST)
    project(tiny, "b2024", "河道养护经费", code=OTHER)
    (link,) = link_projects(tiny.connection)
    assert (link.source_id, link.target_id, link.method, link.score) == (after, before, "project_code", 1.0)
    assert link.evidence == f"河道养护经费 (2022) and 水利设施管护 (2024) share the code {FIRST}"


def test_each_project_is_linked_to_the_nearest_earlier_year_only(tiny: Tiny) -> None:
    years = [project(tiny, f"b{year}", "河道养护经费") for year in (2024, 2022, 2023)]
    assert links(tiny) == [(years[2], years[1], "project_name"), (years[0], years[2], "project_name")]


def test_years_in_a_name_tell_no_projects_apart(tiny: Tiny) -> None:
    before = project(tiny, "b2023", "2023年度河道养护经费")
    after = project(tiny, "b2024", "2024年河道养护经费")
    (link,) = link_projects(tiny.connection)
    assert (link.source_id, link.target_id, link.score) == (after, before, 0.8)
    assert link.evidence == (
        "2023年度河道养护经费 (2023) and 2024年河道养护经费 (2024) "
        "are projects of one body under one name but for its years"
    )


def test_a_name_that_one_document_gives_to_two_projects_links_neither(tiny: Tiny) -> None:
    project(tiny, "b2023", "河道养护项目（2022-2023年）")
    project(tiny, "b2024", "河道养护项目（2023-2024年）")
    project(tiny, "b2024", "河道养护项目（2024-2025年）")
    assert links(tiny) == []


def test_a_name_is_known_within_its_body_only(tiny: Tiny) -> None:
    project(tiny, "b2023", "河道养护经费")
    project(tiny, "x2024", "河道养护经费")
    project(tiny, "b2023", "专项经费", unit_id="station")
    project(tiny, "b2024", "专项经费", unit_id="plant")
    assert links(tiny) == []


def test_a_code_is_known_everywhere_and_a_body_may_hand_its_project_on(tiny: Tiny) -> None:
    before, after = project(tiny, "b2023", "防汛", code=FIRST), project(tiny, "x2024", "防汛", code=FIRST)
    (link,) = link_projects(tiny.connection)
    assert (link.source_id, link.target_id) == (after, before)
    assert link.evidence.endswith(f"share the code {FIRST}, printed by two departments")


def test_department_and_unit_print_one_project(tiny: Tiny) -> None:
    department = project(tiny, "b2024", "水文监测设备", "12.5", unit_id="station")
    unit = project(tiny, "s2024", "水文监测设备", "12.5")
    (link,) = link_projects(tiny.connection)
    assert (link.source_id, link.target_id, link.method) == (unit, department, "unit_and_department")
    assert link.evidence == (
        "s2024.txt and b2024.txt print the name 水文监测设备 and the amount 12.50 万元 for 2024; it is counted once"
    )


@pytest.mark.parametrize(("amount", "found"), [("12.5", 1), ("12.6", 0), (None, 0)])
def test_where_the_department_does_not_say_the_unit_the_amount_must_agree(
    tiny: Tiny, amount: str | None, found: int
) -> None:
    project(tiny, "b2024", "水文监测设备", "12.5")
    project(tiny, "s2024", "水文监测设备", amount)
    assert len(links(tiny)) == found


def test_one_amount_of_two_units_is_not_given_to_either(tiny: Tiny) -> None:
    project(tiny, "b2024", "物业管理费", "8")
    project(tiny, "s2024", "物业管理费", "8")
    project(tiny, "o2024", "物业管理费", "8")
    assert links(tiny) == []


def test_the_own_office_of_a_department_is_the_department(tiny: Tiny) -> None:
    department = project(tiny, "b2024", "物业管理费", "8", unit_id="bureau")
    project(tiny, "b2024", "物业管理费", "3", unit_id="plant")
    unit = project(tiny, "o2024", "物业管理费", "8")
    assert links(tiny) == [(unit, department, "unit_and_department")]


def test_only_the_printing_that_counts_goes_on_from_year_to_year(tiny: Tiny) -> None:
    tiny.document("a2024", department_id="bureau", fiscal_year=2024, kind="final_accounts")
    before = project(tiny, "b2023", "水文监测设备", "12.5", unit_id="station")
    counts = project(tiny, "b2024", "水文监测设备", "13.5", unit_id="station")
    accounts = project(tiny, "a2024", "水文监测设备", "14.0", unit_id="station")
    unit = project(tiny, "s2024", "水文监测设备", "13.5")
    assert links(tiny) == sorted([
        (accounts, counts, "several_documents"), (unit, counts, "unit_and_department"),
        (counts, before, "project_name"),
    ])


def test_two_codes_of_one_name_in_one_year_are_two_projects(tiny: Tiny) -> None:
    tiny.document("g2024", department_id="bureau", fiscal_year=2024, kind="project_goals")
    project(tiny, "b2024", "河道养护经费", "5", code=FIRST)
    project(tiny, "g2024", "河道养护经费", "5", code=RENAMED)
    assert links(tiny) == []


def test_many_near_identical_documents_get_one_link_each(tiny: Tiny) -> None:
    for number in range(300):
        tiny.document(f"n{number:03}", department_id="station", fiscal_year=2024, kind="unit_budget")
        project(tiny, f"n{number:03}", "水文监测设备", "1.0")
    assert len(links(tiny)) == 299
