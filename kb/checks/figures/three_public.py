"""The “三公” table: travel abroad, official vehicles and reception, printed as rows or as columns."""

from __future__ import annotations

from kb.checks.figures.sheets import Sheet, words
from kb.checks.figures.totals import Figure
from loaders.lexicon import lexicon
from loaders.values.wording import fold

BESIDE = ("meeting", "training")
"""What many forms print in the same table."""
IDENTITIES = (
    ("vehicle", ("vehicle_purchase", "vehicle_operation")),
    ("three_public", ("abroad", "vehicle", "reception")),
    ("all", ("three_public", *BESIDE)),
)
PARTS = {
    "“三公”经费": "three_public", "因公出国（境）费": "abroad", "公务接待费": "reception",
    "公务用车购置及运行维护费": "vehicle", "公务用车购置费": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation", "会议费": "meeting", "培训费": "training",
}
"""The items of the parts by the names that the lexicon gives them."""
ITEMS = frozenset(PARTS.values()) - {*BESIDE}


def three_public_figures(sheet: Sheet, column: str = "total", unit: str | None = None) -> dict[str, Figure]:
    """The figures of a column by item, from the names of its rows, for the department or for one of its units.

    A total is 三公 where no row is named so, else `all`.
    """
    found: dict[str, Figure] = {}
    for row in sheet.rows:
        item = _item(row.name) if column in row.figures and row.unit == unit else None
        if item:
            found.setdefault(item, Figure(sheet, row, column))
    total = "all" if "three_public" in found else "three_public"
    for row in sheet.rows:
        if row.unit == unit and column in row.figures and row.code is None and fold(row.name) in words("totals"):
            found.setdefault(total, Figure(sheet, row, column))
    return found


def _item(name: str) -> str | None:
    """The item of the part that a row names."""
    part, _ = lexicon().three_public.within(name) or (None, "")
    return PARTS.get(part or "")
