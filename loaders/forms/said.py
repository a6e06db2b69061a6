"""The figures of one sentence: each with the words of its clause, its direction, and how deep in brackets it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.lexicon import Vocabulary
from loaders.values.amounts import parse_number, to_wan
from loaders.values.wording import fold
from loaders.values.years import years_in

_EVENT = re.compile(
    r"(?P<number>-?\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>万元|亿元|元)"
    r"|(?:较|比|与|同)[^，,。；;（）()\d]{0,6}(?:20\d\d年)?[^，,。；;（）()\d]{0,8}(?:持平|无变化|相同|没有变化|一致)"
)
_UP = ("增加", "增长", "增支", "上升", "提高", "上涨")
_DOWN = ("减少", "下降", "降低", "压减", "减支", "节约", "缩减")
# 支出预算 is that of the whole body only when nothing else stands before it: 人员支出预算 is another figure.
_WHOLE = frozenset({"income", "expenditure", "budget"})
_BEFORE_WHOLE = re.compile(r"(?:^|[年度]|部门|单位|[局委办厅院会]|中心|[我本县区市省]|安排|编制|其中|总|财政)$")


@dataclass(frozen=True, slots=True)
class Said:
    """One figure: the words of its clause before it, and the direction of a change (0 where none is said).

    `depth` counts the brackets open around it, `listed` tells that it stands in a list that 其中 began, `parted` that
    a semicolon parts the items of that list.
    """

    words: str
    amount: Decimal
    direction: int
    depth: int
    listed: bool
    parted: bool


def figures(sentence: str) -> Iterator[Said]:
    """The figures of a sentence in order. `与上年持平` is a change of nothing.

    >>> [(said.words, str(said.amount), said.direction) for said in figures("接待费0.5万元，比上年减少0.1万元。")]
    [('接待费', '0.50', 0), ('比上年减少', '0.10', -1)]
    """
    start = 0
    for match in _EVENT.finditer(sentence):
        words = _last_clause(sentence[start : match.start()])
        before = sentence[: match.start()]
        depth = max(len(re.findall("[（(]", before)) - len(re.findall("[）)]", before)), 0)
        _, listed, items = before.rpartition("其中")
        start = match.end()
        if match["number"] is None:
            yield Said("", Decimal(0), 1, depth, bool(listed), "；" in items)
        elif (number := parse_number(match["number"])) is not None:
            amount = to_wan(number, match["unit"])
            yield Said(words, amount, _direction(words), depth, bool(listed), "；" in items)


def of_another_year(said: Said, text: str) -> bool:
    """Whether a figure without direction is one of an earlier year than the text is about."""
    if said.direction:
        return False
    own = years_in(said.words + "万元")
    latest = max(years_in(text), default=0)
    return (bool(own) and max(own) < latest) or bool(re.search("(?:上年|去年|上一年)(?!末|结转|结余)", said.words))


def named(words: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The item and wording that the words before a figure name: the longest, the later one among equals.

    >>> names = Vocabulary.of({"expenditure": ["支出预算"], "personnel": ["人员支出"]})
    >>> named("部门支出预算", names), named("人员支出预算", names), named("教育支出预算", names)
    (('expenditure', '支出预算'), ('personnel', '人员支出'), None)
    """
    folded = fold(words)
    best: tuple[int, int, str] | None = None
    for wording, item in vocabulary.names.items():
        place = folded.rfind(wording)
        if place < 0 or (item in _WHOLE and not _BEFORE_WHOLE.search(folded[:place])):
            continue
        if best is None or (len(wording), place) > best[:2]:
            best = len(wording), place, wording
    return None if best is None else (vocabulary.names[best[2]], best[2])


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
