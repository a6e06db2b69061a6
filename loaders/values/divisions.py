"""Administrative divisions: the list, and those whose full names stand in a text or in the name of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.values.gazetteer import Division, ancestors, by_code, by_name, current, former_names

__all__ = ["Division", "ancestors", "by_code", "current", "find", "find_short", "former_names"]

# Common words that are also names: believed only directly behind the name of a division above them.
_COMMON = frozenset(
    ("城区", "郊区", "矿区", "东区", "西区", "新城区", "新市区", "市中区", "城中区", "老城区", "市郊区")
)
# What may stand before a name of two characters: 和县, 成县 and 理县 also occur inside 市和县级, 完成县级 and,
# where a line breaks inside a word, at the beginning of a line: 处理 / 县政府.
_BEFORE_SHORT = re.compile(r"(?:^|[^\w\s]|[\d_]|中共|关于|位于)\s*$")
_NOT_BEHIND = re.compile(r"区[域间块别位划分]|市[场值]|市容(?!县)|市民(?![政族宗用营兵航委办盟革建进])")


@dataclass(frozen=True, slots=True)
class _Mention:
    end: int
    rows: tuple[Division, ...]


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """The names that begin with two given characters, the longest first."""
    index: dict[str, list[str]] = {}
    for name in by_name():
        index.setdefault(name[:2], []).append(name)
    return {head: tuple(sorted(names, key=lambda name: (-len(name), name))) for head, names in index.items()}


def find(text: str) -> list[Division]:
    """The most specific divisions that a text names in full, in order; all of them where a name is ambiguous.

    A name that several divisions bear is settled by a division above it in the same text. Former divisions
    serve when none in use fits.

    >>> [division.code for division in find("保定市徐水区行政审批局和218001魏县行政审批局本级")]
    ['130609', '130434']
    >>> [division.code for division in find("福州市鼓楼区财政局")], len(find("鼓楼区财政局")), find("完成县级任务")
    (['350102'], 4, [])
    """
    mentions = _mentions(text)
    named = {row.code for mention in mentions for row in mention.rows}
    chosen = [row for mention in mentions for row in _fitting(mention.rows, named)]
    above = {ancestor.code for row in chosen for ancestor in ancestors(row.code)}
    return list(dict.fromkeys(row for row in chosen if row.code not in above))


def find_short(text: str) -> list[Division]:
    """The city whose name without 市 begins the name of a body: 长沙某办公室. A county's is not believed.

    >>> [division.name for division in find_short("长沙职业教育基地")], find_short("东区管理处"), find_short("长沙")
    (['长沙市'], [], [])
    """
    names = (f"{text[:length]}市" for length in (2, 3) if len(text) > length + 2)
    cities = [row for name in names for row in by_name().get(name, ()) if row.code.endswith("00")]
    return [row for row in cities if row.until_year is None and row.name not in _COMMON][:1]


def _mentions(text: str) -> list[_Mention]:
    names, rows = _names(), by_name()
    mentions: list[_Mention] = []
    place = 0
    while place < len(text) - 1:
        candidates = names.get(text[place : place + 2], ())
        name = next((name for name in candidates if text.startswith(name, place)), None)
        if name is None or not _is_name(name, text, place, _adjoining(text, place, mentions)):
            place += 1
            continue
        place += len(name)
        mentions.append(_Mention(place, rows[name]))
    return mentions


def _adjoining(text: str, place: int, mentions: list[_Mention]) -> _Mention | None:
    """The mention that ends right before a place, blanks aside."""
    return mentions[-1] if mentions and not text[mentions[-1].end : place].strip() else None


def _is_name(name: str, text: str, place: int, before: _Mention | None) -> bool:
    """Whether the characters at a place are meant as a name. `before` holds a division that ends right there."""
    behind = text[place + len(name) - 1 : place + len(name) + 2]
    if _NOT_BEHIND.match(behind) or (len(name) == 2 and text[place + 2 : place + 3] == "级"):
        return False
    if before is not None:
        codes = {row.code for row in before.rows}
        below = any(codes & {above.code for above in ancestors(row.code)} for row in by_name()[name])
        return below or (name not in _COMMON and len(name) > 2)
    return name not in _COMMON and (len(name) > 2 or bool(_BEFORE_SHORT.search(text[max(0, place - 8) : place])))


def _fitting(rows: tuple[Division, ...], named: set[str]) -> list[Division]:
    """The divisions of one name that the text can mean: those right below a named one, and in use, if possible."""
    steps = [_steps_to_named(row, named) for row in rows]
    nearest = [row for row, step in zip(rows, steps, strict=True) if step == min(steps)]
    in_use = [row for row in nearest if row.until_year is None]
    return in_use or _latest(nearest)


def _steps_to_named(row: Division, named: set[str]) -> int:
    """How many levels above a division the text names one; a number beyond all levels when it names none."""
    return next((step for step, above in enumerate(ancestors(row.code)) if above.code in named), 9)


def _latest(rows: list[Division]) -> list[Division]:
    """Of former rows that lead to the same division of today, the most recent."""
    latest: dict[str, Division] = {}
    for row in sorted(rows, key=lambda row: (row.until_year or 9999, row.code)):
        today = current(row.code)
        latest[today.code if today else row.code] = row
    return list(latest.values())
