"""Small documents for the tests of the forms, written in the words that departments print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from loaders import LoadedDocument
from loaders.records import Fault, Record

from redump import load_text

R = TypeVar("R", bound=Record)
Read = Callable[[str], LoadedDocument]

TITLE = "某县水利局2024年部门预算公开\n\n"
HEADER = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n|---|---|---|---|\n"


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
