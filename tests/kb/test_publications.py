"""Narrative and tables in two files: by department and year, by figures, or not at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tiny_database import Tiny

from kb import database
from kb.decisions import Decision
from kb.linking.publications import link_publications

FIGURES = tuple(map(Decimal, ("1234.56", "987.65", "246.81", "3456.78", "112.23", "77.15")))
OTHERS = tuple(figure + Decimal("3.07") for figure in FIGURES)


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path)


def text(tiny: Tiny, identifier: str, department: str | None = None, figures: tuple[Decimal, ...] = FIGURES) -> None:
    tiny.document(identifier, department_id=department)
    for figure in figures:
        tiny.add("statements", document_id=identifier, item="income", name="收入", amount=figure)


def tables(
    tiny: Tiny, identifier: str, department: str | None = None, figures: tuple[Decimal, ...] = FIGURES, year: int = 2024
) -> None:
    tiny.document(identifier, department_id=department, fiscal_year=year)
    for figure in figures:
        line = {"form": "balance", "name": "收入", "item": "total", "amount": figure}
        tiny.add("budget_lines", document_id=identifier, **line)


def links(tiny: Tiny, *decisions: Decision) -> list[tuple[str, str, str, str]]:
    found, _ = link_publications(tiny.connection, decisions)
    return [(link.source_id, link.target_id, link.relation, link.method) for link in found]


def department_of(tiny: Tiny, document: str, table: str = "budget_lines") -> set[str | None]:
    query = f"select department_id from {table} where document_id = ?"
    return {row[0] for row in tiny.connection.execute(query, (document,))}


def bureau(tiny: Tiny) -> None:
    rows = [{"id": name, "name": name, "kind": "department"} for name in ("bureau", "office")]
    database.insert(tiny.connection, "departments", rows)


def test_text_and_tables_of_one_department_and_year(tiny: Tiny) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau", figures=OTHERS)
    tables(tiny, "tables", "bureau")
    assert links(tiny) == [("text", "tables", "same_publication", "department_and_year")]


@pytest.mark.parametrize(("department", "year"), [("office", 2024), ("bureau", 2023)])
def test_of_another_department_or_year_they_are_two(tiny: Tiny, department: str, year: int) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau")
    tables(tiny, "tables", department, year=year)
    assert links(tiny) == []


def test_tables_without_a_name_belong_to_the_text_that_repeats_their_figures(tiny: Tiny) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau")
    tables(tiny, "tables", figures=(*FIGURES, Decimal("5000")))
    (link,) = link_publications(tiny.connection, [])[0]
    assert (link.method, link.score) == ("figures", 1.0)
    assert link.evidence == "6/6 (万元): 3456.78、1234.56、987.65、246.81、112.23"
    assert department_of(tiny, "tables") == {"bureau"}


def test_other_figures_tell_nothing(tiny: Tiny) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau")
    tables(tiny, "tables", figures=OTHERS)
    assert links(tiny) == []
    assert department_of(tiny, "tables") == {None}


def test_round_figures_tell_nothing(tiny: Tiny) -> None:
    bureau(tiny)
    round_figures = tuple(map(Decimal, ("10", "20", "300", "1500", "5000", "12", "8")))
    text(tiny, "text", "bureau", figures=round_figures)
    tables(tiny, "tables", figures=round_figures)
    assert links(tiny) == []


def test_figures_that_fit_two_documents_tell_nothing(tiny: Tiny) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau")
    tables(tiny, "tables")
    tables(tiny, "again")
    assert links(tiny) == []


@pytest.mark.parametrize(("verdict", "expected"), [
    ("same", [("text", "tables", "same_publication", "decision")]),
    ("different", []),
    ("unsure", [("text", "tables", "maybe_same_publication", "decision")]),
])
def test_decisions_win(tiny: Tiny, verdict: str, expected: list[tuple[str, str, str, str]]) -> None:
    bureau(tiny)
    text(tiny, "text", "bureau")
    tables(tiny, "tables")
    decision = Decision("document", "text.txt", "tables.txt", verdict, "seen", "x, line 2")  # type: ignore[arg-type]
    assert links(tiny, decision) == expected
    assert department_of(tiny, "tables") == ({"bureau"} if verdict == "same" else {None})
