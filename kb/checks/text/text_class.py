"""The amount of a functional class said in prose is that of its row in the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb.checks.figures.classes import code_of
from kb.checks.figures.names import name_of
from kb.checks.figures.places import functional_rows, names_of_codes
from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import either, page

PAGE = page(__name__)


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Every amount of a class that no column of its rows prints."""
    names = names_of_codes(tables)
    rows: dict[str, list[tuple[Sheet, Row]]] = defaultdict(list)
    for sheet, row in functional_rows(tables):
        rows[row.code or ""].append((sheet, row))
    for one in statements:
        if one.item != "by_function" or not one.fen or not one.this_year:
            continue
        code = one.code if one.code in rows else code_of(one.name, names)
        if code is not None:
            yield from _compare(one, one.fen, rows[code])


def _compare(one: Said, said: int, rows: Sequence[tuple[Sheet, Row]]) -> Iterator[Finding]:
    figures = {fen for _, row in rows for fen in row.figures.values()}
    if figures and not any(says_same(said, fen) for fen in figures):
        totals = [wan(row.figures["total"]) for _, row in rows if "total" in row.figures]
        yield PAGE.finding(
            "differs", one.subject, expected=" / ".join(dict.fromkeys(totals or map(wan, sorted(figures)))),
            actual=wan(said), name=one.label, row=rows[0][1].label,
            forms=either(name_of(form) for form in dict.fromkeys(sheet.form for sheet, _ in rows)),
        )


CHECK = TextCheck(PAGE, find)
