"""What the columns of figures of a budget table hold: canonical items of the lexicon, else the printed words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.lexicon import Lexicon
from loaders.values.widths import squeeze
from loaders.values.wording import fold
from loaders.values.years import years_in

Path = tuple[str, ...]
WHOLES = frozenset({"total", "current_year"})
"""Items that say nothing of their own below another one."""
COMPARISONS = ("增减", "比上年", "较上年", "同比", "变化", "变动", "差额")
_ONLY_YEAR = re.compile(r"(?:(?:19|20)\d{2}年?|[当本]年)度?")
FINAL = "决算"
BUDGETED = ("预算", "年初", "调整")


@dataclass(frozen=True, slots=True)
class Times:
    """Which times the columns of a table name, also those that print no figure: the last year, and final accounts."""

    latest: int | None
    final: bool

    @classmethod
    def of(cls, paths: Sequence[Path]) -> Times:
        """From the headers of all columns."""
        words = [word for path in paths for word in path]
        latest = max((year for word in words for year in years_in(word)), default=None)
        return cls(latest, any(FINAL in word for word in words))

    def is_beside(self, path: Path) -> bool:
        """Whether a column holds a figure of another year, a difference, or the budget beside the final accounts."""
        years = [year for word in path for year in years_in(word)]
        other_year = bool(years) and max(years) != self.latest
        compared = any(comparison in word for word in path for comparison in COMPARISONS)
        accounted = any(FINAL in word for word in path)
        return other_year or compared or (self.final and not accounted and any(w.startswith(BUDGETED) for w in path))


def items_of(columns: Mapping[int, Path], times: Times, lexicon: Lexicon) -> dict[int, str]:
    """The item of each column of figures, from the words of its header from top to bottom; no item twice.

    Where columns name several years, only the latest year's is the figure of the budget; where they name budget and
    final accounts, only the final figure is the one of the accounts. The others keep their words.
    """
    shared = _shared(list(columns.values()))
    items: dict[int, str] = {}
    for index, path in columns.items():
        own = path[shared:] or path[-1:]
        named = tuple(word for word in own if not _ONLY_YEAR.fullmatch(squeeze(word)))
        item = None if times.is_beside(path) else _canonical(named, lexicon)
        if item is None or item in items.values():
            item = printed(own) or "total"
        items[index] = item
    return _with_total(items)


def printed(path: Path) -> str:
    """The printed words of a header, from top to bottom."""
    return "/".join(squeeze(word) for word in path)


def _shared(paths: Sequence[Path]) -> int:
    """How many words from the top all the columns share."""
    if len(paths) < 2:
        return 0
    count = 0
    for words in zip(*paths, strict=False):
        if len(set(map(fold, words))) > 1:
            break
        count += 1
    return count


def _canonical(path: Path, lexicon: Lexicon) -> str | None:
    """The item that the words name together; `None` when one of them is unknown or they do not go together."""
    found = [lexicon.budget_item(word) for word in path]
    if not path or found[-1] is None:
        return None if path else "total"
    leaf = found[-1]
    above = [item for item in found[:-1] if item not in WHOLES]
    if leaf in WHOLES:
        if not above:
            return "current_year" if "current_year" in found else leaf
        return above[-1] if None not in above and _nested(above, lexicon) else None
    named = [item for item in above if item is not None]
    return leaf if _nested([*named, leaf], lexicon) else None


def _nested(items: Sequence[str | None], lexicon: Lexicon) -> bool:
    """Whether each item is one of the parts that stand below the one before it."""
    return all(
        upper == lower or lower in lexicon.budget_parts.get(upper or "", ()) for upper, lower in pairwise(items)
    )


def _with_total(items: dict[int, str]) -> dict[int, str]:
    """The only sum of a row is its total, unless something carried over stands beside it."""
    values = set(items.values())
    if "total" in values or "current_year" not in values or any(map(_is_carried, values)):
        return items
    return {index: "total" if item == "current_year" else item for index, item in items.items()}


def _is_carried(item: str) -> bool:
    return item.startswith("carry_over") or "结转" in item
