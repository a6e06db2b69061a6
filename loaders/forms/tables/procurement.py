"""The procurement budget (政府采购预算表): what is bought for which project, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import Roles, column_units, figure, money
from loaders.forms.tables.grid import Grid
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Procurement, Project
from loaders.values.codes import split_code_name
from loaders.values.wording import fold


def is_procurement(grid: Grid, titles: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the columns name a thing bought and its catalogue code, its price, or its quantity and amount; under a
    title that speaks of procurement the amount is enough."""
    roles = set(Roles.of(grid.columns, lexicon.procurement_columns).indices)
    titled = any(lexicon.budget_form(title) == "procurement" for title in titles)
    needed = {"amount"} if titled else {"quantity", "amount"}
    return "item" in roles and bool(roles & {"catalogue_code", "price"} or needed <= roles)


def read_procurement(grid: Grid, context: tuple[Passage, ...], lexicon: Lexicon, reading: Reading) -> None:
    """Add every row that names a thing, and as a total every other row with an amount: of the table, a kind of things,
    a unit or a project. Projects are joined when their name is the same."""
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
    code, item = split_code_name(roles.text(row, "item") or "")
    code = roles.text(row, "catalogue_code") or code
    name = roles.text(row, "project_name") or next((text for text in row.cells if text), None)
    total = not item and code is None
    amount = _amount(row, roles, "amount", units, reading)
    if not item and amount is None:
        reading.known("row_without_figures", row)
        return
    reading.add(
        Procurement(
            passages=numbers([row]), position=reading.position(Procurement), kind="total" if total else "item",
            project=projects.get(fold(name)) if name and not total else None,
            project_name=name if total else roles.text(row, "project_name"), item=item or None, catalogue_code=code,
            unit=roles.text(row, "unit"), quantity=figure(row, roles.indices.get("quantity"), reading),
            price=_amount(row, roles, "price", units, reading), amount=amount,
            project_amount=None if total else _amount(row, roles, "project_amount", units, reading),
            small_business=_amount(row, roles, "small_business", units, reading),
        )
    )


def _amount(row: Passage, roles: Roles, role: str, units: list[str | None], reading: Reading) -> Decimal | None:
    index = roles.indices.get(role)
    return None if index is None else money(row, index, units[index], reading)
