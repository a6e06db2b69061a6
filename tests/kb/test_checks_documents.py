"""Checks between documents: of two years, of one body and year, of a unit and its department."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

from kb import database

TOTAL = "|2130314|防汛|total={}"


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    tiny = Tiny(tmp_path)
    database.insert(tiny.connection, "departments", [
        {"id": "bureau", "name": "甲县水务局", "kind": "department", "parent_id": None},
        {"id": "station", "name": "甲县水文站", "kind": "unit", "parent_id": "bureau"},
    ])
    return tiny


def test_last_years_column_and_last_years_document(tiny: Tiny) -> None:
    tiny.document("now", department_id="bureau", kind="department_budget", fiscal_year=2026)
    tiny.document("before", department_id="bureau", kind="department_budget", fiscal_year=2025)
    tiny.sheet("three_public", "||公务接待费|上年预算数=2.50 上年执行数=1.00 total=2.00", document_id="now")
    tiny.sheet("three_public", "||公务接待费|total=3.00", document_id="before")
    assert [finding[:5] for finding in tiny.findings(rule="sum.last_year")] == [(
        "sum.last_year", "info", "Expenditure on travel abroad, official cars and receptions, row 公务接待费: "
        "“上年预算数” differs from the budget of 2025 in “before.txt”", "3.00 万元", "2.50 万元",
    )]


@pytest.mark.parametrize("other", [
    {"fiscal_year": 2024, "kind": "department_budget"}, {"fiscal_year": 2025, "kind": "unit_budget"},
])
def test_documents_of_another_year_or_kind_tell_nothing_of_last_year(tiny: Tiny, other: dict[str, object]) -> None:
    tiny.document("now", department_id="bureau", kind="department_budget", fiscal_year=2026)
    tiny.document("before", department_id="bureau", **other)
    tiny.sheet("three_public", "||公务接待费|上年预算数=2.50 total=2.00", document_id="now")
    tiny.sheet("three_public", "||公务接待费|total=3.00", document_id="before")
    assert tiny.findings(rule="sum.last_year") == []


@pytest.mark.parametrize(("kind", "found"), [("department_budget", 1), ("unit_budget", 0)])
def test_two_versions_of_one_table_are_one_finding(tiny: Tiny, kind: str, found: int) -> None:
    tiny.document("a", department_id="bureau", kind="department_budget", fiscal_year=2026)
    tiny.document("b", department_id="bureau", kind=kind, fiscal_year=2026)
    for document, amount in (("a", "60.00"), ("b", "70.00")):
        tiny.sheet("expenditure", f"||合计|total={amount}", TOTAL.format(amount), document_id=document)
    assert [finding[1:5] for finding in tiny.findings(rule="sum.versions")] == [(
        "warning", "Expenditure, row 合计: “Total” differs from the other document of this body and year, “a.txt” "
        "(2 such figures in this table)", "60.00 万元", "70.00 万元",
    )][:found]


@pytest.mark.parametrize(("amount", "found"), [("60.00", 0), ("40.00", 0), ("80.00", 1)])
def test_a_unit_and_its_department(tiny: Tiny, amount: str, found: int) -> None:
    tiny.document("whole", department_id="bureau", kind="department_budget", fiscal_year=2026)
    tiny.document("part", department_id="station", kind="unit_budget", fiscal_year=2026)
    tiny.sheet("expenditure", TOTAL.format("60.00"), document_id="whole")
    tiny.sheet("expenditure", TOTAL.format(amount), document_id="part")
    assert [finding[0::3] for finding in tiny.findings()] == [("sum.unit_document", "≤ 60.00 万元")][:found]


@pytest.mark.parametrize(("body", "codes", "found"), [
    ("bureau", (None, None), 1), ("station", (None, None), 0),
    ("station", ("13062524P000015103258", "13062524P000015103258"), 1),
    ("bureau", ("13062524P000015103258", "13062524P00001510533F"), 0),
], ids=["one body", "a unit's project of the same name", "a unit, the same code", "two codes"])
def test_one_project_in_two_documents(tiny: Tiny, body: str, codes: tuple[str | None, ...], found: int) -> None:
    tiny.document("a", department_id="bureau", fiscal_year=2026)
    tiny.document("b", department_id=body, fiscal_year=2026)
    for document, amount, code in zip(("a", "b"), ("40.00", "50.00"), codes, strict=True):
        tiny.add("projects", document_id=document, name="防汛经费", amount=Decimal(amount), code=code)
    assert [finding[1:5] for finding in tiny.findings(rule="project.documents")] == [(
        "warning", "Project “防汛经费”: the amount differs from that in “a.txt”, which is of the same year",
        "40.00 万元", "50.00 万元",
    )][:found]


@pytest.mark.parametrize(("listed", "found"), [(("50.00",), 1), (("40.00",), 0), (("50.00", "40.00"), 0)])
def test_a_project_and_the_list_of_projects(tiny: Tiny, listed: tuple[str, ...], found: int) -> None:
    tiny.document(department_id="bureau")
    tiny.add("projects", name="防汛经费", amount=Decimal("40.00"))
    for number, amount in enumerate(listed):
        tiny.add("budget_lines", form="project_expenditure", name="防汛经费", item="total", unit=f"站{number}",
                 amount=Decimal(amount))
    assert len(tiny.findings(rule="project.list")) == found


@pytest.mark.parametrize(("amounts", "found"), [(("30.00", "10.00"), 0), (("30.00", "20.00"), 1)])
def test_purchases_of_a_project(tiny: Tiny, amounts: tuple[str, ...], found: int) -> None:
    tiny.document(department_id="bureau")
    project = tiny.add("projects", name="防汛经费", amount=Decimal("40.00"))
    for amount in amounts:
        tiny.add("procurements", project_id=project, item="水泵", label="水泵", amount=Decimal(amount))
    assert len(tiny.findings(rule="procurement.above_project")) == found


def test_a_month_that_one_plan_lacks(tiny: Tiny) -> None:
    tiny.document(department_id="bureau")
    for name, months in (("甲", (3, 6, 12)), ("乙", (3, 6, 12)), ("丙", (3, 12))):
        project = tiny.add("projects", name=name)
        for month in months:
            tiny.add("disbursements", project_id=project, month=month, percent=month / 12 * 100)
    assert [finding[2:5] for finding in tiny.findings(rule="plan.month")] == [(
        "Project “丙”: the plan of spending has no share for month 6, which the other plans of the document state",
        "3, 6, 12", "3, 12",
    )]
