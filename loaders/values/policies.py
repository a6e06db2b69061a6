"""Policy documents that a text cites: 《title》(number).

A quoted title is reported when a number of a document (文号) follows it, or when the title itself ends in the name
of a kind of rule (法 条例 办法 规定 意见 通知 方案 目录 …). Bulletins and forms (《热线通报》) are no policies.
A title without 《》 is reported only with a number behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.values.widths import narrow, squeeze

_KINDS = (
    "法|法典|条例|办法|规定|规则|规程|规范|意见|通知|方案|目录|细则|制度|决定|决议|规划|纲要|大纲|章程|标准|指引|指南|公告|"
    "批复|函|计划|要点|清单|准则|通则|政策|措施|令|预案|定额"
)
_POLICY = re.compile(rf"(?:{_KINDS})(?:[(（][^()（）]{{1,12}}[)）])?$")
_YEAR_IN_NUMBER = r"[〔\[【(](?:19|20)\d\d[〕\]】)]"
_NUMBER = re.compile(
    rf"\s*(?:\((?P<bracketed>[^()]{{0,20}}{_YEAR_IN_NUMBER}[^()]{{0,40}}|[^()]{{0,20}}第\s*\d+\s*号)\)"
    rf"|(?P<plain>(?![和及与])[^\W\d的]{{1,10}}{_YEAR_IN_NUMBER}\s*第?\s*\d+\s*号))"
)
_BRACKETS = re.compile(r"[\[【(](\d{4})[\]】)]", re.ASCII)
_LONGEST_TITLE = 200
_UNQUOTED = re.compile(rf"(?:^|[|，。；：\n])\s*(?P<title>[^，。；：《》|\n（）()]{{4,80}}(?:{_KINDS}))(?=\s*[(（])")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPolicy:
    """A policy as cited: its title, its number (文号) where printed, and where in the text its title begins."""

    title: str
    number: str | None
    start: int


def cited_policies(text: str) -> list[CitedPolicy]:
    """The policies cited in a text, in order; a title quoted inside another title belongs to it.

    >>> policy, = cited_policies("根据《关于印发〈平乡县机构改革方案〉的通知》（邢办字〔2018〕85 号）")
    >>> policy.title, policy.number, policy.start
    ('关于印发〈平乡县机构改革方案〉的通知', '邢办字〔2018〕85号', 2)
    >>> [policy.title for policy in cited_policies("按照《预算法》规定，以《政务服务动态》统计为准")]
    ['预算法']
    >>> [(policy.title, policy.number) for policy in cited_policies("信息安全等级保护管理办法（公通字[2007]43号）")]
    [('信息安全等级保护管理办法', '公通字〔2007〕43号')]
    >>> [policy.number for policy in cited_policies("《调整方案》的批复和清发改〔2017〕89号")]
    [None]
    """
    policies: list[CitedPolicy] = []
    place = text.find("《")
    while place >= 0:
        end = _closing(text, place)
        if end is None:
            place = text.find("《", place + 1)
            continue
        title, number = squeeze(text[place + 1 : end]), _number_behind(text, end + 1)
        if title and (number or _POLICY.search(title)):
            policies.append(CitedPolicy(title=title, number=number, start=place))
        place = text.find("《", end + 1)
    return sorted([*policies, *_unquoted(text)], key=lambda policy: policy.start)


def _unquoted(text: str) -> Iterator[CitedPolicy]:
    """Titles without title marks: the words of a kind of rule with a number in brackets right behind them."""
    for match in _UNQUOTED.finditer(text):
        number = _number_behind(text, match.end("title"))
        if number is not None:
            yield CitedPolicy(title=squeeze(match["title"]), number=number, start=match.start("title"))


def _closing(text: str, start: int) -> int | None:
    """Where the title that opens at `start` closes; titles may hold titles in any of the three brackets."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST_TITLE)):
        if text[place] in "《〈<":
            depth += 1
        elif text[place] in "〉>":
            depth = max(depth - 1, 1)
        elif text[place] == "》":
            depth -= 1
            # printers leave inner brackets unbalanced: a 》 with no more 》 before the next 《 closes all
            if depth <= 0 or not _more_to_close(text, place):
                return place
    return None


def _more_to_close(text: str, place: int) -> bool:
    """Whether another 》 follows before a new 《 opens."""
    following = text[place + 1 : place + _LONGEST_TITLE]
    close, opening = following.find("》"), following.find("《")
    return close >= 0 and (opening < 0 or close < opening)


def _number_behind(text: str, place: int) -> str | None:
    """The number in brackets right behind a title, with 〔〕 around its year and without blanks."""
    match = _NUMBER.match(narrow(text[place : place + 60]))
    return _BRACKETS.sub(r"〔\1〕", squeeze(match["bracketed"] or match["plain"])) if match else None
