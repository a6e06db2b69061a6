"""The numbers that Word computes in front of paragraphs: which list a paragraph is in, and how far that list counts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from loaders.formats.word.names import Element, below, is_on, number_of, value_of, w
from loaders.formats.word.numerals import printed_number

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
MOST_STYLES = 20
"""How many styles are followed from one to the one it is based on."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None

    @classmethod
    def of(cls, element: Element) -> _Level:
        restart = value_of(element, "lvlRestart")
        return cls(
            start=number_of(value_of(element, "start"), 1), form=value_of(element, "numFmt") or "decimal",
            text=value_of(element, "lvlText") or "", suffix=value_of(element, "suff") or "tab",
            legal=is_on(element, "isLgl"), restart=None if restart is None else number_of(restart, 0),
        )


@dataclass(slots=True)
class _List:
    """One sequence of numbers: all lists of one definition count on, unless one of them begins anew."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        children = list(numbering) if numbering is not None else []
        self._abstract = {e.get(w("abstractNumId"), ""): e for e in children if e.tag == w("abstractNum")}
        self._instances = {e.get(w("numId"), ""): e for e in children if e.tag == w("num")}
        found = styles.findall(w("style")) if styles is not None else []
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._default = next((key for key, style in self._styles.items() if _is_default(style)), None)
        self._lists: dict[str, _List] = {}
        self._begun: defaultdict[str, set[int]] = defaultdict(set)

    def next_number(self, properties: Element | None) -> str:
        """The number printed in front of a paragraph with these properties; empty when it has none."""
        instance, level = self._list_of(properties)
        if instance not in self._instances or not 0 <= level < _LEVELS:
            return ""
        numbers = self._sequence(instance)
        own = self._levels_here(instance, numbers, level)
        if level not in own:
            return ""
        self._count(numbers, own, level)
        return _print(own, numbers.counts, level)

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style; list 0 means none."""
        instance = value_of(properties, "numPr/numId")
        level = value_of(properties, "numPr/ilvl")
        style: str | None = value_of(properties, "pStyle") or self._default
        for _ in range(MOST_STYLES):
            if style not in self._styles or (instance is not None and level is not None):
                break
            definition = self._styles[style]
            if instance is None:
                instance = value_of(definition, "pPr/numPr/numId")
                level = level or value_of(definition, "pPr/numPr/ilvl") or self._level_of_style(instance, style)
            style = value_of(definition, "basedOn")
        return instance or "0", number_of(level, 0)

    def _level_of_style(self, instance: str | None, style: str | None) -> str | None:
        abstract = self._definition(instance) if instance else None
        for level in abstract.findall(w("lvl")) if abstract is not None else ():
            if value_of(level, "pStyle") == style:
                return level.get(w("ilvl"))
        return None

    def _definition(self, instance: str) -> Element | None:
        """The definition of a list; one that only names a style stands for the list of that style."""
        abstract = self._abstract.get(value_of(self._instances.get(instance), "abstractNumId") or "")
        linked = value_of(abstract, "numStyleLink")
        if linked is None:
            return abstract
        return next((a for a in self._abstract.values() if value_of(a, "styleLink") == linked), abstract)

    def _sequence(self, instance: str) -> _List:
        abstract = self._definition(instance)
        key = abstract.get(w("abstractNumId"), "") if abstract is not None else instance
        if key not in self._lists:
            found = abstract.findall(w("lvl")) if abstract is not None else []
            self._lists[key] = _List({number_of(e.get(w("ilvl")), 0): _Level.of(e) for e in found})
        return self._lists[key]

    def _levels_here(self, instance: str, numbers: _List, level: int) -> dict[int, _Level]:
        """The levels of one list, with what it sets anew; a first number set anew begins the counting again, once."""
        own = dict(numbers.levels)
        for override in self._instances[instance].findall(w("lvlOverride")):
            place = number_of(override.get(w("ilvl")), 0)
            redefined = below(override, "lvl")
            if redefined is not None:
                own[place] = _Level.of(redefined)
            start = value_of(override, "startOverride")
            if start is not None and place <= level and place not in self._begun[instance]:
                self._begun[instance].add(place)
                numbers.counts[place] = number_of(start, 1) - 1
        return own

    @staticmethod
    def _count(numbers: _List, own: dict[int, _Level], level: int) -> None:
        for upper in range(level):
            if upper in own:
                numbers.counts.setdefault(upper, own[upper].start)
        numbers.counts[level] = numbers.counts.get(level, own[level].start - 1) + 1
        for lower in range(level + 1, _LEVELS):
            restart = own[lower].restart if lower in own else None
            if restart is None or 0 < level + 1 <= restart:
                numbers.counts.pop(lower, None)


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _print(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if own.legal or place not in levels else levels[place].form
        return printed_number(counts.get(place, 1), form)

    text = _PLACE.sub(number, own.text)
    return text if own.suffix == "nothing" else f"{text} "
