"""An item that the prose states again has the same amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.places import functional_rows, stated_in_tables
from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.three_public import ITEMS
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)
ONE_FIGURE = frozenset({
    "income", "expenditure", "budget", "basic", "project", "personnel", "operating", "organ_operating", "procurement",
    "fixed_assets", "asset_purchase", *ITEMS,
})
"""Items of which a document has one figure. A class of expenditure has one, too, where its code is printed."""


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Every further amount of an item that differs from the first."""
    first: dict[tuple[str, str, str | None], Said] = {}
    for one in statements:
        coded = one.item == "by_function" and one.code is not None and len(one.code) > 3
        if not (one.item in ONE_FIGURE or coded) or one.fen is None or not one.this_year:
            continue
        before = first.setdefault(one.what, one)
        said = before.fen or 0
        part = one.item == "procurement" and one.fen < said
        if not part and not _same(said, one.fen):
            confirmed = _confirmed(before, tables)
            yield PAGE.finding(
                "confirmed" if confirmed else "differs", one.subject, expected=wan(said), actual=wan(one.fen),
                name=one.label,
            )


def _confirmed(one: Said, tables: Sheets) -> bool:
    """Whether a table states the amount that was said first."""
    said = one.fen or 0
    if one.code is None:
        return any(_same(said, fen) for fen in stated_in_tables(tables).get(one.item, {}).values())
    return any(
        _same(said, fen) for _, row in functional_rows(tables) if row.code == one.code for fen in row.figures.values()
    )


def _same(left: int, right: int) -> bool:
    return says_same(left, right) or says_same(right, left)


CHECK = TextCheck(PAGE, find)
