"""The words of the forms, from `lexicon.toml`: which wordings mean the same, without any code for one province."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from loaders.values.numerals import numbering
from loaders.values.wording import fold, without_notes

_LEVEL_CODE = re.compile(r"^\d{1,3}\s*[-—–－](?=\D)")
_YEAR = re.compile(r"^(?:19|20)\d{2}年度?|(?:本|当)年度(?=.)")


def key(text: str) -> str:
    """What a column name, label or level is compared by: no numbering, bracketed notes, years, blanks, punctuation.

    >>> key("指标值确定 依据"), key("数量指标 （必填硬性指标）"), key("2024年预算数"), key("一、总体绩效目标")
    ('指标值确定依据', '数量指标', '预算数', '总体绩效目标')
    >>> key("11-数量指标")
    '数量指标'
    """
    text = _LEVEL_CODE.sub("", text.strip())
    _, rest = numbering(text)
    return _YEAR.sub("", fold(without_notes(rest or text))) or fold(text)


ROW_NAMES = frozenset({"number", "code", "name", "item", "project_name", "level1", "unit_code", "unit_name"})
"""Canonical names of columns that name rows."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Wordings (folded) and the canonical name of each."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, entries: Mapping[str, Iterable[str]], *, named: bool = False) -> Vocabulary:
        """From `canonical -> wordings`; with `named`, the canonical name is itself a wording."""
        names: dict[str, str] = {}
        for canonical, wordings in entries.items():
            for wording in ([canonical, *wordings] if named else wordings):
                names.setdefault(fold(wording), canonical)
        return cls(names)

    def exact(self, text: str) -> str | None:
        """The canonical name of a text that is one of the wordings."""
        return self.names.get(fold(text)) or self.names.get(key(text))

    def within(self, text: str) -> tuple[str, str] | None:
        """The canonical name and wording of the longest wording that the text contains; the later one among equals."""
        folded = fold(text)
        best: tuple[int, int, str] | None = None
        for wording in self.names:
            place = folded.rfind(wording)
            if place >= 0 and (best is None or (len(wording), place) > best[:2]):
                best = len(wording), place, wording
        return None if best is None else (self.names[best[2]], best[2])


    def ending(self, text: str) -> str | None:
        """The canonical name of the longest wording, of four characters at least, that a text ends in."""
        ends = (wording for wording in self.names if len(wording) >= 4 and key(text).endswith(wording))
        return self.names.get(max(ends, key=len, default=""))


