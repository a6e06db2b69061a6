"""Answers as people read them: columns named in their language, ids as links on what they name, codes in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.checks.figures.names import name_of
from kb.checks.page import told
from kb.explore.addresses import page_of
from kb.explore.cells import TABLE_OF
from kb.explore.language import Speech, texts
from kb.explore.wording import money, percent, plain
from kb.publishing.questions import Question

TABLES = TABLE_OF | {
    "budget_line_id": "budget_lines", "citation_id": "citations", "classification_id": "classifications",
    "original_id": "departments", "policy_id": "policies", "resulting_id": "departments",
}
"""The table whose row a column names."""
NAMED = {
    "department": "department_id", "project": "project_id", "document": "document_id", "indicator": "indicator_id",
    "passage": "passage_id", "responsibility": "responsibility_id", "message": "finding_id", "policy": "policy_id",
    "path": "document_id", "other": "other_concept_id", "before_name": "original_id", "after_name": "resulting_id",
    "text": "statement_id", "project_names": "set_id", "other_project_names": "other_set_id", "line": "department_id",
    "first_line": "passage_id", "name": "record_id",
}
"""The column whose id stands behind a name, where the answer has it."""
OTHERWISE = {"indicator": "concept_id", "code": "classification_id"}
CODES = {
    "scope": "terms.spread", "method": "terms.method", "financed_by": "terms.method", "funding": "terms.funding",
    "relation": "graph.relation", "scheme": "terms.scheme", "record_table": "terms.table", "kind": "question.kind",
    **{name: f"question.{name}" for name in ("severity", "state", "result", "cited_by", "phase")},
}
"""Columns that hold codes of ours, and how the keys of the words begin that say what they mean."""
BY_SCHEME = ("form", "item", "side")
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


def columns_of(names: Sequence[str], speech: Speech) -> list[Column]:
    """The columns that people see: all but the ids that stand behind a name."""
    behind = _behind(names)
    return [Column(name, label_of(name, speech), name.endswith("_wan")) for name in names if name not in behind]


def label_of(name: str, speech: Speech) -> str:
    """What people call a column of an answer."""
    return speech(f"question.column_{name}")


def readable(row: Mapping[str, Any], speech: Speech) -> list[Cell]:
    """The cells of a row in the order of `columns_of`."""
    names = list(row)
    behind = _behind(names)
    return [_cell(row, name, names, speech) for name in names if name not in behind]


def _behind(names: Sequence[str]) -> set[str]:
    """The columns whose ids are links on other columns of the answer."""
    return {column for name in names if (column := _id_column(name, names))}


def _id_column(name: str, names: Sequence[str]) -> str | None:
    for column in (NAMED.get(name), OTHERWISE.get(name)):
        if column in names:
            return column
    return None


def _cell(row: Mapping[str, Any], name: str, names: Sequence[str], speech: Speech) -> Cell:
    value = row[name]
    if value is None:
        return Cell("", None, False, False)
    column = _id_column(name, names) or (name if name in TABLES or name in ("record_id", "rule") else None)
    address = _address(row, column, names) if column and row[column] is not None else None
    text = speech("question.open") if column == name != "rule" else _said(name, value, speech)
    return Cell(text, address, isinstance(value, int | float), len(text) > LONG)


def _address(row: Mapping[str, Any], column: str, names: Sequence[str]) -> str | None:
    if column == "record_id":
        table = row["record_table"] if "record_table" in names else {
            "project": "projects", "responsibility": "responsibilities"}.get(row["kind"], "budget_lines")
        return page_of(str(table), str(row[column])) if table else None
    if column == "rule":
        return page_of("checks", str(row[column]))
    return page_of(TABLES[column], str(row[column]))


def about(question: Question, names: Sequence[str], speech: Speech) -> str:
    """What a question means, with the columns of its answer as the page calls them."""

    def called(word: re.Match[str]) -> str:
        known = word[0] in names and (speech.language == "zh" or "_" in word[0])
        return f"“{label_of(word[0], speech)}”" if known else word[0]

    return re.sub(r"[a-z_0-9]+", called, question.about_zh if speech.language == "zh" else question.about_en)


def _related(text: str, speech: Speech) -> str:
    """Evidence with the relations in it in words."""

    def called(code: re.Match[str]) -> str:
        return texts().get(f"graph.relation_{code[0]}", {}).get(speech.language, code[0])

    return re.sub(r"[a-z]+(?:_[a-z]+)+", called, text)


def _said(name: str, value: object, speech: Speech) -> str:
    if name in CODES and (words := texts().get(f"{CODES[name]}_{value}")):
        return words[speech.language]
    if name == "evidence":
        return _related(str(value), speech)
    if name in BY_SCHEME:
        return told(name_of(str(value)), speech.language)
    if name.endswith(("share", "score")):
        return percent(float(str(value)))
    if isinstance(value, float):
        return money(value) if name.endswith("_wan") else plain(value)
    return str(value)
