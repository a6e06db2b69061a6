"""A number, or a range of two, with its unit and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.values.numerals import CHINESE, chinese_number
from loaders.values.units import canonical_unit, is_known_unit, is_unit

NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?<=\d)"
"""A decimal number in the text of a cell, as a pattern."""

_ONE = re.compile(rf"(?P<number>{NUMBER})(?P<more>[余多]?)(?P<rest>[^\d,.].*)?", re.ASCII | re.DOTALL)
_RANGE = re.compile(
    rf"(?P<low>{NUMBER})(?P<unit>[^\d\-~—–至到]{{0,6}})(?:[-~—–]+|至|到)(?P<high>{NUMBER})(?P<rest>[^\d,.].*)?",
    re.ASCII | re.DOTALL,
)
_SHARE = re.compile(rf"(?P<base>百分之|千分之)(?P<number>[{CHINESE}]+|\d+(?:\.\d+)?)(?P<rest>.*)", re.ASCII | re.DOTALL)
_WORDS = re.compile(rf"(?P<number>(?![百千万亿点半])[{CHINESE}]+)(?P<rest>[^{CHINESE}].*)", re.DOTALL)
# 一级, 十分, 一面 are grades and phrases, not counts
_NO_COUNT_IN_WORDS = frozenset({"级", "类", "种", "点", "度", "分", "成", "面", "道", "位", "折", "届"})
_NOTE = re.compile(r"(?P<before>.*?)\((?P<note>[^()]+)\)", re.DOTALL)
_UNIT_IN_NAME = re.compile(r"\((?:单位[:为]?)?(?P<unit>[^()]{1,10})\)$")
_PERCENT = re.compile(r"(?P<unit>%|百分比)[^\d/·(]{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What was read; `words` behind a number that are no unit, `more` when 余 or 多 follows it."""

    value: Decimal
    high: Decimal | None = None
    unit: str | None = None
    words: str | None = None
    more: bool = False


def read_quantity(text: str, *, name: str = "") -> Quantity | None:
    """The quantity that a text without blanks is; the unit may stand in brackets behind the name instead.

    >>> read_quantity("5.9万件").unit, read_quantity("13459.00(平方米)").unit, read_quantity("20000/人/年").unit
    ('万件', '平方米', '/人/年')
    >>> read_quantity("90%-95%").high, read_quantity("12", name="单价(元/小时)").unit, read_quantity("1:3")
    (Decimal('95'), '元/小时', None)
    """
    if match := _RANGE.fullmatch(text):
        return _range(match, name)
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    unit, words = _unit(match["rest"] or "", name)
    if words and any(character.isdigit() for character in words):
        return None
    return Quantity(value=_decimal(match["number"]), unit=unit, words=words, more=bool(match["more"]))


def spell_digits(text: str) -> str:
    """The text with a number in words at its beginning written in digits, where a known unit follows it.

    >>> spell_digits("三个工作日"), spell_digits("百分之九十五"), spell_digits("一次性告知"), spell_digits("一级")
    ('3个工作日', '95%', '一次性告知', '一级')
    """
    if match := _SHARE.fullmatch(text):
        number, sign = _words_or_digits(match["number"]), "%" if match["base"] == "百分之" else "‰"
        return text if number is None else f"{number}{sign}{match['rest']}"
    match = _WORDS.fullmatch(text)
    if match is None or match["rest"] in _NO_COUNT_IN_WORDS or not is_known_unit(match["rest"]):
        return text
    number = chinese_number(match["number"])
    return text if number is None else f"{number}{match['rest']}"


def _words_or_digits(text: str) -> Decimal | None:
    return Decimal(text) if text[0] in "0123456789" else chinese_number(text)


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _range(match: re.Match[str], name: str) -> Quantity | None:
    low, high = _decimal(match["low"]), _decimal(match["high"])
    unit, words = _unit(match["rest"] or "", name)
    first = canonical_unit(match["unit"])
    agreed = first is None or first == unit or (unit is None and not words and is_known_unit(first))
    if words or not agreed or low >= high or re.match(r"0\d", match["low"]):
        return None
    return Quantity(value=low, high=high, unit=unit or first)


def _unit(rest: str, name: str) -> tuple[str | None, str | None]:
    """The unit that a rest is, or else the words that it is."""
    if not rest:
        match = _UNIT_IN_NAME.search(name)
        return (canonical_unit(match["unit"]) if match and is_known_unit(match["unit"]) else None), None
    if is_unit(rest):
        return canonical_unit(rest), None
    if percent := _PERCENT.fullmatch(rest):
        return canonical_unit(percent["unit"]), None
    if note := _NOTE.fullmatch(rest):
        stated = note["before"] or note["note"]
        if is_unit(stated):
            return canonical_unit(stated), None
    return None, rest
