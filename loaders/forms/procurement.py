"""The procurement budget (政府采购预算表): what is bought for which project, and the totals."""

from __future__ import annotations

from decimal import Decimal

from loaders.forms.cells import Roles, column_units, figure, money
from loaders.forms.grid import Grid
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Procurement, Project
from loaders.values.wording import fold

TOTALS = ("合计", "小计", "总计")


def is_procurement(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether the columns name a thing bought and either its catalogue code, its price, or its quantity and amount."""
    roles = set(Roles.of(grid.columns, lexicon.procurement_columns).indices)
    return "item" in roles and bool(roles & {"catalogue_code", "price"} or {"quantity", "amount"} <= roles)


def read_procurement(grid: Grid, context: tuple[Passage, ...], lexicon: Lexicon, reading: Reading) -> None:
    """Add every row that names a thing or a total; projects are joined when their name is the same."""
    roles = Roles.of(grid.columns, lexicon.procurement_columns)
    reading.known("table_header", *grid.header)
    reading.known("caption", *grid.captions)
    units = column_units(grid, context)
    projects = {fold(project.name): project for project in reading.of(Project)}
    for row in grid.body:
        _read_row(row, roles, units, projects, reading)


def _read_row(
    row: Passage, roles: Roles, units: list[str | None], projects: dict[str, Project], reading: Reading
) -> None:
    first = next((text for text in row.cells if text), "")
    total = first.rstrip("：: ").endswith(TOTALS) and roles.text(row, "item") is None
    name = roles.text(row, "project_name")
    amount = _amount(row, roles, "amount", units, reading)
    if roles.text(row, "item") is None and amount is None:
        reading.known("row_without_figures", row)
        return
    reading.add(
        Procurement(
            passages=numbers([row]), position=reading.position(Procurement), kind="total" if total else "item",
            project=projects.get(fold(name)) if name and not total else None,
            project_name=first if total else name,
            item=roles.text(row, "item"), catalogue_code=roles.text(row, "catalogue_code"),
            unit=roles.text(row, "unit"), quantity=figure(row, roles.indices.get("quantity"), reading),
            price=_amount(row, roles, "price", units, reading), amount=amount,
            project_amount=None if total else _amount(row, roles, "project_amount", units, reading),
            small_business=_amount(row, roles, "small_business", units, reading),
        )
    )


def _amount(row: Passage, roles: Roles, role: str, units: list[str | None], reading: Reading) -> Decimal | None:
    index = roles.indices.get(role)
    return None if index is None else money(row, index, units[index], reading)
