"""What the queries of the shapes have in common: expressions of SPARQL, made from the lexicon's word lists.

A query names them in double braces, with arguments after a blank: `{{ends price_ends}}`, `{{plain ?name}}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kb.checks.figures.sheets import words

_FRAGMENT = re.compile(r"\{\{(\w+)([^{}]*)\}\}")
_NOTE = r"[（(\\[【][^（()）\\[\\]【】]*[)）\\]】]"


def expanded(query: str) -> str:
    """A query with everything in double braces written out.

    >>> expanded("FILTER (?name IN ({{words carried}}))")
    'FILTER (?name IN ("结转", "结余", "弥补"))'
    """
    return _FRAGMENT.sub(lambda found: EXPRESSIONS[found[1]](*found[2].split()), query)


def fold(text: str) -> str:
    """A text without blanks and punctuation, in small letters."""
    return rf'REPLACE(LCASE({text}), "[\\W_]+", "")'


def plain(text: str) -> str:
    """A folded text without what stands in brackets."""
    return fold(f'REPLACE(REPLACE({text}, "{_NOTE}", ""), "{_NOTE}", "")')


def multiple(fen: str, unit: int | str) -> str:
    """The condition that an amount is a multiple of a unit."""
    return f"{fen} = {unit} * FLOOR({fen} / {unit})"


def last(fen: str) -> str:
    """The last place that an amount said in prose prints, in 分; whole 万元 are taken to print two places."""
    finer = f"IF({multiple(fen, 10_000)}, 10000, IF({multiple(fen, 100)}, 100, 1))"
    return f"IF({multiple(fen, 1_000_000)}, 10000, IF({multiple(fen, 100_000)}, 100000, {finer}))"


def place(fen: str) -> str:
    """How fine an amount is printed: 0 for 0.01 万元, 1 for 元, 2 for 分."""
    return f"IF({multiple(fen, 10_000)}, 0, IF({multiple(fen, 100)}, 1, 2))"


def rounding(total: str, count: str, finest: str) -> str:
    """The greatest difference that rounding makes between a total and `count` parts, in 分."""
    unit = f"IF({finest} = 2 || {place(total)} = 2, 1, IF({finest} = 1 || {place(total)} = 1, 100, 10000))"
    return f"IF({count} >= 3, 2, 1) * {unit}"


def differs(total: str, parts: str, count: str, finest: str) -> str:
    """The condition that parts do not add up to a total, apart from rounding."""
    return f"ABS({total} - {parts}) > {rounding(total, count, finest)}"


def exceeds(total: str, parts: str, count: str, finest: str) -> str:
    """The condition that parts add up to more than a total, apart from rounding."""
    return f"{parts} - {total} > {rounding(total, count, finest)}"


def any_of(*lists: str) -> str:
    """The pattern of all words of some lists."""
    return "|".join(re.escape(word) for name in lists for word in words(name))


def ends(*lists: str) -> str:
    """The pattern of texts that end in a word of some lists."""
    return f"({any_of(*lists)})$"


def values(texts: Iterable[str]) -> str:
    """Texts as SPARQL lists them."""
    return ", ".join(f'"{text}"' for text in texts)


def share(unit: str) -> str:
    """The condition that a unit is a share of something."""
    return f'({unit} IN ({values(sorted(SHARES))}) || STRENDS({unit}, "%"))'


def money(unit: str) -> str:
    """The condition that a unit is money, or money for each of something."""
    return f'(CONTAINS({unit}, "元") || {unit} IN ("万", "亿"))'


def cost(indicator: str) -> str:
    """The condition that an indicator stands at a level of costs in money."""
    return f"""(EXISTS {{ {indicator} bk:level2 ?costs . FILTER (?costs IN ("成本指标", "经济成本指标")) }}
    || EXISTS {{ {indicator} bk:level1 "成本指标" . FILTER NOT EXISTS {{ {indicator} bk:level2 ?none }} }})"""


SHARES = ("%", "‰", "百分点", "个百分点", "成", "折", "倍")
EXPRESSIONS: dict[str, Callable[..., str]] = {
    "fold": fold, "plain": plain, "multiple": multiple, "last": last, "place": place,
    "differs": differs, "exceeds": exceeds, "any": any_of, "ends": ends, "words": lambda name: values(words(name)),
    "share": share, "money": money, "cost": cost,
}
