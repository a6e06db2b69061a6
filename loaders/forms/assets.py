"""The table of fixed assets held (固定资产占用情况表)."""

from __future__ import annotations

from loaders.forms.cells import Roles, figure, money, unit_of
from loaders.forms.grid import Grid
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.records import Asset
from loaders.values.numerals import numbering


def is_assets(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether the columns are name, quantity and value, and nothing of a purchase."""
    roles = Roles.of(grid.columns, lexicon.asset_columns)
    return all(role in roles for role in ("name", "quantity", "value")) and len(grid.columns) <= 5


def read_assets(grid: Grid, lexicon: Lexicon, reading: Reading) -> None:
    """Add every class of assets that prints a quantity or a value."""
    roles = Roles.of(grid.columns, lexicon.asset_columns)
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    unit = unit_of(grid.captions, (word for column in grid.columns for word in column.path))
    for row in grid.body:
        printed = roles.text(row, "name")
        if printed is None:
            continue
        quantity = figure(row, roles.indices["quantity"], reading)
        value = money(row, roles.indices["value"], unit, reading)
        if quantity is None and value is None:
            reading.known("row_without_figures", row)
            continue
        reading.add(
            Asset(
                passages=numbers([row]), position=len(reading.of(Asset)) + 1,
                name=numbering(printed)[1] or printed, quantity=quantity, value=value,
            )
        )
