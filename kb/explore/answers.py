"""Answers as people read them: columns named in their language, ids as links on what they name, codes in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.checks.figures.names import name_of
from kb.checks.page import told
from kb.explore.addresses import page_of
from kb.explore.cells import TABLE_OF, UNITS, linked_by
from kb.explore.dictionary import code, column_label
from kb.explore.language import Speech, texts
from kb.explore.wording import money, percent, plain
from kb.publishing.questions import Question

BY_SCHEME = ("form", "item", "side")
"""Columns that hold codes of the published scheme of budget tables."""
RECORDS = {"project": "projects", "responsibility": "responsibilities"}
"""The tables of the records that an answer tells apart by kind; the others are budget figures."""
LONG = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown: its name, what people call it, and whether it holds figures."""

    name: str
    label: str
    figures: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown, where it leads, and whether it is long or a figure."""

    text: str
    address: str | None
    figure: bool
    long: bool


def columns_of(names: Sequence[str]) -> list[Column]:
    """The columns that people see: all but the ids that stand behind a name."""
    behind = linked_by(names).values()
    return [Column(name, label_of(name), name.endswith("_wan")) for name in names if name not in behind]


def label_of(name: str) -> str:
    """What people call a column of an answer, with the unit of its money."""
    label = column_label(None, name)
    unit = next((unit for ending, unit in UNITS.items() if name.endswith(ending)), None)
    return f"{label} ({unit})" if unit else label


def readable(row: Mapping[str, Any], speech: Speech) -> list[Cell]:
    """The cells of a row in the order of `columns_of`."""
    names = list(row)
    linked = linked_by(names)
    behind = linked.values()
    return [_cell(row, name, linked.get(name), speech) for name in names if name not in behind]


def _cell(row: Mapping[str, Any], name: str, identifier: str | None, speech: Speech) -> Cell:
    value = row[name]
    if value is None:
        return Cell("", None, False, False)
    itself = name in TABLE_OF or name == "record_id"
    address = _address(row, name if itself or name == "rule" else identifier)
    text = speech("question.open") if itself else _said(name, value, speech)
    return Cell(text, address, isinstance(value, int | float), len(text) > LONG)


def _address(row: Mapping[str, Any], identifier: str | None) -> str | None:
    """The page of the row whose id stands in a column."""
    if identifier is None or row[identifier] is None:
        return None
    if identifier == "record_id":
        table = row["record_table"] if "record_table" in row else RECORDS.get(row["kind"], "budget_lines")
    else:
        table = "checks" if identifier == "rule" else TABLE_OF[identifier]
    return page_of(str(table), str(row[identifier])) if table else None


def about(question: Question, names: Sequence[str], speech: Speech) -> str:
    """What a question means, with the columns of its answer as the page calls them."""

    def called(word: re.Match[str]) -> str:
        known = word[0] in names and (speech.language == "zh" or "_" in word[0])
        return f"“{label_of(word[0])}”" if known else word[0]

    return re.sub(r"[a-z_0-9]+", called, question.about_zh if speech.language == "zh" else question.about_en)


def _related(text: str, speech: Speech) -> str:
    """Evidence with the relations in it in words."""

    def called(code: re.Match[str]) -> str:
        return texts().get(f"graph.relation_{code[0]}", {}).get(speech.language, code[0])

    return re.sub(r"[a-z]+(?:_[a-z]+)+", called, text)


def _said(name: str, value: object, speech: Speech) -> str:
    if (said := code(None, name, value)) is not None and name not in BY_SCHEME:
        return said
    if name == "evidence":
        return _related(str(value), speech)
    if name in BY_SCHEME:
        return told(name_of(str(value)), speech.language)
    if name.endswith(("share", "score")):
        return percent(float(str(value)))
    if isinstance(value, float):
        return money(value) if name.endswith("_wan") else plain(value)
    return str(value)
