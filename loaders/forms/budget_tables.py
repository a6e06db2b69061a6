"""The budget tables: balance, income, expenditure, appropriation, basic expenditure, funds, 三公.

Every figure becomes one `BudgetLine`: its row gives code and name, its column the item. A two-sided table (收入 and
支出 beside each other) is read side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from loaders.forms.cells import cell, missing_unit, money, unit_of
from loaders.forms.grid import Column, Grid
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import BudgetLine
from loaders.values.codes import split_code_name
from loaders.values.numerals import numbering
from loaders.values.wording import fold

Side = Literal["income", "expenditure"]


@dataclass(slots=True)
class _Side:
    """One half of a table: where code and name stand, and the columns of figures with their items."""

    side: Side | None
    code: int | None = None
    name: int | None = None
    figures: dict[int, str] = field(default_factory=dict)


def form_of(titles: tuple[str, ...], grid: Grid, lexicon: Lexicon) -> str | None:
    """The form that the nearest title names, when the columns are those of a budget table."""
    if not any(side.figures and side.name is not None for side in _sides(grid, lexicon)):
        return None
    for title in reversed(titles):
        form = lexicon.budget_form(title)
        if form is not None:
            return form
    return None


def read_budget_table(
    form: str, grid: Grid, context: tuple[Passage, ...], lexicon: Lexicon, reading: Reading
) -> None:
    """Add the figures of one table."""
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    unit = unit_of((*context, *grid.captions), (word for column in grid.columns for word in column.path))
    sides = [side for side in _sides(grid, lexicon) if side.figures]
    for row in grid.body:
        if unit is None and any(cell.replace(".", "").isdigit() for cell in row.cells):
            missing_unit(row, reading)
            continue
        before = len(reading.records)
        for side in sides:
            _read_side(form, row, side, unit, reading)
        if len(reading.records) == before:
            reading.known("row_without_figures", row)


def _read_side(form: str, row: Passage, side: _Side, unit: str | None, reading: Reading) -> None:
    code, name = _label(row, side)
    for index, item in side.figures.items():
        amount = money(row, index, unit, reading)
        if amount is None or name is None:
            continue
        reading.add(
            BudgetLine(
                passages=numbers([row]), form=form, position=len(reading.of(BudgetLine)) + 1,
                side=side.side,
                code=code, name=name, item=item, amount=amount,
            )
        )


def _label(row: Passage, side: _Side) -> tuple[str | None, str | None]:
    """Code and name of a row; a code printed in front of the name is split off, numbering and 其中 are dropped."""
    printed_code, printed_name = cell(row, side.code), cell(row, side.name)
    if printed_code and not any(character.isdigit() for character in printed_code):
        printed_code, printed_name = None, printed_name or printed_code
    if printed_name is None:
        return printed_code, printed_code
    code, name = split_code_name(printed_name)
    if printed_code and code:
        name = printed_name
    _, name = numbering(name) if printed_code is None and code is None else (None, name)
    return printed_code or code, name.removeprefix("其中").lstrip("：: ") or printed_name


def _sides(grid: Grid, lexicon: Lexicon) -> list[_Side]:
    """The halves of a table: a new one begins where 收入 above the columns turns to 支出, or where names come again."""
    sides = [_Side(None)]
    for index, column in enumerate(grid.columns):
        current = sides[-1]
        half, role = _half(column, lexicon), _role(column, lexicon)
        again = role in ("code", "name") and bool(current.figures)
        if again or (half is not None and half != current.side):
            if current.figures or current.name is not None:
                current = _Side(half)
                sides.append(current)
            current.side = half
        if role in ("code", "name"):
            setattr(current, role, index)
        elif role is None and column.path:
            current.figures[index] = _item(column, current.figures, lexicon)
    if len(sides) == 2 and all(side.side is None for side in sides):
        sides[0].side, sides[1].side = "income", "expenditure"
    return sides


def _half(column: Column, lexicon: Lexicon) -> Side | None:
    for word in column.path[:-1]:
        role = lexicon.budget_columns.exact(word)
        if role == "income_side":
            return "income"
        if role == "expenditure_side":
            return "expenditure"
    return None


def _role(column: Column, lexicon: Lexicon) -> str | None:
    """number, code or name; `None` for a column of figures."""
    role = lexicon.budget_columns.exact(column.leaf)
    return role if role in ("number", "code", "name") else None


def _item(column: Column, taken: dict[int, str], lexicon: Lexicon) -> str:
    """The canonical item of a column of figures; a total under a known item is that item; else the printed words."""
    leaf = lexicon.budget_items.exact(column.leaf)
    above = next(filter(None, (lexicon.budget_items.exact(word) for word in reversed(column.path[:-1]))), None)
    item = above if leaf in ("total", "current_year") and above and above not in taken.values() else leaf
    if item is None or item in taken.values():
        return "/".join(fold(word) for word in column.path)
    return item
