"""Columns of other years beside this year's: last year's figure, and the change from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.checks.figures.sheets import words
from loaders.values.wording import fold

_YEAR = re.compile(r"20\d\d年")
_PERCENT = re.compile("[%％]")


def is_last_year(item: str) -> bool:
    """Whether a column holds the figures of the year before.

    >>> [is_last_year(item) for item in ("上年", "2025年预算数", "上年结转", "total", "比上年增减")]
    [True, True, False, False, False]
    """
    name = fold(item)
    return (name.startswith(words("last_year")) or _YEAR.match(name) is not None) and not _has(name, "not_last_year")


def is_change(item: str) -> bool:
    """Whether a column holds the change from the year before, as an amount.

    >>> [is_change(item) for item in ("增减变化情况", "增减额", "增减%", "上年")]
    [True, True, False, False]
    """
    name = fold(item)
    return _has(name, "changes") and not _has(name, "shares") and not _PERCENT.search(item)


def _has(name: str, group: str) -> bool:
    return any(word in name for word in words(group))


def only(items: Iterable[str]) -> str | None:
    """The one of several columns, when there is one."""
    found = set(items)
    return found.pop() if len(found) == 1 else None
