"""Numbers in words and the numbers in front of headings and items."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from loaders.values.widths import narrow, squeeze

CHINESE = "零〇一二两三四五六七八九十百千万亿廿卅点半壹贰叁肆伍陆柒捌玖拾佰仟"
"""Characters of numbers in words."""

_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
_NUMBERING = re.compile(
    rf"\s*(?:(?P<part>第\s*{_COUNT}\s*[部章节编条篇]分?)[\s、.:,]*"
    rf"|\((?P<bracketed>{_COUNT})\)[\s、.:,]*"
    rf"|(?:目标内容|目标|指标)\s*(?P<label>{_COUNT})\s*(?:[:、.]|\s(?=\S)|$)\s*"
    rf"|(?P<words>[一二三四五六七八九十百]{{1,5}})\s*[、.:,]\s*"
    r"|(?P<levels>\d{1,2}(?:\.\d{1,2})+)(?:\s*、|\.?\s)\s*(?![万亿千百]?元|[%％]|\d)"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){2,3})(?=[^\d.\s、])"
    r"|(?P<digits>\d{1,3})\s*(?:[、)]|\.(?!\d)|\.(?=(?:19|20)\d\d年))[\s、.]*"
    r"|(?P<sign>[①-⒛㈠-㈩Ⅰ-Ⅻ])[\s、.:,]*)"
)


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> Decimal | None:
    """The value of a number in words.

    >>> chinese_number("一百二十"), chinese_number("两"), chinese_number("百"), chinese_number("半年")
    (Decimal('120'), Decimal('2'), Decimal('100'), None)
    """
    words = "一" + text if text[:1] in ("百", "千", "万", "亿") else text
    import cn2an  # here, because few documents need it and it takes a third of the time in which the program starts

    try:
        return Decimal(str(cn2an.cn2an(words, "normal")))
    except (ValueError, IndexError, KeyError):
        return None


def numbering(text: str) -> tuple[str | None, str]:
    """The number in front of a heading or an item, without its punctuation, and the rest.

    The number of a 部分 or 章 keeps its words, because it tells the rank of the heading; labels such as 目标 go.

    >>> numbering("（一）总体绩效目标"), numbering("1. 便民中心"), numbering("第二部分 预算项目")
    (('一', '总体绩效目标'), ('1', '便民中心'), ('第二部分', '预算项目'))
    >>> numbering("目标 1: 保障大厅的日常运行"), numbering("2.5 万元"), numbering("三公经费")
    (('1', '保障大厅的日常运行'), (None, '2.5 万元'), (None, '三公经费'))
    """
    match = _NUMBERING.match(narrow(text))
    if match is None:
        return None, text.strip()
    # narrow() keeps every position, so the rest can be cut from the text as printed
    return squeeze(next(group for group in match.groups() if group)), text[match.end() :].strip()


_RANKS = {"part": 0, "words": 1, "bracketed": 2, "digits": 3, "label": 3, "levels": 4, "deep": 4, "sign": 5}


def rank(text: str) -> int | None:
    """How deep a heading stands by the form of its number: 第一部分, 一、 （一） 1、 （1） ① are 0 to 5.

    >>> [rank(text) for text in ("第一部分 概况", "一、职责", "（一）收入", "1.收入", "（1）收入", "①收入", "收入")]
    [0, 1, 2, 3, 4, 5, None]
    """
    match = _NUMBERING.match(narrow(text))
    if match is None:
        return None
    name, number = next((name, number) for name, number in match.groupdict().items() if number)
    if name == "part" and "条" in number:
        return 1
    return 4 if name == "bracketed" and number.isdigit() else _RANKS[name]


def ordinal(number: str | None) -> int | None:
    """The place that a heading number counts, the last one when it has several levels.

    >>> ordinal("十二"), ordinal("第二部分"), ordinal("③"), ordinal("2.1"), ordinal("甲")
    (12, 2, 3, 1, None)
    """
    bare = re.sub(r"[第部分章节编条篇()\s]", "", narrow(number or "")).rpartition(".")[2]
    if not bare:
        return None
    if bare.isascii() and bare.isdigit():
        return int(bare[:9])
    if len(bare) == 1 and not (value := unicodedata.numeric(bare, 0.0)).is_integer():
        return None
    if len(bare) == 1 and value:
        return int(value)
    words = chinese_number(bare)
    return int(words) if words is not None and words == words.to_integral_value() else None
