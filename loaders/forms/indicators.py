"""Rows of indicator tables: levels carried down, cells in their columns, and rows whose cells have shifted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.forms.cells import Roles
from loaders.forms.grid import Column, is_header_row
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Indicator, Project
from loaders.values.amounts import parse_number
from loaders.values.targets import parse_target
from loaders.values.wording import fold

_COMPARATORS = frozenset("≥≤=><＝＞＜≧≦")
LONGEST_LEVEL = 14
"""A level under a name that nobody listed is believed up to this length."""
_LOOKS_LIKE_TARGET = re.compile(r"[≥≤=><＝＞＜≧≦%％\d。]")
_ROLES_READ = frozenset({"level1", "level2", "title", "number", "name", "description", "operator", "target", "unit",
                         "basis", "weight"})
_VALUE_ROLES = ("name", "description", "operator", "target", "unit", "basis", "weight")


@dataclass(slots=True)
class IndicatorTable:
    """An indicator table being read: its columns, and the levels that the rows above have set, as printed.

    `width` is the number of its columns, `strange` the names of those that no record has a place for, until
    one of them is reported.
    """

    roles: Roles
    width: int
    strange: dict[int, str]
    level1: str | None = None
    level2: str | None = None

    def after(self, other: IndicatorTable) -> IndicatorTable:
        """This table as the next page of another one: the levels that are printed there go on when the columns do."""
        if self.roles == other.roles:
            self.level1, self.level2 = other.level1, other.level2
        return self


def indicator_header(row: Passage, lexicon: Lexicon) -> IndicatorTable | None:
    """The columns of an indicator table, when a row is its header: at least a name and a target or two levels."""
    if not is_header_row(row, lambda text: lexicon.indicator_columns.exact(text) is not None):
        return None
    columns = [Column((text,) if text else ()) for text in row.cells]
    roles = Roles.of(columns, lexicon.indicator_columns, exact=True)
    levels = {"level1", "level2"} <= set(roles.indices)
    if "name" not in roles or not ("target" in roles or levels):
        return None
    known = {index for role, index in roles.indices.items() if role in _ROLES_READ}
    strange = {index: text for index, text in enumerate(row.cells) if text and index not in known}
    return IndicatorTable(roles, len(row.cells), strange)


@dataclass(slots=True)
class _Row:
    """The cells of one row by role; levels as printed in this row only."""

    level1: str | None = None
    level2: str | None = None
    values: dict[str, str] = field(default_factory=dict)


def read_indicator_row(
    row: Passage, table: IndicatorTable, project: Project | None, lexicon: Lexicon, reading: Reading
) -> bool:
    """Add the indicator of a row. Returns False, with a fault, when the cells do not fit the columns."""
    if _is_end(row, lexicon, reading):
        return False
    read = _aligned(row, table, lexicon) or _shifted(row, table, lexicon)
    if read is None:
        _lose_levels(row, table, lexicon)
        reading.fault(
            Fault(
                rule="read.row", severity="warning", passage=row.number, actual=row.text[:80],
                message="this row of an indicator table does not fit its columns and was not read",
            )
        )
        return False
    _carry_levels(read, table, lexicon)
    _report_strange(row, table, reading)
    _add(row, read, table, project, lexicon, reading)
    return True


def _is_end(row: Passage, lexicon: Lexicon, reading: Reading) -> bool:
    """Whether a row below the indicators is none: a total, a note, or the lines that close the form (unread)."""
    first = next(text for text in row.cells if text)
    for name, kind in (("totals", "total"), ("notes", "note")):
        if lexicon.structure[name].match(first):
            reading.known(kind, row)
            return True
    return lexicon.structure["table_ends"].match(first)


def _report_strange(row: Passage, table: IndicatorTable, reading: Reading) -> None:
    """Say once for each table which columns hold text that no record has a place for."""
    lost = [name for index, name in table.strange.items() if index < len(row.cells) and row.cells[index]]
    if lost:
        table.strange = {}
        reading.fault(
            Fault(
                rule="read.column", severity="info", passage=row.number, actual=" | ".join(lost),
                message="these columns of an indicator table are not read",
            )
        )


def _lose_levels(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> None:
    """A row that was not read may have set other levels: those of the rows above must not be carried past it."""
    read = _Row()
    for text in row.cells:
        if lexicon.level1.exact(text) and read.level1 is None and read.level2 is None:
            read.level1 = text
        elif lexicon.level2.exact(text) and read.level2 is None:
            read.level2 = text
    if read.level1 or read.level2:
        _carry_levels(read, table, lexicon)
    elif row.cells[0]:
        table.level1 = table.level2 = None


def _aligned(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> _Row | None:
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
    if not _belong(values, lexicon):
        return None
    for level, printed in ((1, level1), (2, level2)):
        if not printed or _is_level(level, printed, table, lexicon):
            continue
        if len(printed) > LONGEST_LEVEL or _LOOKS_LIKE_TARGET.search(printed):
            return None
        if not complete or _is_level(3 - level, printed, table, lexicon):
            return None
    if level2 is None and "level2" in roles and _is_level(2, values["name"], table, lexicon):
        return None
    return _Row(level1, level2, values)


def _belong(values: Mapping[str, str], lexicon: Lexicon) -> bool:
    """Whether the name can be a name and the target a target: neither is a level, the name is no bare figure."""
    name, target = values["name"], values.get("target", "")
    is_level = any(text.endswith("指标") and lexicon.level2.exact(text) for text in (name, target))
    return not is_level and name[0] not in _COMPARATORS and parse_number(name.rstrip("%％")) is None


def _shifted(row: Passage, table: IndicatorTable, lexicon: Lexicon) -> _Row | None:
    """The row by the order of its cells: levels are known by their words, the rest must be as many as the columns."""
    read = _Row()
    rest: list[str] = []
    for index, text in enumerate(row.cells):
        if not text or (index == table.roles.indices.get("title") and lexicon.indicator_columns.exact(text)):
            continue
        before_levels = not rest and read.level2 is None
        is_second = before_levels and _is_level(2, text, table, lexicon)
        if before_levels and not is_second and read.level1 is None and _is_level(1, text, table, lexicon):
            read.level1 = text
        elif is_second:
            read.level2 = text
        else:
            rest.append(text)
    expected = [role for role in _VALUE_ROLES if role in table.roles]
    if not rest or not (len(rest) == len(expected) or (expected == ["name", "target"] and len(rest) == 1)):
        return None
    read.values = dict(zip(expected, rest, strict=False))
    return read if _belong(read.values, lexicon) else None


def _is_level(level: int, text: str, table: IndicatorTable, lexicon: Lexicon) -> bool:
    """Whether a text is a level's name, or the broken-off end of the one above it."""
    vocabulary, above = (lexicon.level1, table.level1) if level == 1 else (lexicon.level2, table.level2)
    if vocabulary.exact(text):
        return True
    return bool(above and len(text) <= 4 and _completes(above, text, vocabulary.names))


