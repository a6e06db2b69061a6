"""Small documents for the tests of the forms, written in the words that departments print."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from redump import load_text

from loaders import LoadedDocument
from loaders.records import BudgetLine, Fault, Indicator, Record

R = TypeVar("R", bound=Record)
Read = Callable[[str], LoadedDocument]

BUDGET = "某县水利局2024年部门预算\n\n"
GOALS = "某县水利局2024年项目支出绩效目标表\n\n"
INDICATORS = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 培训人数 | ≥50人 |\n"
HEAD = "| 项目名称 | 防汛经费 | | |\n| 绩效目标 | 保障防汛 | | |\n"


def reader(folder: Path) -> Read:
    """Reads a Markdown text as a document of its own."""
    return lambda text: load_text(text, folder, ".md")


def of(document: LoadedDocument, kind: type[R]) -> list[R]:
    """The records of one type, in the order they were read."""
    return [record for record in document.records if isinstance(record, kind)]


def faults(document: LoadedDocument, rule: str) -> list[Fault]:
    """The faults of one rule."""
    return [fault for fault in document.faults if fault.rule == rule]


def unread(document: LoadedDocument) -> list[str]:
    """The texts of the passages that nothing accounts for."""
    return [document.document.passages[number - 1].text for number in document.unread]


def levels(document: LoadedDocument) -> list[tuple[str | None, str | None, str]]:
    """The levels and the name of every indicator."""
    return [(i.level1, i.level2, i.name) for i in of(document, Indicator)]


def targets(document: LoadedDocument) -> list[tuple[str, str | None, str | None, Decimal | None, str | None]]:
    """The name, target, operator, value and unit of every indicator."""
    return [(i.name, i.target, i.operator, i.value, i.unit) for i in of(document, Indicator)]


def lines(document: LoadedDocument) -> list[tuple[str | None, str, str, Decimal]]:
    """The code, name, item and amount of every budget line."""
    return [(line.code, line.name, line.item, line.amount) for line in of(document, BudgetLine)]
