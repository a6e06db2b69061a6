"""The “三公” table: travel abroad, official vehicles and reception, printed as rows or as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb.checks.between_tables import Figure
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheet, Sheets
from kb.checks.finding import Finding, summed, wan
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


def three_public_adds_up(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.three_public`: 三公 = 出国 + 用车 + 接待, and 用车 = 购置 + 运行.

    Why: the table is short, published by itself, and often typed by hand. A part that is not printed is nothing.
    Tolerance: rounding. Excluded: tables that do not name the whole, or none of its parts.
    """
    for sheet in document.get("three_public", []):
        figures = three_public_figures(sheet)
        for whole, parts in IDENTITIES:
            printed = [figures[part] for part in _printed(parts, figures)]
            amounts = [figure.fen for figure in printed]
            if whole in figures and printed and not sums_to(figures[whole].fen, amounts):
                yield _finding(figures[whole], printed)


def _printed(parts: Iterable[str], figures: Mapping[str, Figure]) -> Iterator[str]:
    """The parts that the table prints; the two of 用车 where it does not print their sum."""
    for part in parts:
        if part in figures:
            yield part
        elif part == "vehicle":
            yield from (below for below in IDENTITIES[0][1] if below in figures)


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


def _finding(whole: Figure, parts: list[Figure]) -> Finding:
    name, *names = [one.row.name if parts[0].item == "total" else one.item for one in (whole, *parts)]
    return Finding(
        rule="sum.three_public", severity="error", document_id=whole.sheet.document_id, subject_table="budget_lines",
        subject_id=whole.row.ids[whole.item], passage_id=whole.row.passage_id,
        message=f"three_public: {name} differs from {' + '.join(names)}", expected=summed([part.fen for part in parts]),
        actual=wan(whole.fen),
    )