def _completes(above: str, text: str, names: Mapping[str, str]) -> bool:
    return fold(above + text) in names and fold(text) not in names


def _carry_levels(read: _Row, table: IndicatorTable, lexicon: Lexicon) -> None:
    """Set the levels from this row on: a new first level ends the second; the end of a broken cell changes nothing."""
    if read.level1:
        broken = table.level1 is not None and _completes(table.level1, read.level1, lexicon.level1.names)
        if not broken:
            table.level1, table.level2 = read.level1, None
    if read.level2:
        broken = table.level2 is not None and _completes(table.level2, read.level2, lexicon.level2.names)
        if not broken:
            table.level2 = read.level2


def _add(
    row: Passage, read: _Row, table: IndicatorTable, project: Project | None, lexicon: Lexicon, reading: Reading
) -> None:
    level1 = lexicon.level1.exact(table.level1) or table.level1 if table.level1 else None
    level2 = lexicon.level2.exact(table.level2) or table.level2 if table.level2 else None
    printed = _target(read.values)
    target = parse_target(printed, name=read.values["name"])
    weight = read.values.get("weight")
    reading.add(
        Indicator(
            passages=numbers([row]), position=sum(i.project == project for i in reading.of(Indicator)) + 1,
            project=project, level1=level1, level2=level2, name=read.values["name"],
            description=read.values.get("description"), target=printed, operator=target.operator, value=target.value,
            value_high=target.value_high, unit=target.unit, measure=target.measure, basis=read.values.get("basis"),
            weight=parse_number(weight) if weight else None,
        )
    )
    parents = lexicon.level_parents.get(level2 or "", ())
    if level1 and parents and level1 not in parents:
        reading.fault(
            Fault(
                rule="indicator.level", severity="warning", passage=row.number, expected=" / ".join(parents),
                actual=level1, message=f"the second level {level2} stands under {level1}",
            )
        )


def _target(values: Mapping[str, str]) -> str | None:
    """The target as one text, where comparator, value and unit are printed in columns of their own."""
    printed = values.get("target")
    if printed is None:
        return None
    operator, unit = values.get("operator", ""), values.get("unit", "")
    if operator and set(operator) <= _COMPARATORS and not set(printed[0]) & _COMPARATORS:
        printed = operator + printed
    if unit and parse_number(printed.lstrip("≥≤=><＝＞＜≧≦ ")) is not None:
        printed += unit
    return printed


