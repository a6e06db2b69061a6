"""The budget tables: balance, income, expenditure, appropriation, basic expenditure, funds, 三公.

Every figure becomes one `BudgetLine`: its row gives code and name, its column the item. A two-sided table (收入 and
支出 beside each other) is read side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from loaders.forms.cells import cell, column_units, money
from loaders.forms.grid import CODE_PARTS, Column, Grid
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import BudgetLine, Fault
from loaders.values.amounts import parse_number
from loaders.values.codes import split_code_name
from loaders.values.numerals import numbering
from loaders.values.wording import fold
from loaders.values.years import years_in

_NO_MONEY = re.compile(
    r"(?:率|比例|比重|占比|[%％][)）]?|人数|数量|编制数?|面积|个数|户数|[（(](?:人|个|台|套|辆|户|平方米)[)）])$"
)
"""How the names of columns end whose figures are no money."""
ENOUGH_TO_TELL = 4
"""Cells of a column from which most of them tell what it holds."""
_DASHES = "—-–－/ \u3000"
Side = Literal["income", "expenditure"]


@dataclass(slots=True)
class _Side:
    """One half of a table: where code (in one cell or in three) and name stand, and the columns of figures."""

    side: Side | None
    code: list[int] = field(default_factory=list)
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
    units = column_units(grid, context)
    sides = [side for side in _sides(grid, lexicon) if side.figures]
    for side in sides:
        _drop_text_columns(side, grid, reading)
    for row in grid.body:
        before = len(reading.records), len(reading.faults)
        for side in sides:
            _read_side(form, row, side, units, reading)
        if (len(reading.records), len(reading.faults)) == before:
            reading.known("row_without_figures", row)


def _drop_text_columns(side: _Side, grid: Grid, reading: Reading) -> None:
    """Columns that print words in most of their cells are no figures, whatever their name; they are reported."""
    for index in list(side.figures):
        texts = [text for row in grid.body if (text := cell(row, index)) is not None]
        words = [text for text in texts if parse_number(text) is None and text.strip(_DASHES)]
        if len(texts) >= ENOUGH_TO_TELL and len(words) * 2 > len(texts):
            del side.figures[index]
            reading.fault(
                Fault(
                    rule="read.column", severity="info", passage=grid.header[0].number,
                    actual="/".join(grid.columns[index].path),
                    message="this column of a budget table holds words and was not read",
                )
            )


def _read_side(form: str, row: Passage, side: _Side, units: list[str | None], reading: Reading) -> None:
    code, name = _label(row, side)
    for index, item in side.figures.items():
        amount = money(row, index, units[index], reading)
        if amount is None or name is None:
            continue
        reading.add(
            BudgetLine(
                passages=numbers([row]), form=form, position=reading.position(BudgetLine),
                side=side.side, code=code, name=name, item=item, amount=amount,
            )
        )


def _label(row: Passage, side: _Side) -> tuple[str | None, str | None]:
    """Code and name of a row; a code printed in front of the name is split off, numbering and 其中 are dropped."""
    printed_code = "".join(filter(None, (cell(row, index) for index in side.code))) or None
    printed_name = cell(row, side.name)
    # asterisks and dashes name nothing
    printed_code = printed_code if fold(printed_code or "") else None
    printed_name = printed_name if fold(printed_name or "") else None
    if printed_code and not printed_code.isdigit():
        printed_code, name_behind = split_code_name(printed_code)
        printed_name = printed_name or name_behind
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
    latest = max((year for column in grid.columns for year in years_in(column.leaf)), default=None)
    for index, column in enumerate(grid.columns):
        current = sides[-1]
        half, role = _half(column, lexicon), _role(column, lexicon)
        if not column.path and index - 1 in current.code:
            role = "code"
        again = role in ("code", "name") and bool(current.figures)
        if again or (half is not None and half != current.side):
            if current.figures or current.name is not None:
                current = _Side(half)
                sides.append(current)
            current.side = half
        if role == "code":
            current.code.append(index)
        elif role == "name":
            current.name = index
        elif role is None and column.path and not _NO_MONEY.search(column.leaf):
            current.figures[index] = _item(column, current.figures, latest, lexicon)
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
    """number, code, name or remark; `None` for a column of figures."""
    word = column.path[-2] if column.leaf in CODE_PARTS and len(column.path) > 1 else column.leaf
    role = lexicon.budget_columns.exact(word)
    return role if role in ("number", "code", "name", "remark") else None


def _item(column: Column, taken: dict[int, str], latest: int | None, lexicon: Lexicon) -> str:
    """The canonical item of a column of figures; a total under a known item is that item; else the printed words.

    Where columns name several years, only the latest year's is the figure of the budget.
    """
    years = years_in(column.leaf)
    of_now = not years or max(years) == latest
    leaf = lexicon.budget_items.exact(column.leaf) if of_now else None
    above = next(filter(None, (lexicon.budget_items.exact(word) for word in reversed(column.path[:-1]))), None)
    item = above if leaf in ("total", "current_year") and above and above not in taken.values() else leaf
    if item is None or item in taken.values():
        return "/".join(fold(word) for word in column.path)
    return item
