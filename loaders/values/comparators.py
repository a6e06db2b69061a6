"""Comparison signs and the words that stand for them, in front of a number and behind it."""

from __future__ import annotations

import re

from loaders.records import Operator

_SIGN = re.compile(r"[≥≧⩾≮≤≦⩽≯=﹦><﹥﹤]+")
_SAME_SIGN = str.maketrans("≧⩾≮≦⩽≯﹦﹥﹤", "≥≥≥≤≤≤=><")
_SIGNS: dict[frozenset[str], Operator] = {
    frozenset("="): "=", frozenset("≥"): "≥", frozenset("≤"): "≤", frozenset(">"): ">", frozenset("<"): "<",
    frozenset("≥="): "≥", frozenset("≤="): "≤", frozenset(">="): "≥", frozenset("<="): "≤",
    frozenset("≥>"): "≥", frozenset("≤<"): "≤",
}
# 达到 names a threshold to be reached: more is welcome, so it reads as "at least".
_WORDS: dict[Operator, str] = {
    "≥": "大于或?等于|高于或?等于|不得?(?:低于|少于|小于|短于)|至少|最低|最少|达到|达",
    "≤": "小于或?等于|低于或?等于|不得?(?:超过|超出|高于|大于|多于|长于|晚于|迟于)|至多|最多|最高|控制在|截至|截止到?",
    ">": "大于|高于|超过|多于|超出",
    "<": "低于|小于|少于",
    "=": "等于|约为|大约|约|为",
}
_BEHIND: dict[Operator, str] = {
    "≥": r"\(含\)以上|[及或]其?以上|以上(?:\(含[^()]*\))?",
    "≤": r"\(含\)以[内下]|[及或]其?以下|以[内下](?:\(含[^()]*\))?|之内|内",
    "=": "左右|上下",
}
_WORD = re.compile("|".join(f"({words})" for words in _WORDS.values()))
_LIMIT = re.compile("(?:" + "|".join(f"({words})" for words in _BEHIND.values()) + ")$")


def take_sign(text: str) -> tuple[Operator | None, str]:
    """The comparison sign in front of a text without blanks, and what follows.

    >>> take_sign("≧95%"), take_sign("=>95%"), take_sign("95%")
    (('≥', '95%'), ('≥', '95%'), (None, '95%'))
    """
    match = _SIGN.match(text)
    operator = _SIGNS.get(frozenset(match.group().translate(_SAME_SIGN))) if match else None
    return (operator, text[match.end() :]) if match and operator else (None, text)


def take_word(text: str) -> tuple[Operator | None, str]:
    """The comparing word in front of a text, and what follows.

    >>> take_word("不低于95%"), take_word("超过3次"), take_word("小于等于5")
    (('≥', '95%'), ('>', '3次'), ('≤', '5'))
    """
    match = _WORD.match(text)
    if match is None or match.lastindex is None:
        return None, text
    return tuple(_WORDS)[match.lastindex - 1], text[match.end() :]


def take_limit(text: str) -> tuple[Operator | None, str]:
    """The comparing word at the end of a text, and what stands before it.

    >>> take_limit("3个工作日内"), take_limit("90%（含）以上".replace("（", "(").replace("）", ")"))
    (('≤', '3个工作日'), ('≥', '90%'))
    """
    match = _LIMIT.search(text)
    if match is None or match.lastindex is None or not match.start():
        return None, text
    return tuple(_BEHIND)[match.lastindex - 1], text[: match.start()].removesuffix("的")
