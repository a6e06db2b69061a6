"""The figures of one sentence: each with the words of its clause, its direction, and how deep in brackets it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from loaders.values.amounts import parse_number, to_wan
from loaders.values.numerals import numbering
from loaders.values.years import years_in

_BASE = r"(?:较|比|与|同)[^，,。；;（）()\d]{0,6}(?:20\d\d年?)?[^，,。；;（）()\d]{0,8}"
_LEVEL = r"持平|无变化|相同|没有变化|一致|无增减"
_EVENT = re.compile(
    r"(?P<number>-?\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>万元|亿元|元|[%％])(?!\s*(?:[（(]含[^）)]{0,3}[）)])?(?:以上|以下))"
    rf"|(?P<base>{_BASE})(?:基本)?(?:{_LEVEL})|(?:决算数?|预算数?)(?:均)?持平"
)
_UP = ("增加", "增长", "增支", "上升", "提高", "上涨")
_DOWN = ("减少", "下降", "降低", "压减", "减支", "节约", "缩减")
_OTHER_YEAR = re.compile(r"上年|去年|上一年|往年|20\d\d年?")
_COMPARISON = re.compile(
    r"^[与较比同](?:上年度?|去年|上一年度?|20\d\d年度?)(?:年初)?(?:预算数?|执行数|决算数)?(?:相比|对比|比较|比)?"
)

Kind = Literal["amount", "percent", "level"]


@dataclass(frozen=True, slots=True)
class Said:
    """One figure: the words of its clause before it, and the direction of a change (0 where none is said).

    `lead` is all the text between the figure before and this one, `place` where it ends. `depth` counts the brackets
    open around it, `listed` how many figures the list that 其中 began has named before it (none outside a list),
    `parted` tells that a semicolon parts the items of that list. A `level` is a change of nothing (与上年持平); `all`
    says that it is that of all the figures before it (均与上年持平).
    """

    kind: Kind
    words: str
    lead: str
    place: int
    amount: Decimal
    direction: int
    depth: int
    listed: int | None
    parted: bool
    all: bool = False


def figures(sentence: str) -> Iterator[Said]:
    """The figures of a sentence in order: amounts in 万元, percents, and changes of nothing.

    >>> [(said.words, str(said.amount), said.direction) for said in figures("接待费0.5万元，比上年减少0.1万元。")]
    [('接待费', '0.50', 0), ('比上年减少', '0.10', -1)]
    >>> [(said.kind, str(said.amount)) for said in figures("接待费5万元，与上年持平，占10%。")]
    [('amount', '5.00'), ('level', '0'), ('percent', '10')]
    """
    start, listed = 0, None
    for match in _EVENT.finditer(sentence):
        lead, before = sentence[start : match.start()], sentence[: match.start()]
        words = _last_clause(lead if start else numbering(lead)[1])
        depth = max(len(re.findall("[（(]", before)) - len(re.findall("[）)]", before)), 0)
        items = before.rpartition("其中")[2]
        listed = 0 if "其中" in lead else listed
        start = match.end()
        if match["number"] is None:
            if match["base"] is None or _OTHER_YEAR.search(match["base"]):
                everyone = before.endswith("均") or "均" in (match["base"] or "")
                yield Said("level", words, lead, match.start(), Decimal(0), 1, depth, listed, "；" in items, everyone)
            continue
        number, direction = parse_number(match["number"]), _direction(words)
        if number is not None:
            kind: Kind = "percent" if match["unit"] in "%％" else "amount"
            amount = number if kind == "percent" else to_wan(number, match["unit"])
            yield Said(kind, words, lead, match.start(), amount, direction, depth, listed, "；" in items)
            if listed is not None and kind == "amount" and not direction:
                listed += 1


def of_another_year(said: Said, text: str) -> bool:
    """Whether a figure without direction is one of an earlier year than the text is about."""
    if said.direction:
        return False
    own = years_in(said.words + "万元")
    latest = max(years_in(text), default=0)
    return (bool(own) and max(own) < latest) or bool(re.search("(?:上年|去年|上一年)(?!末|结转|结余)", said.words))


def before_change(words: str) -> str:
    """The words before those of a comparison or a change.

    >>> before_change("接待费较上年减少"), before_change("与上年对比总收入增加"), before_change("比上年增加")
    ('接待费', '总收入', '')
    """
    bare = _COMPARISON.sub("", words)
    return re.split("|".join((*"较比与同", *_UP, *_DOWN)), bare)[0]


def _last_clause(text: str) -> str:
    """The words right before a figure, from the last mark or 其中 on."""
    ends = [match.end() for match in re.finditer(r"[，,；;。：:、\n]|其中", text)]
    clause = text[ends[-1] :] if ends else text
    return clause.lstrip("（(）)")


def _direction(words: str) -> int:
    """1 for an increase, -1 for a decrease, 0 where no change is said."""
    up = max((words.rfind(word) for word in _UP), default=-1)
    down = max((words.rfind(word) for word in _DOWN), default=-1)
    if up < 0 and down < 0:
        return 0
    return 1 if up > down else -1
