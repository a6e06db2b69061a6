"""When two wordings of two years are one: blanks, punctuation and the year of the document make no difference."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from loaders.values.wording import fold

Near = Callable[[str, str], bool]
"""Whether two folded wordings are one thing reworded."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(年度?)?(?!\d)")
_NUMERALS = re.compile(r"[\d一二三四五六七八九十百千甲乙丙丁ⅰⅱⅲⅳ]+")
CLOSE_NAME = 0.75
CLOSE_TEXT = 0.85
"""How much of two names, of two long texts, must be the same for one to be a rewording of the other (0 to 1)."""


def bare(name: str, year: int | None = None) -> str:
    """A folded name without the years that it names; a number without 年 is a year when it is `year`.

    >>> bare("2024年度防汛经费", 2024), bare("培训费（2024）", 2024), bare("慰问2000户", 2024)
    ('防汛经费', '培训费', '慰问2000户')
    """
    folded = fold(name)
    return _YEAR.sub(lambda found: "" if found[2] or int(found[1]) == year else found[0], folded) or folded


def relative(text: str, year: int | None) -> str:
    """A folded text with its years counted from the year of its document: this year's and last year's read alike.

    >>> relative("2024年底前完成", 2024) == relative("2025年底前完成", 2025)
    True
    >>> relative("2030年前完成", 2024) == relative("2035年前完成", 2025)
    False
    """
    if year is None:
        return fold(text)
    return _YEAR.sub(
        lambda found: f"<{int(found[1]) - year:+}>" if found[2] or int(found[1]) == year else found[0], fold(text)
    )


def same_numerals(old: str, new: str) -> bool:
    """Whether two names count alike: 一期 and 二期 are two things, however alike their names are.

    >>> same_numerals("信息化一期项目", "信息化二期项目"), same_numerals("评审费", "评审经费")
    (False, True)
    """
    return _NUMERALS.findall(old) == _NUMERALS.findall(new)


def near_name(old: str, new: str) -> bool:
    """Whether one name is the other with few words more: the words that both have stand in the same order.

    A name in which a word stands for another may mean another thing (东城小学, 西城小学), and is not near.

    >>> near_name("绩效评价费", "绩效评价经费"), near_name("东城小学补助", "西城小学补助")
    (True, False)
    """
    shorter, longer = sorted((old, new), key=len)
    rest = iter(longer)
    within = all(character in rest for character in shorter)
    return within and same_numerals(old, new) and len(shorter) >= CLOSE_NAME * len(longer)


def near_text(old: str, new: str) -> bool:
    """Whether two long texts differ by few words.

    >>> near_text("承担全县政务服务管理工作", "承担全县政务服务的管理工作"), near_text("承担采购工作", "承担信访工作")
    (True, False)
    """
    first, second = sorted((old, new))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= CLOSE_TEXT and matcher.ratio() >= CLOSE_TEXT


def near_any(_old: str, _new: str) -> bool:
    """Any two: for things that their block alone makes the same."""
    return True
