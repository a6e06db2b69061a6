"""The “三公” table printed with its parts as columns: each figure gets the name that it has as a row elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.forms.tables.column_items import Path, Times, items_of
from loaders.forms.tables.grid import is_total_name
from loaders.lexicon import Lexicon
from loaders.values.years import years_in

FEWEST_PARTS = 2
"""How many parts must head columns, so that the parts are not rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a column is about: the name of the part, and the item of the rest of its header."""

    name: str
    item: str


def parts_of(columns: Mapping[int, Path], times: Times, lexicon: Lexicon) -> dict[int, Part]:
    """The part of each column of figures; nothing when the parts are printed as rows.

    The sum of all columns is 合计; where 会议费 and 培训费 stand beside 三公, the sum of 三公 has its own name.
    """
    named = {index: _name(path, lexicon) for index, path in columns.items()}
    if len({name for name in named.values() if name and name != "合计"}) < FEWEST_PARTS:
        return {}
    rest = {index: _rest(path, lexicon) for index, path in columns.items()}
    whole = "“三公”经费" if {"会议费", "培训费"} & set(named.values()) else "合计"
    parts: dict[int, Part] = {}
    for name in dict.fromkeys(named.values()):
        own = {index: rest[index] or ("合计",) for index in columns if named[index] == name}
        for index, item in items_of(own, times, lexicon).items():
            printed = whole if name == "“三公”经费" else name or "合计"
            parts[index] = Part(printed, item)
    return parts


def _name(path: Path, lexicon: Lexicon) -> str | None:
    """The part that the lowest word names which names one."""
    found = (lexicon.three_public.within(word) for word in reversed(path))
    return next((part for part, _ in filter(None, found)), None)


def _rest(path: Path, lexicon: Lexicon) -> Path:
    """The words that name no part and no sum: budget or final accounts, and the year of any word."""
    return tuple(filter(None, (_without_part(word, lexicon) for word in path)))


def _without_part(word: str, lexicon: Lexicon) -> str:
    if is_total_name(word):
        return ""
    if lexicon.three_public.within(word) is None:
        return word
    return "".join(f"{year}年" for year in years_in(word))
