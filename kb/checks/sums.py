"""Sums inside one budget table: a row and its parts, a class and its subclasses, the total row and the classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.finding import Finding, summed, wan
from kb.checks.rounding import exceeds, sums_to
from kb.checks.sheets import Row, Sheet, Sheets
from loaders.lexicon import lexicon

BY_FUNCTION = ("expenditure", "fiscal_expenditure", "government_fund", "state_capital", "fiscal_by_economic_class")
BASIC = ("basic_by_economic_class", "basic_by_function")
KINDS_OF_SPENDING = ("basic", "project", "business_expenditure", "remit_to_superior", "subsidy_to_subordinate")
KINDS_OF_BASIC = ("personnel", "operating")
KINDS_OF_INCOME = ("current_year", "carry_over")
KINDS = ("total", *KINDS_OF_SPENDING, *KINDS_OF_BASIC)
LEVELS = (3, 5, 7)
"""Digits of the codes of 类, 款 and 项."""


def rows_add_up(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.row`: in each row, total = basic + project (+ business and transfers), basic = personnel + operating.

    Why: a row whose parts exceed its total cannot be right. Tolerance: rounding. Where no column sums up the basic
    expenditure, personnel and operating are parts of the total. Excluded: rows without a total or without any part;
    sums below the total in rows with columns of unknown meaning, since these may hold the rest.
    """
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        for row in sheet.rows:
            if sheet.form in BY_FUNCTION:
                basic = () if "basic" in sheet.items else KINDS_OF_BASIC
                yield from _row(sheet, row, "total", (*basic, *KINDS_OF_SPENDING))
                yield from _row(sheet, row, "basic", KINDS_OF_BASIC)
            elif sheet.form in BASIC:
                yield from _row(sheet, row, "total", KINDS_OF_BASIC)
            elif sheet.form == "income" and "current_year" in row.figures:
                yield from _row(sheet, row, "total", KINDS_OF_INCOME)


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
    yield Finding(
        rule="sum.row", severity="error", document_id=sheet.document_id, subject_table="budget_lines",
        subject_id=row.ids[whole], passage_id=row.passage_id, expected=summed(amounts), actual=wan(total),
        message=f"{sheet.form}, row {_label(row)}: {whole} differs from {' + '.join(parts)}",
    )


def classes_add_up(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.children`: in each column, a class equals the sum of its printed subclasses (类 = Σ款 = Σ项).

    Why: a figure left out or typed wrong in one row shows here. Tolerance: rounding. Excluded: classes that print no
    figure in the column, or whose subclasses print none; tables that repeat codes (lists of several units).
    """
    for sheet in _single(document):
        for row in sheet.rows:
            children = _children(row, sheet.rows)
            for item, total in row.figures.items():
                amounts = [child.figures[item] for child in children if item in child.figures]
                if amounts and not sums_to(total, amounts):
                    yield _column(sheet, row, item, amounts, "sum.children", "its subclasses")


def totals_add_up(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.total_row`: in each column, the total row equals the sum of the classes (类).

    Why: see `classes_add_up`. Tolerance: rounding. Excluded: tables that repeat codes, that hold rows without a code
    beside the total, or codes of two classifications (departments' 301 … and government's 501 …).
    """
    for sheet in _single(document):
        row = sheet.total()
        classes = [other for other in sheet.rows if other.code and len(other.code) == LEVELS[0]]
        uncoded = [other for other in sheet.rows if other.code is None and not other.is_total]
        if row is None or not classes or uncoded or len({other.code[0] for other in classes if other.code}) > 1:
            continue
        for item, total in row.figures.items():
            amounts = [other.figures[item] for other in classes if item in other.figures]
            if amounts and not sums_to(total, amounts):
                yield _column(sheet, row, item, amounts, "sum.total_row", "its classes")


def _single(document: Sheets) -> Iterator[Sheet]:
    """Sheets of coded rows in which each code stands once."""
    for form in (*BY_FUNCTION, *BASIC, "income"):
        yield from (sheet for sheet in document.get(form, []) if not sheet.repeats)


def _children(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows of the next printed level below a class."""
    code = row.code
    if code is None or len(code) not in LEVELS:
        return []
    for digits in (level for level in LEVELS if level > len(code)):
        below = [other for other in rows if other.code and len(other.code) == digits and other.code.startswith(code)]
        if below:
            return below
    return []


def _column(sheet: Sheet, row: Row, item: str, amounts: Sequence[int], rule: str, parts: str) -> Finding:
    message = f"{sheet.form}, row {_label(row)}: {item} differs from the sum of {parts}"
    return Finding(
        rule=rule, severity="error", document_id=sheet.document_id, subject_table="budget_lines",
        subject_id=row.ids[item], passage_id=row.passage_id, expected=summed(amounts),
        actual=wan(row.figures[item]), message=message,
    )


def _label(row: Row) -> str:
    return f"{row.code} {row.name}" if row.code else row.name
