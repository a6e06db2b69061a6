"""The procurement budget (政府采购预算表): what is bought for which project, and the totals."""

from __future__ import annotations

from loaders.forms.cells import Roles, figure, money, unit_of
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
    unit = unit_of((*context, *grid.captions), (word for column in grid.columns for word in column.path))
    projects = {fold(project.name): project for project in reading.of(Project)}
    for row in grid.body:
        _read_row(row, roles, unit, projects, reading)


def _read_row(
    row: Passage, roles: Roles, unit: str | None, projects: dict[str, Project], reading: Reading
) -> None:
    first = next((text for text in row.cells if text), "")
    total = first.rstrip("：: ").endswith(TOTALS) and roles.text(row, "item") is None
    name = roles.text(row, "project_name")
    amount = money(row, roles.indices.get("amount"), unit, reading)
    if roles.text(row, "item") is None and amount is None:
        reading.known("row_without_figures", row)
        return
    reading.add(
        Procurement(
            passages=numbers([row]), position=len(reading.of(Procurement)) + 1, kind="total" if total else "item",
            project=projects.get(fold(name)) if name and not total else None,
            project_name=first if total else name,
            item=roles.text(row, "item"), catalogue_code=roles.text(row, "catalogue_code"),
            unit=roles.text(row, "unit"), quantity=figure(row, roles.indices.get("quantity"), reading),
            price=money(row, roles.indices.get("price"), unit, reading), amount=amount,
            project_amount=None if total else money(row, roles.indices.get("project_amount"), unit, reading),
            small_business=money(row, roles.indices.get("small_business"), unit, reading),
        )
    )
