"""Personnel and operating expenditure split one sum alike in all tables."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.totals import Figure, totals
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)
PLACES = (
    ("basic_by_economic_class", None), ("fiscal_expenditure", None), ("expenditure", None), ("basic_by_function", None),
    ("fiscal_by_economic_class", None), ("balance", "expenditure"),
)
"""Tables, with the side, whose totals state personnel and operating expenditure in two columns."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every table that splits the same basic expenditure otherwise than the first table that splits it."""
    splits = list(_splits(document))
    for personnel, operating in splits[1:]:
        (first, other), said = splits[0], personnel.fen
        whole = first.fen + other.fen
        if sums_to(whole, [said, operating.fen]) and not sums_to(first.fen, [said]):
            for figure, expected in ((personnel, first), (operating, other)):
                yield PAGE.finding(
                    "differs", figure.subject, expected=wan(expected.fen), actual=wan(figure.fen), place=figure.place,
                    other=expected.place,
                )


def _splits(document: Sheets) -> Iterator[tuple[Figure, Figure]]:
    """Personnel and operating expenditure of each table that prints both in its total row."""
    for form, side in PLACES:
        personnel, operating = (next(totals(document, form, side, item), None) for item in ("personnel", "operating"))
        if personnel is not None and operating is not None:
            yield personnel, operating


CHECK = TableCheck(PAGE, find)
