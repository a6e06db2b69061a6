"""The table of fixed assets held (固定资产占用情况表)."""

from __future__ import annotations

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import Roles, column_units, figure, money
from loaders.forms.tables.grid import Grid
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Asset
from loaders.values.numerals import numbering


def is_assets(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether the columns are name, quantity and value, and nothing of a purchase."""
    roles = Roles.of(grid.columns, lexicon.asset_columns)
    return all(role in roles for role in ("name", "quantity", "value")) and len(grid.columns) <= 5


def read_assets(grid: Grid, context: tuple[Passage, ...], lexicon: Lexicon, reading: Reading) -> None:
    """Add every class of assets that prints a quantity or a value."""
    roles = Roles.of(grid.columns, lexicon.asset_columns)
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    units = column_units(grid, context)
    for row in grid.body:
        printed = roles.text(row, "name")
        if printed is None:
            continue
        quantity = figure(row, roles.indices["quantity"], reading)
        value = money(row, roles.indices["value"], units[roles.indices["value"]], reading)
        if quantity is None and value is None:
            reading.known("row_without_figures", row)
            continue
        reading.add(
            Asset(
                passages=numbers([row]), position=reading.position(Asset),
                name=numbering(printed)[1] or printed, quantity=quantity, value=value,
            )
        )
