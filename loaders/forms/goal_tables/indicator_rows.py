"""One row of an indicator table: its cells in their columns, or by their order where they have shifted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.forms.goal_tables.indicator_tables import IndicatorTable, completes
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import parse_number
from loaders.values.comparators import take_sign, take_word
from loaders.values.widths import narrow
from loaders.values.wording import fold

LONGEST_LEVEL = 14
"""A level under a name that nobody listed is believed up to this length."""
_COMPARATORS = frozenset("≥≤=><＝＞＜≧≦")
_LOOKS_LIKE_TARGET = re.compile(r"[≥≤=><＝＞＜≧≦%％\d。]")
_VALUE_ROLES = (
    "name", "description", "operator", "target", "unit", "basis", "actual", "weight", "score", "deviation",
)
_BETWEEN_LEVELS = "-—–－/：:·_ \n"
_PART = re.compile(r"(?:^|(?<=[；;\n。，,、\s]))\s*指标\s*\d{1,2}\s*[:：、.]\s*")


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """The cells of one row by role; levels as printed in this row only."""

    level1: str | None = None
    level2: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def fit(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> list[IndicatorRow]:
    """The indicators of a row; none when its cells do not fit the columns.

    A row is one indicator, unless its cells number several: `指标1：…；指标2：…`.
    """
    read = _aligned(row, table, lexicon) or _shifted(row, table, lexicon)
    if read is not None and "level2" not in table.roles:
        read = _with_levels_in_name(read, lexicon)
    return [] if read is None else list(_parts(read))


def is_template(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> bool:
    """Whether a row prints levels and column names only, as where no indicator is set for a level."""
    texts = [text for text in row.cells if fold(text)]
    known = (lexicon.level1, lexicon.level2, lexicon.indicator_columns)
    target = table.roles.text(row, "target")
    return not (target and fold(target)) and all(any(words.exact(text) for words in known) for text in texts)


def _with_levels_in_name(read: IndicatorRow, lexicon: Lexicon) -> IndicatorRow:
    """The row with the levels apart that are printed before the name in its cell: 产出指标数量指标检查次数."""
    name = read.values["name"]
    for level1 in lexicon.level1.names:
        rest = name.removeprefix(level1).lstrip(_BETWEEN_LEVELS) if level1.endswith("指标") else name
        for level2 in lexicon.level2.names if rest != name else ():
            if level2.endswith("指标") and rest.startswith(level2) and len(rest) > len(level2):
                bare = rest.removeprefix(level2).lstrip(_BETWEEN_LEVELS)
                return IndicatorRow(level1, level2, {**read.values, "name": bare})
    return read


def _parts(read: IndicatorRow) -> Iterator[IndicatorRow]:
    """The numbered indicators of one row, when every cell numbers or parts as many; else nothing."""
    names = _numbered(read.values["name"])
    if len(names) == 1:
        yield replace(read, values={**read.values, "name": names[0]})
        return
    columns = {role: _as_many(text, len(names)) for role, text in read.values.items() if role != "name"}
    if "target" in columns and all(columns.values()):
        for index, name in enumerate(names):
            yield replace(read, values={"name": name, **{role: texts[index] for role, texts in columns.items()}})


def _numbered(text: str) -> list[str]:
    """The parts of a text that 指标1：, 指标2：… begin; the text itself when there are none."""
    parts = [part.strip(" ；;\n") for part in _PART.split(text)]
    return [part for part in parts if part] or [text]


def _as_many(text: str, count: int) -> list[str]:
    """The parts of a cell beside `count` numbered names; empty when there are not as many."""
    for parts in (_numbered(text), [part.strip() for part in re.split(r"[；;\n]+", text) if part.strip()]):
        if len(parts) == count:
            return parts
    return []


def target_of(values: Mapping[str, str]) -> str | None:
    """The target as one text, where comparator, value and unit are printed in columns of their own.

    >>> target_of({"operator": "≥", "target": "95", "unit": "%"}), target_of({"operator": "不低于", "target": "3次"})
    ('≥95%', '不低于3次')
    >>> target_of({"operator": "定性", "target": "优", "unit": ""})
    '优'
    """
    printed = values.get("target")
    if printed is None:
        return None
    operator, unit = values.get("operator", "").strip(), values.get("unit", "")
    words = narrow(operator)
    compares = any(found and not rest for found, rest in (take_sign(words), take_word(words)))
    if compares and not set(printed[0]) & _COMPARATORS:
        printed = operator + printed
    if unit and parse_number(values["target"].lstrip("≥≤=><＝＞＜≧≦ ")) is not None:
        printed += unit
    return printed


def _aligned(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> IndicatorRow | None:
    """The row by its columns, or `None` when a cell stands where it cannot belong."""
    roles = table.roles
    values = {role: text for role in _VALUE_ROLES if (text := roles.text(row, role))}
    level1, level2 = roles.text(row, "level1"), roles.text(row, "level2")
    complete = "name" in values and "target" in values
    heading = roles.text(row, "title")
    if "name" not in values or any(row.cells[table.width :]):
        return None
    if heading and not complete and not lexicon.indicator_columns.exact(heading):
        return None
    if not _belong(values, lexicon, named=level2 is not None and _is_level(2, level2, table, lexicon)):
        return None
    for level, printed in ((1, level1), (2, level2)):
        if not printed or _is_level(level, printed, table, lexicon):
            continue
        if len(printed) > LONGEST_LEVEL or _LOOKS_LIKE_TARGET.search(printed):
            return None
        if not complete or _is_level(3 - level, printed, table, lexicon):
            return None
    in_place = _LOOKS_LIKE_TARGET.search(values.get("target", ""))
    if level2 is None and "level2" in roles and not in_place and _is_level(2, values["name"], table, lexicon):
        return None
    return IndicatorRow(level1, level2, values)


def _belong(values: Mapping[str, str], lexicon: Lexicon, *, named: bool = False) -> bool:
    """Whether the name can be a name and the target a target: the name is no bare figure, and neither is a level.

    Where the row has `named` its level already, the indicator may be called like it.
    """
    name, target = values["name"], values.get("target", "")
    others = (target,) if named and target else (name, target)
    is_level = any(text.endswith("指标") and lexicon.level2.exact(text) for text in others)
    return not is_level and name[0] not in _COMPARATORS and parse_number(name.rstrip("%％")) is None


def _shifted(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> IndicatorRow | None:
    """The row by the order of its cells: levels are known by their words, the rest must be as many as the columns."""
    places: dict[str, int] = {}
    rest: list[int] = []
    for index, text in enumerate(row.cells):
        if not text or (index == table.roles.indices.get("title") and lexicon.indicator_columns.exact(text)):
            continue
        before_levels = not rest and "level2" not in places
        if before_levels and _is_level(2, text, table, lexicon) and not _leads(index, row, lexicon):
            places["level2"] = index
        elif before_levels and "level1" not in places and _is_level(1, text, table, lexicon):
            places["level1"] = index
        else:
            rest.append(index)
    expected = sorted(set(_VALUE_ROLES) & set(table.roles.indices), key=table.roles.indices.__getitem__)
    moved = any(index != table.roles.indices.get(level) for level, index in places.items())
    alone = expected == ["name", "target"] and len(rest) == 1 and (moved or rest[0] != table.roles.indices["target"])
    if len(rest) != len(expected) and not alone:
        return None
    values = dict(zip(expected, (row.cells[index] for index in rest), strict=False))
    level1, level2 = (row.cells[places[level]] if level in places else None for level in ("level1", "level2"))
    return IndicatorRow(level1, level2, values) if _belong(values, lexicon) else None


def _leads(index: int, row: Passage, lexicon: Lexicon) -> bool:
    """Whether a level that can be of both ranks is of the first: 成本指标 before a second one, 满意度指标 alone."""
    first, second = lexicon.level1.exact(row.cells[index]), lexicon.level2.exact(row.cells[index])
    below = next((text for text in row.cells[index + 1 :] if text), "")
    return first is not None and (first != second or lexicon.level2.exact(below) is not None)


def _is_level(level: int, text: str, table: IndicatorTable, lexicon: Lexicon) -> bool:
    """Whether a text is a level's name, or the broken-off end of the one above it."""
    vocabulary, above = (lexicon.level1, table.level1) if level == 1 else (lexicon.level2, table.level2)
    if vocabulary.exact(text):
        return True
    return bool(above and len(text) <= 4 and completes(above, text, vocabulary.names))