@dataclass(frozen=True, slots=True)
class Patterns:
    """Regular expressions, tried on the text as printed and with blanks removed."""

    expressions: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, sources: Iterable[str]) -> Patterns:
        """From the texts of regular expressions."""
        return cls(tuple(re.compile(source) for source in sources))

    def match(self, text: str) -> bool:
        """Whether one of the patterns occurs in the text."""
        return self.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first occurrence of the first pattern that occurs in the text."""
        return next(filter(None, (expression.search(text) for expression in self.expressions)), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All vocabularies. Each attribute is a table of `lexicon.toml`."""

    sections: Vocabulary
    titles: Vocabulary
    structure: Mapping[str, Patterns]
    document_kinds: Vocabulary
    indicator_columns: Vocabulary
    list_columns: Vocabulary
    level1: Vocabulary
    level2: Vocabulary
    level_parents: Mapping[str, tuple[str, ...]]
    project_labels: Vocabulary
    execution_columns: Vocabulary
    goal_labels: Vocabulary
    fund_sources: Vocabulary
    budget_titles: tuple[tuple[str, ...], ...]
    budget_variants: Mapping[str, Mapping[str, str]]
    budget_columns: Vocabulary
    budget_items: Vocabulary
    row_names: frozenset[str]
    budget_parts: Mapping[str, tuple[str, ...]]
    classifications: tuple[tuple[str, tuple[str, ...]], ...]
    three_public: Vocabulary
    table_list_columns: Vocabulary
    organisation_columns: Vocabulary
    procurement_columns: Vocabulary
    asset_columns: Vocabulary
    duties: Mapping[str, Patterns]
    statements: Vocabulary
    function_classes: tuple[str, ...]
    about_people: Patterns
    units: Patterns
    offices: Patterns
    body_suffixes: tuple[str, ...]
    own_unit_suffixes: tuple[str, ...]
    body_labels: frozenset[str]
    party_prefixes: tuple[str, ...]
    body_notes: frozenset[str]

    def budget_form(self, title: str) -> str | None:
        """The form of budget table that the words of a title name, those in brackets last."""
        for folded in (fold(without_notes(title)), fold(title)):
            for form, *words in self.budget_titles:
                if all(word in folded for word in words):
                    return form
        return None

    def budget_item(self, text: str) -> str | None:
        """The canonical item of a column of figures that a word names, with 其中 before it or without."""
        return self.budget_items.exact(text) or self.budget_items.exact(key(text).removeprefix("其中"))

    def names_rows(self, text: str) -> bool:
        """Whether a column name is one under which rows are named, by a code, a name or a number."""
        vocabularies = (
            self.budget_columns, self.indicator_columns, self.organisation_columns, self.procurement_columns,
            self.asset_columns,
        )
        return any(vocabulary.exact(text) in ROW_NAMES for vocabulary in vocabularies)

    def is_header_word(self, text: str) -> bool:
        """Whether a cell holds a column name of any form."""
        return bool(text) and key(text) not in self.row_names and any(
            vocabulary.exact(text)
            for vocabulary in (
                self.indicator_columns, self.budget_columns, self.budget_items,
                self.organisation_columns, self.procurement_columns, self.asset_columns,
            )
        )


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    data: dict[str, Any] = tomllib.loads(files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    structure = data["structure"]
    return Lexicon(
        sections=Vocabulary.of(data["sections"]),
        titles=Vocabulary.of({"title": structure.pop("titles")}),
        structure={name: Patterns.of(sources) for name, sources in structure.items()},
        document_kinds=Vocabulary.of(data["document_kinds"]),
        indicator_columns=Vocabulary.of(data["indicator_columns"]),
        list_columns=Vocabulary.of(data["list_columns"]),
        level1=Vocabulary.of(data["levels"]["level1"], named=True),
        level2=Vocabulary.of(data["levels"]["level2"], named=True),
        level_parents={level: tuple(parents) for level, parents in data["levels"]["parents"].items()},
        project_labels=Vocabulary.of(data["project_labels"]),
        execution_columns=Vocabulary.of(data["execution_columns"]),
        goal_labels=Vocabulary.of(data["goal_labels"]),
        fund_sources=Vocabulary.of(data["fund_sources"], named=True),
        budget_titles=tuple(tuple(line) for line in data["budget_titles"]["order"]),
        budget_variants=data["budget_variants"],
        budget_columns=Vocabulary.of(data["budget_columns"]),
        budget_items=Vocabulary.of(data["budget_items"]),
        row_names=frozenset(map(fold, data["row_names"]["items"])),
        budget_parts={item: tuple(parts) for item, parts in data["budget_parts"].items()},
        classifications=tuple((kind, tuple(words)) for kind, *words in data["budget_classifications"]["order"]),
        three_public=Vocabulary.of(data["three_public"], named=True),
        table_list_columns=Vocabulary.of(data["table_list_columns"]),
        organisation_columns=Vocabulary.of(data["organisation_columns"]),
        procurement_columns=Vocabulary.of(data["procurement_columns"]),
        asset_columns=Vocabulary.of(data["asset_columns"]),
        duties={name: Patterns.of(patterns) for name, patterns in data["duties"].items()},
        statements=Vocabulary.of(data["statements"]),
        function_classes=tuple(data["function_classes"]["names"]),
        about_people=Patterns.of(data["people"]["kinds"]),
        units=Patterns.of(data["bodies"]["units"]),
        offices=Patterns.of(data["bodies"]["offices"]),
        body_suffixes=tuple(sorted(data["bodies"]["suffixes"], key=len, reverse=True)),
        own_unit_suffixes=tuple(data["bodies"]["own"]),
        body_labels=frozenset(data["bodies"]["labels"]),
        party_prefixes=tuple(data["bodies"]["party"]),
        body_notes=frozenset(data["bodies"]["notes"]),
    )
