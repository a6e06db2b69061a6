"""What names of projects, codes and purchases have in common, beside words that any of them may have."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from loaders.values.wording import fold

SHORTEST = 4
"""Characters from which the subject of a name is particular enough to be known by."""


@cache
def listed(name: str) -> tuple[str, ...]:
    """One list of the lexicon's table on identity, folded, the longest words first."""
    lexicon = tomllib.loads(files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return tuple(sorted(map(fold, lexicon["identity"][name]), key=lambda word: (-len(word), word)))


@cache
def _any_of(name: str) -> str:
    return "|".join(map(re.escape, listed(name)))


def subject(name: str) -> str:
    """A name without words of scope, and without the words of money that it ends in; empty when little is left.

    >>> subject("第四次全国农业普查"), subject("行政审批和政务服务工作专项业务经费"), subject("智慧城市建设项目")
    ('第四次农业普查', '行政审批和政务服务', '智慧城市建设')
    >>> subject("综合业务工作经费")
    ''
    """
    bare = re.sub(f"(?:{_any_of('money_tails')})+$", "", re.sub(_any_of("scopes"), "", fold(name)))
    return bare if len(bare) >= SHORTEST and len(_particular(bare)) >= SHORTEST - 1 else ""


def shared(left: str, right: str) -> tuple[str, ...]:
    """The runs of two characters and more that two names share, without numbers and general words.

    >>> shared("办公区室外绿化项目", "政务大厅绿植养护项目 园林绿化管理服务"), shared("管理服务", "服务管理费")
    (('绿化',), ())
    """
    one, other = fold(left), fold(right)
    found: dict[str, None] = {}
    start = 0
    while start < len(one) - 1:
        end = start + 1
        while end < len(one) and one[start : end + 1] in other:
            end += 1
        if end - start > 1 and len(word := _particular(one[start:end])) > 1:
            found[word] = None
        start = max(end, start + 1) if end - start > 1 else start + 1
    return tuple(found)


def _particular(text: str) -> str:
    return re.sub(rf"\d+|{_any_of('general')}", "", text)
