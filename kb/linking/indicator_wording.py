"""What the name of an indicator is made of: a subject, and what is measured of it (工资发放 · 及时率)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from loaders.values.wording import fold, without_notes

NUMBER = "#"
"""Stands for any number in a subject; years are left out."""
OPEN = frozenset({"", "率", "量", "数量"})
"""Measures that do not say by themselves what is measured."""
CACHED = 50_000
"""Names whose parts are kept, because the same names come again and again."""
_NUMERAL = "一二三四五六七八九十百千两"
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_NUMBER = re.compile(rf"\d+(?:[a-z]+(?=\d|$))?|(?<=第)[{_NUMERAL}]+|[{_NUMERAL}]+(?=[等级期批季])")


class Wording(NamedTuple):
    """The subject with its numbers masked and without fillers, and the measure in its first wording.

    `measure` is empty where the name ends in no known measure.
    """

    subject: str
    measure: str

    @property
    def letters(self) -> str:
        """The subject without its numbers."""
        return self.subject.replace(NUMBER, "")

    @property
    def is_open(self) -> bool:
        """Whether the end of the subject tells what is measured or counted: 采购项目 · 数量, 尽责证书."""
        return self.measure in OPEN


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    """A list of the lexicon's table for linking; each line holds words that belong together."""
    lexicon = tomllib.loads(files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return tuple((line,) if isinstance(line, str) else tuple(line) for line in lexicon["linking"][name])


@cache
def _measures() -> dict[str, str]:
    """Every word for a measure with the first word of its line."""
    return {word: line[0] for line in _lines("measures") for word in line}


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{_any_of(_measures())})$")


@cache
def _fillers(inside: bool) -> re.Pattern[str]:
    """Words without meaning; `inside`, not those at the end."""
    return re.compile(f"(?:{_any_of(word for line in _lines('fillers') for word in line)}){'(?!$)' if inside else ''}")


def _any_of(words: Iterable[str]) -> str:
    """Any of some words, of several that fit the longest."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=CACHED)
def wording(name: str) -> Wording:
    """The parts of a name, notes in brackets left out.

    >>> wording("2024年工资的发放及时性（%）"), wording("第二期培训")
    (Wording(subject='工资发放', measure='及时率'), Wording(subject='第#期培训', measure=''))

    A name of fillers alone keeps them, because without them it would say nothing.

    >>> wording("各项工作完成率")
    Wording(subject='各项工作', measure='完成率')
    """
    text = fold(without_notes(name))
    ending = _ending().search(text)
    subject = _NUMBER.sub(NUMBER, _YEAR.sub("", text[: ending.start()] if ending else text))
    measure = _measures()[ending.group()] if ending else ""
    return Wording(_fillers(measure in OPEN).sub("", subject) or subject, measure)


def numbers(name: str) -> list[str]:
    """The years and numbers of a name, in order.

    >>> numbers("2024年第二期培训"), numbers("一体化平台")
    (['2024', '二'], [])
    """
    return _NUMBER.findall(fold(without_notes(name)))


def contradict(left: str, right: str) -> bool:
    """Whether two differing pieces deny each other: 合格 and 不合格, 增加 and 减少.

    >>> contradict("", "不"), contradict("增加", "减少"), contradict("工资", "社保")
    (True, True, False)
    """
    denied = {any(word in piece for line in _lines("negations") for word in line) for piece in (left, right)}
    return len(denied) > 1 or any(
        (one in left and other in right) or (other in left and one in right) for one, other in _lines("opposites")
    )
