"""Procurement and fixed assets: items and totals, quantity and price, and what the prose says of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.rounding import UNITS, says_same, sums_to
from kb.checks.finding import Finding, Severity, passage_of, wan
from loaders.values.wording import fold

LINES = f"""
select p.*, 'procurements' as subject, {passage_of('procurements', 'p.id')} from procurements p
order by p.document_id, p.position, p.id
"""
PRICED = f"""
select p.*, 'procurements' as subject, {passage_of('procurements', 'p.id')} from procurements p
where quantity is not null and price_fen is not null and amount_fen is not null order by document_id, position, id
"""
PROJECTS = f"""
select r.*, 'procurements' as subject, p.amount_fen as own, p.name as project,
  {passage_of('procurements', 'r.id')}
from procurements r join projects p on p.id = r.project_id
where r.project_amount_fen is not null and p.amount_fen is not null order by r.document_id, r.position, r.id
"""
ASSETS = f"""
select a.*, 'assets' as subject, {passage_of('assets', 'a.id')} from assets a
order by a.document_id, a.position, a.id
"""
SAID = f"""
select t.document_id, t.id, t.item, t.name, t.amount_fen, 'statements' as subject,
  {passage_of('statements', 't.id')} from statements t
where t.item in ('procurement', 'fixed_assets') and t.amount_fen is not null order by t.document_id, t.position, t.id
"""
WHOLE = ("合计", "总计", "总额")
OF_WHICH = "其中"


def procurement_adds_up(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `sum.procurement`: the grand total is the sum of all items; a subtotal that of items below or above it.

    Why: subtotals (of a kind of things, a unit, a project) stand above their items in some forms, below them in others,
    and one holds others, so the sum of any number of items next to it is accepted. Tolerance: rounding. Excluded:
    tables in which an item has no amount.
    """
    for _, group in groupby(connection.execute(LINES), key=lambda row: row["document_id"]):
        rows = list(group)
        items = [row for row in rows if row["kind"] == "item"]
        if not items or any(row["amount_fen"] is None for row in items):
            continue
        for index, row in enumerate(rows):
            if row["kind"] == "total" and row["amount_fen"] is not None:
                whole = fold(row["project_name"] or "").endswith(WHOLE)
                parts = [_items(rows)] if whole else [_items(rows[index + 1 :]), _items(rows[:index][::-1])]
                yield from _total_of(row, parts, whole=whole)


def _total_of(row: sqlite3.Row, sides: Sequence[Sequence[int]], *, whole: bool) -> Iterator[Finding]:
    """A finding when the total is the sum of none of the sides: for the whole table of all its items, for a subtotal of
    as many next to it as make it up."""
    sums = sides if whole else [side[:count] for side in sides for count in range(1, len(side) + 1)]
    if not any(sums_to(row["amount_fen"], amounts) for amounts in sums):
        message = f"procurement total “{row['project_name'] or ''}” differs from the sum of its items"
        yield _finding("sum.procurement", "error", row, message, sum(sides[0]), row["amount_fen"])


def _items(rows: Sequence[sqlite3.Row]) -> list[int]:
    """The amounts of items, without those of totals."""
    return [row["amount_fen"] or 0 for row in rows if row["kind"] == "item"]


def prices_fit_amounts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `procurement.price`: quantity × price = amount.

    Why: one of the three is typed wrong otherwise. Tolerance: half a unit of the printed price for each piece, and
    rounding of the amount. Excluded: rows that lack one of the three.
    """
    for row in connection.execute(PRICED):
        computed = round(row["quantity"] * row["price_fen"])
        unit = next(unit for unit in UNITS if row["price_fen"] % unit == 0)
        if abs(computed - row["amount_fen"]) > unit * (row["quantity"] + 1) / 2:
            product = f"quantity × price ({row['quantity']:g} × {wan(row['price_fen'])})"
            message = f"the amount of “{row['label']}” differs from {product}"
            yield _finding("procurement.price", "error", row, message, computed, row["amount_fen"])


def procurement_names_the_project_amount(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `procurement.project_amount`: the project's budget printed in the procurement table is the project's own.

    Why: both are the same figure in two tables. Tolerance: rounding. Excluded: projects without an amount.
    """
    for row in connection.execute(PROJECTS):
        if not sums_to(row["project_amount_fen"], [row["own"]]):
            message = f"the budget of “{row['project']}” in the procurement table differs from the project's amount"
            rule, printed = "procurement.project_amount", row["project_amount_fen"]
            yield _finding(rule, "warning", row, message, row["own"], printed)


def assets_add_up(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `sum.assets`: the value of all fixed assets is the sum of the classes.

    Why: the table is typed by hand from the books. Tolerance: rounding. Excluded: rows that begin with 其中, which are
    parts of the row above; tables without a total in their first or last row.
    """
    for _, group in groupby(connection.execute(ASSETS), key=lambda row: row["document_id"]):
        rows = [row for row in group if row["value_fen"] is not None and not row["name"].startswith(OF_WHICH)]
        total = _total(rows)
        amounts = [row["value_fen"] for row in rows if row is not total]
        if total is not None and amounts and not sums_to(total["value_fen"], amounts):
            message = f"{total['name']} differs from the sum of the classes of assets"
            yield _finding("sum.assets", "warning", total, message, sum(amounts), total["value_fen"])


def text_agrees_with_lists(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `text.tables`: procurement and fixed assets said in prose are the totals of their tables.

    Why: see `kb.checks.text_and_tables`. Tolerance: rounding to the places that the prose prints. Excluded: documents
    without such a table; sums of items where an item has no amount; amounts of procurement after the first, which are
    those of goods, works and services.
    """
    seen: set[str] = set()
    known = {"procurement": _by_document(connection, LINES), "fixed_assets": _by_document(connection, ASSETS)}
    for row in connection.execute(SAID):
        if row["item"] == "procurement" and row["document_id"] in seen:
            continue
        seen |= {row["document_id"]} if row["item"] == "procurement" else set()
        counted = _counted(row["item"], known[row["item"]].get(row["document_id"], []))
        if counted is not None and not says_same(row["amount_fen"], counted):
            message = f"the text's {row['name']} differs from the table of {row['item'].replace('_', ' ')}"
            yield _finding("text.tables", "error", row, message, counted, row["amount_fen"])


def _by_document(connection: sqlite3.Connection, query: str) -> dict[str, list[sqlite3.Row]]:
    return {key: list(rows) for key, rows in groupby(connection.execute(query), key=lambda row: row["document_id"])}


def _counted(item: str, rows: Sequence[sqlite3.Row]) -> int | None:
    """What the table counts in all."""
    if item == "fixed_assets":
        total = _total([row for row in rows if row["value_fen"] is not None])
        return None if total is None else int(total["value_fen"])
    items = [row["amount_fen"] for row in rows if row["kind"] == "item"]
    return sum(items) if items and None not in items else None


def _total(rows: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """The row that names the whole, in the first or the last row."""
    ends = [rows[0], rows[-1]] if rows else []
    return next((row for row in ends if any(word in fold(row["name"]) for word in WHOLE)), None)


def _finding(
    rule: str, severity: Severity, row: sqlite3.Row, message: str, expected: int, actual: int
) -> Finding:
    return Finding(
        rule=rule, severity=severity, document_id=row["document_id"], subject_table=row["subject"],
        subject_id=row["id"], message=message, expected=wan(expected), actual=wan(actual),
        passage_id=row["passage_id"],
    )
