"""What a printed name of a body says about which body it is: its division, its own words, and whether it is an office.

Names of one body differ by what goes without saying where they are printed: the division (上海市普陀区商务委员会,
普陀区商务委员会, 区商务委员会), the party (中共江苏省委办公厅), the government (市人民政府国有资产监督管理委员会).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.ids import digest
from loaders.lexicon import lexicon
from loaders.values.divisions import ancestors, by_code, current, find, former_names
from loaders.values.wording import fold

_NOTE = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[)）\]】]$")
_NATION = re.compile(r"(?:壮族|回族|维吾尔)?自治区$")
_LEVEL = re.compile(r"(?:自治区|省|市|区|县|旗)(?!直|级|际|场|域|划|块|间|容|辖|政(?!府|协|法)|民(?!政|族|宗))")
"""The bare word for a division: 区商务委员会; no such word begins 市场监督管理局 and 市政管理局."""
_COMMITTEE = re.compile(r"^委员会(?=.)")
_GOVERNMENT = re.compile(r"^人民政府(?=.{5})")
SHORTEST = 2
"""A name that would keep fewer characters than this keeps its prefix."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name as printed, the division it was printed for, and whether it means the department's own office (本级)."""

    region: str | None
    name: str
    office: bool = False

    @property
    def id(self) -> str:
        """The id of the name, before it is known which other names mean the same body."""
        return digest("department_names", self.region, fold(self.name), self.office)

    @property
    def key(self) -> BodyKey:
        """What the name says about which body it is."""
        return _key(self)


@dataclass(frozen=True, slots=True, order=True)
class BodyKey:
    """What two names of one body have in common. `apart` tells bodies apart that people have decided are two."""

    region: str
    words: str
    office: bool = False
    apart: str = ""

    @property
    def id(self) -> str:
        """The id of the body, made from what its names have in common."""
        special = [part for part in ("office" if self.office else "", self.apart) if part]
        return digest("departments", self.region, self.words, *special)


@lru_cache(maxsize=4096)
def _key(name: BodyName) -> BodyKey:
    text, office = _without_office(name.name)
    region = _region(text, name.region)
    return BodyKey(region or "", _words(fold(text), region), office or name.office)


def _without_office(name: str) -> tuple[str, bool]:
    """A name without notes and without what makes it the name of a department's own office.

    >>> [_without_office(f"水利局{end}") for end in ("（本级）", "机关", "（汇总）")]
    [('水利局', True), ('水利局', True), ('水利局', False)]
    """
    words, office = lexicon(), False
    while (note := _NOTE.search(name)) and fold(note[1]) in words.body_notes:
        office = office or note[1] in words.own_unit_suffixes
        name = name[: note.start()]
    for suffix in words.own_unit_suffixes:
        if name.endswith(suffix) and name.removesuffix(suffix).endswith(words.body_suffixes):
            return name.removesuffix(suffix), True
    return name, office


def _region(name: str, printed_for: str | None) -> str | None:
    """The division of today that the name begins with, else the one that it was printed for."""
    named = find(name)
    begins = len(named) == 1 and _without_party(fold(name)).startswith(_prefixes(named[0].code))
    code = named[0].code if begins else printed_for
    today = current(code)
    return today.code if today else code


def _words(folded: str, region: str | None) -> str:
    """What remains of a folded name without what goes without saying in its division."""
    text = _without_party(folded)
    for prefix in _prefixes(region):
        text = _shorter(text, text.removeprefix(prefix))
    if text == _without_party(folded) and (level := _LEVEL.match(text)) and _is_called(region, level[0]):
        text = _shorter(text, text[level.end() :])
    return _shorter(text, _GOVERNMENT.sub("", _COMMITTEE.sub("委", _without_party(text))))


def _is_called(region: str | None, level: str) -> bool:
    division = by_code(region)
    return division is not None and division.name.endswith(level)


def _without_party(text: str) -> str:
    for prefix in lexicon().party_prefixes:
        text = text.removeprefix(prefix)
    return text


def _shorter(text: str, rest: str) -> str:
    return rest if len(rest) >= SHORTEST else text


@lru_cache(maxsize=512)
def _prefixes(region: str | None) -> tuple[str, ...]:
    """The names of a division and of those above it, former names too, from the highest down."""
    own = by_code(region)
    if own is None:
        return ()
    names: list[str] = []
    for division in (*reversed(ancestors(own.code)), own):
        for name in (division.name, *former_names(division.code)):
            names += [name, _NATION.sub("", name)] if _NATION.search(name) else [name]
    return tuple(dict.fromkeys(names))
