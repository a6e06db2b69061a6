"""The figure of one code in two tables: equal where the totals are, and never more in the part than in the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.names import column
from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)
Column = tuple[str, str]
"""A form and one of its columns."""
PARTS: tuple[tuple[Column, Column], ...] = (
    *((("fiscal_expenditure", item), ("expenditure", item)) for item in ("basic", "project", "total")),
    (("income", "total"), ("expenditure", "total")),
    (("government_fund", "total"), ("expenditure", "total")),
    (("state_capital", "total"), ("expenditure", "total")),
    (("basic_by_function", "total"), ("fiscal_expenditure", "basic")),
    *((("basic_by_function", item), ("fiscal_expenditure", item)) for item in ("personnel", "operating")),
    *((("basic_by_economic_class", item), ("fiscal_by_economic_class", item)) for item in ("personnel", "operating")),
)
"""Columns of a part of the budget, each with the column of the whole."""
ALIKE = ("income",)
"""Tables that are no part of the other one: their codes are compared where the totals are equal, and only there."""
FEW = 5
"""Rows that may be told one by one; more of them in one column have one reason."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every code whose figure in the part contradicts that of the whole; of a class and its subclasses the lowest,
    and of a sum and its parts the part.
    """
    told: set[tuple[str, str | None]] = set()
    for part, whole in PARTS:
        left, right = _printed_once(document, *part), _printed_once(document, *whole)
        if left is None or right is None:
            continue
        equal = _totals_agree(left, part[1], right, whole[1])
        if part[0] in ALIKE and not equal:
            continue
        wrong = [
            (row, amount) for row, amount in _lowest(list(_contradictions(left, part[1], right, whole[1], equal=equal)))
            if (part[0], row.code) not in told
        ]
        told |= {(part[0], row.code) for row, _ in wrong}
        yield from _told(left, part, whole, wrong, equal=equal)


def _told(
    sheet: Sheet, part: Column, whole: Column, wrong: Sequence[tuple[Row, int]], *, equal: bool
) -> Iterator[Finding]:
    few = len(wrong) <= FEW
    for row, amount in wrong if few else wrong[:1]:
        yield PAGE.finding(
            "column" if not few else "differs" if equal else "exceeds", sheet.subject(row, part[1]), row=row.label,
            part=column(*part), whole=column(*whole), expected=("" if equal else "≤ ") + wan(amount),
            actual=wan(row.figures[part[1]]), count=len(wrong),
        )


def _contradictions(
    left: Sheet, item: str, right: Sheet, other: str, *, equal: bool
) -> Iterator[tuple[Row, int]]:
    for row, amount in _pairs(left, item, right, other):
        said = row.figures[item]
        if (equal and not sums_to(said, [amount])) or exceeds([said], amount):
            yield row, amount


def _lowest(found: Sequence[tuple[Row, int]]) -> list[tuple[Row, int]]:
    """The rows below which no other row is found."""
    codes = [row.code or "" for row, _ in found]
    return [(row, amount) for row, amount in found
            if not any(code != row.code and code.startswith(row.code or "") for code in codes)]


def _printed_once(document: Sheets, form: str, item: str) -> Sheet | None:
    """The table of a form when there is one only, each code once, with figures in a column."""
    same_form = document.get(form, [])
    once = len(same_form) == 1 and not same_form[0].repeats and item in same_form[0].items
    return same_form[0] if once else None


def _totals_agree(left: Sheet, item: str, right: Sheet, other: str) -> bool:
    total, whole = left.total(), right.total()
    if total is None or whole is None or item not in total.figures or other not in whole.figures:
        return False
    return sums_to(total.figures[item], [whole.figures[other]])


def _pairs(left: Sheet, item: str, right: Sheet, other: str) -> Iterator[tuple[Row, int]]:
    """Each coded row of the part with a figure, and the figure of its code in the whole; nothing is none."""
    known = {(row.code, *row.further): row.figures.get(other, 0) for row in right.rows if row.code}
    for row in left.rows:
        key = row.code, *row.further
        if key in known and item in row.figures:
            yield row, known[key]


CHECK = TableCheck(PAGE, find)
