"""The two sides of a balance (收支总表, 财政拨款收支总表): each side adds up, and both sides are equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Row, Sheet, Sheets, words
from kb.checks.finding import Finding, wan
from loaders.lexicon import lexicon
from loaders.values.wording import fold

FORMS = ("balance", "fiscal_balance")
SIDES = ("income", "expenditure")
UNDER = {
    "fiscal": ("general_public", "government_fund", "state_capital"),
    "own_funds": ("institution", "business_income", "superior_subsidy", "subordinate_remittance", "other"),
}
"""Sources of income that some forms print below another one."""


def sides_are_equal(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.sides`: the total of income equals the total of expenditure.

    Why: both sides include what is carried over, so a balance that does not balance has a wrong figure.
    Tolerance: rounding. Excluded: balances that do not print a last total (总计, or 合计 on both sides).
    """
    for sheet in _balances(document):
        income, expenditure = (_grand_total(sheet, side) for side in SIDES)
        if income is None or expenditure is None or fold(income.name)[-2:] != fold(expenditure.name)[-2:]:
            continue
        said, other = income.figures["total"], expenditure.figures["total"]
        if not sums_to(said, [other]):
            message = f"{sheet.form}: {expenditure.name} differs from {income.name}"
            yield _finding("sum.sides", sheet, expenditure, message, said)


def sides_add_up(document: Sheets) -> Iterator[Finding]:
    """Rules `sum.side` and `sum.carried`: the year's total is the sum of the rows above it, the last total adds what
    is carried over.

    Why: see `sides_are_equal`. Tolerance: rounding. Excluded: sides with rows that are neither a class of expenditure
    (coded in another table) nor a known source of income: these may be parts of other rows.
    """
    classes = {
        fold(row.name) for same_form in document.values() for sheet in same_form for row in sheet.rows
        if row.code and len(row.code) == 3
    }
    for sheet in _balances(document):
        for side in SIDES:
            rows = [row for row in sheet.rows if row.side == side and "total" in row.figures]
            totals = [row for row in rows if row.is_total]
            if not totals:
                continue
            carried = [row for row in rows if _is_carried(row)]
            plain = [row for row in rows if not row.is_total and row not in carried]
            summed = _expenditure(plain, classes) if side == "expenditure" else _income(plain)
            if summed and (len(totals) > 1 or not carried):
                yield from _compare("sum.side", sheet, totals[0], summed)
            if len(totals) == 2 and not _follows_unknown(rows, totals, carried):
                yield from _compare("sum.carried", sheet, totals[1], [totals[0], *carried])


def _balances(document: Sheets) -> Iterator[Sheet]:
    for form in FORMS:
        yield from document.get(form, [])


def _grand_total(sheet: Sheet, side: str) -> Row | None:
    row = sheet.total(side)
    return row if row and "total" in row.figures else None


def _is_carried(row: Row) -> bool:
    return any(word in fold(row.name) for word in words("carried"))


def _follows_unknown(rows: Sequence[Row], totals: Sequence[Row], carried: Sequence[Row]) -> bool:
    """Whether another row with money stands between the two totals, or a carried one outside."""
    first, last = (rows.index(total) for total in totals)
    between = rows[first + 1 : last]
    return any(row not in carried and row.figures["total"] for row in between) or any(
        row not in between for row in carried
    )


def _expenditure(rows: Sequence[Row], classes: Set[str]) -> list[Row]:
    """The rows, when each is a class of expenditure that another table of the document codes, once."""
    names = [fold(row.name) for row in rows]
    known = all((row.code and len(row.code) == 3) or name in classes for row, name in zip(rows, names, strict=True))
    return list(rows) if known and len(set(names)) == len(names) else []


def _income(rows: Sequence[Row]) -> list[Row]:
    """The rows that are sources of income, without those below another one; none when a row is unknown."""
    sources = [lexicon().budget_items.exact(row.name) for row in rows]
    if {None, "total", "current_year"} & set(sources) or len(set(sources)) != len(sources):
        return []
    below = {part for source in sources for part in UNDER.get(source or "", ())}
    return [row for row, source in zip(rows, sources, strict=True) if source not in below]


def _compare(rule: str, sheet: Sheet, total: Row, parts: Sequence[Row]) -> Iterator[Finding]:
    amounts = [row.figures["total"] for row in parts]
    if not sums_to(total.figures["total"], amounts):
        names = " + ".join(row.name for row in parts)
        yield _finding(rule, sheet, total, f"{sheet.form}: {total.name} differs from {names}", sum(amounts))


def _finding(rule: str, sheet: Sheet, row: Row, message: str, expected: int) -> Finding:
    return Finding(
        rule=rule, severity="error", document_id=sheet.document_id, subject_table="budget_lines",
        subject_id=row.ids["total"], passage_id=row.passage_id, message=message, expected=wan(expected),
        actual=wan(row.figures["total"]),
    )
