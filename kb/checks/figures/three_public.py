"""The “三公” table: travel abroad, official vehicles and reception, printed as rows or as columns."""

from __future__ import annotations

from kb.checks.figures.sheets import Sheet
from kb.checks.figures.totals import Figure
from loaders.lexicon import lexicon

IDENTITIES = (
    ("vehicle", ("vehicle_purchase", "vehicle_operation")),
    ("three_public", ("abroad", "vehicle", "reception")),
)
PARTS = {
    "“三公”经费": "three_public", "因公出国（境）费": "abroad", "公务接待费": "reception",
    "公务用车购置及运行维护费": "vehicle", "公务用车购置费": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation",
}
"""The items of the parts by the names that the lexicon gives them."""
ITEMS = frozenset({"three_public", *(part for _, parts in IDENTITIES for part in parts)})


def three_public_figures(sheet: Sheet) -> dict[str, Figure]:
    """The figures of a table by item, from the names of its rows; a total is 三公 where no row is named so."""
    found: dict[str, Figure] = {}
    for row in sheet.rows:
        item = _item(row.name) if "total" in row.figures and row.unit is None else None
        if item:
            found.setdefault(item, Figure(sheet, row, "total"))
    total = sheet.total()
    if total is not None and "total" in total.figures:
        found.setdefault("three_public", Figure(sheet, total, "total"))
    return found


def _item(name: str) -> str | None:
    """The item of the part that a row names."""
    part, _ = lexicon().three_public.within(name) or (None, "")
    return PARTS.get(part or "")
