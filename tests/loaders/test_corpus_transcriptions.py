"""Published documents of many regions against transcriptions made by eye from the pictures of their pages.

The transcriptions are held to themselves here: well-formed, as large as stated, with sums that hold. With `KB_CORPUS`
naming a folder of the published originals, what the readers make of them is held against the transcriptions;
`score.py` prints the figures and the differences.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from score import Score, scores, target_key, transcriptions

from loaders import load
from loaders.lexicon import lexicon

TRANSCRIBED = transcriptions()
REACHED: dict[str, tuple[str, ...]] = {
    "beijing-audit-bureau-2026-budget-narrative": ("document", "duties", "statements"),
    "beijing-audit-bureau-2026-budget-tables": ("document", "budget", "projects", "funds", "indicators"),
    "beijing-greening-office-2026-budget-tables": ("document", "budget", "projects", "funds", "indicators"),
    "changsha-vocational-base-2026-budget": ("document", "budget", "projects", "indicators", "duties", "statements"),
    "chongqing-publicity-department-2026-budget": ("document", "budget", "statements"),
    "fuzhou-commerce-bureau-2026-budget": (
        "document", "budget", "projects", "funds", "indicators", "duties", "statements",
    ),
    "fuzhou-medical-security-bureau-2026-budget": (
        "document", "budget", "projects", "funds", "indicators", "duties", "statements",
    ),
    "guangzhou-government-services-2026-project-goals": ("projects", "funds", "indicators"),
    "guangzhou-petition-bureau-2026-budget": ("document", "budget", "projects", "funds", "duties", "statements"),
    "jiangsu-party-office-2018-budget-narrative": ("document", "duties", "statements"),
    "jiangsu-party-office-2018-budget-tables": ("document", "budget"),
    "kunming-audit-bureau-2026-budget": ("document", "duties", "statements"),
    "shanghai-data-bureau-2026-unit-budget": ("document", "budget", "duties", "statements"),
    "shanghai-putuo-finance-2024-accounts": ("document", "budget", "duties", "statements"),
    "shanghai-putuo-justice-2026-unit-budget": ("document", "budget", "duties", "statements"),
    "shanghai-putuo-wanli-2024-budget": ("document", "budget", "duties", "statements"),
    "shanghai-putuo-wanli-2025-budget": ("document", "budget", "duties", "statements"),
    "shanghai-unit-budget-template": ("document",),
    "suzhou-data-bureau-2026-budget": ("document", "budget", "statements"),
    "xian-approval-bureau-2025-budget": (
        "document", "budget", "projects", "funds", "indicators", "duties", "statements",
    ),
    "xian-publicity-department-2021-budget": ("document", "budget", "projects", "funds", "indicators"),
    "xian-state-assets-commission-2022-budget": ("document", "budget", "projects", "funds", "indicators", "duties"),
    "xian-statistics-bureau-2026-budget": ("document", "budget", "projects", "funds", "indicators", "statements"),
}
"""The kinds of facts of a document of which 99 of 100 are read, and 99 of 100 read are printed."""
BOUND = 0.99
FORMS = {
    "income", "expenditure", "balance", "fiscal_balance", "fiscal_expenditure", "basic_by_economic_class",
    "basic_by_function", "fiscal_by_economic_class", "government_fund", "state_capital", "three_public",
    "organ_operating", "project_expenditure", "project_by_economic_class", "procurement", "service_purchase",
    "meeting", "training",
}
WHOLE = {"total", "basic", "project"}
ROUNDING = Decimal("0.05")
"""Figures rounded each for itself may differ from their sum by this much (万元)."""


def originals() -> Iterator[tuple[str, Path]]:
    corpus = os.environ.get("KB_CORPUS", "")
    for stem in REACHED if corpus else ():
        yield from ((stem, path) for path in Path(corpus).glob(f"{stem}.*"))


def rows(printed: dict[str, Any]) -> Iterator[list[str | None]]:
    for group in (project["indicators"] or () for project in printed["projects"]):
        yield from group
    yield from printed["department_indicators"]


def wrong_in_print(stem: str) -> list[str]:
    """The forms of a document whose figures do not add up as they are printed."""
    return TRANSCRIBED[stem].get("sums_differ", [])


@pytest.mark.parametrize("stem", TRANSCRIBED)
def test_transcriptions_are_complete(stem: str) -> None:
    printed = TRANSCRIBED[stem]
    found = {kind: len(printed[kind]) for kind in ("budget_lines", "projects")}
    assert {**found, "indicators": len(list(rows(printed)))} == printed["totals"]


@pytest.mark.parametrize("stem", TRANSCRIBED)
def test_figures_are_well_formed(stem: str) -> None:
    printed = TRANSCRIBED[stem]
    items = set(lexicon().budget_items.names.values())
    for form, code, name, item, amount in printed["budget_lines"]:
        assert form in FORMS or not form.isascii(), form
        assert item in items or not item.isascii(), item
        assert code is None or (code.isdigit() and len(code) in (3, 5, 7)), code
        assert name == name.strip() != ""
        assert Decimal(amount).is_finite()


@pytest.mark.parametrize("stem", TRANSCRIBED)
def test_indicators_are_well_formed(stem: str) -> None:
    words = lexicon()
    for level1, level2, name, target in rows(TRANSCRIBED[stem]):
        assert level1 is None or words.level1.exact(level1) == level1
        assert level2 is None or words.level2.exact(level2) == level2
        assert name
        assert "\n" not in name
        assert target is None or target_key(target)


@pytest.mark.parametrize("stem", TRANSCRIBED)
def test_basic_and_project_make_the_total(stem: str) -> None:
    cells: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    added_up = {"expenditure", "fiscal_expenditure", "government_fund"}.difference(wrong_in_print(stem))
    for form, code, name, item, amount in TRANSCRIBED[stem]["budget_lines"]:
        if item in WHOLE and form in added_up:
            cells[form, code or "", name][item] += Decimal(amount)
    for row, figures in cells.items():
        if set(figures) == WHOLE:
            assert abs(figures["total"] - figures["basic"] - figures["project"]) <= ROUNDING, row


@pytest.mark.parametrize("stem", TRANSCRIBED)
def test_items_of_the_classification_make_their_class(stem: str) -> None:
    figures: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for form, code, _, item, amount in TRANSCRIBED[stem]["budget_lines"]:
        if code is not None and form not in wrong_in_print(stem):
            figures[form, item][code] += Decimal(amount)
    for place, amounts in figures.items():
        parts: dict[str, Decimal] = defaultdict(Decimal)
        for code, amount in amounts.items():
            parts[code[:-2]] += amount
        for code in parts.keys() & amounts.keys():
            assert abs(parts[code] - amounts[code]) <= ROUNDING, (place, code)


def test_a_score_tells_what_was_not_read_from_what_is_not_printed() -> None:
    score = Score(Counter([("a",), ("b",), ("b",), ("c",)]), Counter([("b",), ("c",), ("d",)]))
    assert (score.recall, score.precision) == (0.5, 2 / 3)
    assert list(score.differences()) == ["  - a", "  - b", "  + d"]


def test_originals_are_read_as_they_were_transcribed() -> None:
    for stem, path in originals():
        found = scores(TRANSCRIBED[stem], load(path))
        for kind in REACHED[stem]:
            assert min(found[kind].recall, found[kind].precision) >= BOUND, list(found[kind].differences())
