"""In each row: total = basic + project (+ business and transfers), basic = personnel + operating."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kb.checks.figures.balances import BALANCES
from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.figures.sheets import BY_FUNCTION, Row, Sheet, Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from loaders.lexicon import lexicon

PAGE = page(__name__)
BASIC = ("basic_by_economic_class", "basic_by_function")
KINDS_OF_SPENDING = ("basic", "project", "business_expenditure", "remit_to_superior", "subsidy_to_subordinate")
KINDS_OF_BASIC = ("personnel", "operating")
KINDS_OF_INCOME = ("current_year", "carry_over")
KINDS = ("total", *KINDS_OF_SPENDING, *KINDS_OF_BASIC)
FEW = 5
"""Rows that may be told one by one; more of them in one column have one reason."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every row of which a printed total is not the sum of its printed parts."""
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        found: dict[str, list[tuple[Row, Mapping[str, int]]]] = defaultdict(list)
        for row in sheet.rows:
            for whole, names in _identities(sheet, row):
                parts = {name: row.figures[name] for name in names if name in row.figures}
                if not _fits(sheet, row, whole, parts) and not (whole == "basic" and len(parts) < len(names)):
                    found[whole].append((row, parts))
        for column, wrong in found.items():
            yield from _told(sheet, column, wrong)


def _told(sheet: Sheet, whole: str, wrong: Sequence[tuple[Row, Mapping[str, int]]]) -> Iterator[Finding]:
    few = len(wrong) <= FEW
    for row, parts in wrong if few else wrong[:1]:
        yield PAGE.finding(
            "differs" if few else "column", sheet.subject(row, whole), expected=summed(list(parts.values())),
            actual=wan(row.figures[whole]), form=name_of(sheet.form), row=row.label, whole=name_of(whole),
            parts=[name_of(part) for part in parts], count=len(wrong),
        )


def _identities(sheet: Sheet, row: Row) -> Iterator[tuple[str, Sequence[str]]]:
    """The columns of a form that are sums, each with its parts."""
    if sheet.form in BY_FUNCTION:
        yield "total", (*(() if "basic" in sheet.items else KINDS_OF_BASIC), *KINDS_OF_SPENDING)
        yield "basic", KINDS_OF_BASIC
    elif sheet.form in BASIC:
        yield "total", KINDS_OF_BASIC
    elif sheet.form in BALANCES and row.side == "expenditure":
        yield "total", (*KINDS_OF_BASIC, *KINDS_OF_SPENDING)
    elif sheet.form == "income" and "current_year" in row.figures:
        yield "total", KINDS_OF_INCOME


def _fits(sheet: Sheet, row: Row, whole: str, parts: Mapping[str, int]) -> bool:
    """Whether the parts make up the whole, or prove nothing: none is printed, or a column unknown may hold the rest."""
    total, amounts = row.figures.get(whole), list(parts.values())
    if total is None or not parts:
        return True
    known = set(lexicon().budget_items.names.values()) if sheet.form == "income" else set(KINDS)
    return sums_to(total, amounts) or (not set(row.figures) <= known and not exceeds(amounts, total))


CHECK = TableCheck(PAGE, find)
