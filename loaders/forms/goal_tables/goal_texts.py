"""The goals of a project, several of which stand numbered in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.values.numerals import numbering

_MARK = re.compile(
    r"(?:^|(?<=[\n；;。]))\s*目标\s*(?P<label>\d+)\s*[:：]"
    r"|(?:^|(?<=\n))\s*(?=(?P<digits>\d{1,2})\s*(?:[.、．](?!\d)|[.．](?=20\d\d年)))"
    r"|(?<=[；;。])[^\S\n]*(?=(?P<inside>\d{1,2})\s*(?:[.、．](?!\d)|[.．](?=20\d\d年)))"
)
_FILLER = re.compile(r"^目标内容\s*\d*\s*")


def split_goals(text: str) -> list[tuple[str | None, str]]:
    r"""The numbered goals of a cell with their numbers; a text without numbers is one goal.

    >>> split_goals("1.保障运行\n2.提高质量")
    [('1', '保障运行'), ('2', '提高质量')]
    >>> split_goals("目标1:保障运行;目标2:提高质量。")
    [('1', '保障运行'), ('2', '提高质量。')]
    >>> split_goals("1.保障运行。2.提高质量。"), split_goals("完成建设。5、6月验收")
    ([('1', '保障运行。'), ('2', '提高质量。')], [(None, '完成建设。5、6月验收')])
    >>> split_goals("1.目标内容1跨省通办")
    [('1', '跨省通办')]
    >>> split_goals("保障运行")
    [(None, '保障运行')]
    """
    marks = list(_marks(text))
    if not marks:
        return [(None, text.strip())]
    goals: list[tuple[str | None, str]] = []
    lead = text[: marks[0].start()].strip()
    if lead:
        goals.append((None, lead))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end].strip().rstrip(";；")
        number, rest = (mark["label"], body) if mark["label"] else numbering(body)
        goals.append((number, _FILLER.sub("", rest) or rest))
    return goals


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The numbers of the goals; one inside a line counts only when it goes on with the number before."""
    last = None
    for mark in _MARK.finditer(text):
        number = int(mark["label"] or mark["digits"] or mark["inside"])
        if mark["inside"] is None or number - 1 == last:
            last = number
            yield mark
