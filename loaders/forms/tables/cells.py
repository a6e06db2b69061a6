"""Reading the rows of a grid: roles of columns, the unit of money, figures that may not be figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders.forms.reading import Reading
from loaders.forms.tables.grid import Column, Grid
from loaders.lexicon import Vocabulary
from loaders.places import Passage
from loaders.records import Fault
from loaders.values.amounts import money_unit, parse_number, to_wan


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column plays which role: the role's canonical name to the index of the first column that has it."""

    indices: dict[str, int]

    @classmethod
    def of(cls, columns: Sequence[Column], vocabulary: Vocabulary, *, exact: bool = False) -> Roles:
        """Roles by the lowest word of each header, else by the words above; a longer heading may only contain it, when
        no other column bears the name itself."""
        indices: dict[str, int] = {}
        for index, column in enumerate(columns):
            role = next(filter(None, (vocabulary.exact(word) for word in reversed(column.path))), None)
            if role is not None:
                indices.setdefault(role, index)
        for index, column in enumerate(columns):
            found = None if exact or index in indices.values() else vocabulary.within(column.leaf)
            if found and len(found[1]) >= 4:
                indices.setdefault(found[0], index)
        return cls(indices)

    def __contains__(self, role: str) -> bool:
        return role in self.indices

    def text(self, row: Passage, role: str) -> str | None:
        """The cell of a role, `None` when there is no such column or nothing is printed."""
        return cell(row, self.indices.get(role))


def cell(row: Passage, index: int | None) -> str | None:
    """The text of one cell, `None` when the row ends before it or nothing is printed."""
    if index is None or index >= len(row.cells):
        return None
    return row.cells[index] or None


def unit_of(passages: Iterable[Passage]) -> str | None:
    """The money unit that captions or notes print; the nearest, that is the last, wins."""
    unit = None
    for passage in passages:
        unit = money_unit(passage.text) or unit
    return unit


def column_units(grid: Grid, context: Sequence[Passage]) -> list[str | None]:
    """The money unit of each column: its own, else the caption's, else the only one that columns print."""
    own = [next(filter(None, map(money_unit, reversed(column.path))), None) for column in grid.columns]
    printed = {unit for unit in own if unit}
    common = unit_of((*context, *grid.captions)) or (printed.pop() if len(printed) == 1 else None)
    return [unit or common for unit in own]


def figure(row: Passage, index: int | None, reading: Reading) -> Decimal | None:
    """The number in a cell. A cell with text that is no number is a fault, never a guess."""
    text = cell(row, index)
    if text is None:
        return None
    number = parse_number(text)
    if number is None and text.strip("—-–－/无 　"):
        reading.fault(
            Fault(
                rule="read.figure", severity="warning", passage=row.number, actual=text,
                message=f"the cell “{text[:40]}” stands in a column of figures but is no number",
                message_zh=f"单元格“{text[:40]}”在数字栏中，但不是数字",
            )
        )
    return number


def money(row: Passage, index: int | None, unit: str | None, reading: Reading) -> Decimal | None:
    """The amount in a cell in 万元. Without a printed unit there is no amount, but a fault."""
    number = figure(row, index, reading)
    if number is None:
        return None
    if unit is None:
        missing_unit(row, reading)
        return None
    return to_wan(number, unit)


def missing_unit(row: Passage, reading: Reading) -> None:
    """Say once for each row that amounts were left out because no unit is printed."""
    if not any(fault.rule == "read.unit" and fault.passage == row.number for fault in reading.faults):
        reading.fault(
            Fault(
                rule="read.unit", severity="error", passage=row.number, expected="单位：万元 / 单位：元",
                message="no unit of money is printed for this table, so its amounts were not taken",
                message_zh="该表没有注明金额单位，所列金额没有采用",
            )
        )
