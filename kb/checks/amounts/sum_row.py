"""In each row: total = basic + project (+ business and transfers), basic = personnel + operating."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def find(document: Sheets) -> Iterator[Finding]:
    """Every row of which a printed total is not the sum of its printed parts."""
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        for row in sheet.rows:
            for whole, parts in _identities(sheet, row):
                yield from _row(sheet, row, whole, parts)


def _identities(sheet: Sheet, row: Row) -> Iterator[tuple[str, Sequence[str]]]:
    """The columns of a form that are sums, each with its parts."""
    if sheet.form in BY_FUNCTION:
        yield "total", (*(() if "basic" in sheet.items else KINDS_OF_BASIC), *KINDS_OF_SPENDING)
        yield "basic", KINDS_OF_BASIC
    elif sheet.form in BASIC:
        yield "total", KINDS_OF_BASIC
    elif sheet.form == "income" and "current_year" in row.figures:
        yield "total", KINDS_OF_INCOME


def _row(sheet: Sheet, row: Row, whole: str, names: Sequence[str]) -> Iterator[Finding]:
    parts = {name: row.figures[name] for name in names if name in row.figures}
    total = row.figures.get(whole)
    if total is None or not parts or (whole == "basic" and len(parts) < len(names)):
        return
    known = set(lexicon().budget_items.names.values()) if sheet.form == "income" else set(KINDS)
    unknown = set(row.figures) - known
    amounts = list(parts.values())
    if sums_to(total, amounts) or (unknown and not exceeds(amounts, total)):
        return
    yield PAGE.finding(
        "differs", sheet.subject(row, whole), expected=summed(amounts), actual=wan(total), row=row.label,
        form=name_of(sheet.form), whole=name_of(whole), parts=[name_of(part) for part in parts],
    )


CHECK = TableCheck(PAGE, find)
