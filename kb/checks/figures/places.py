"""Where the tables state what the prose says: the figures of total rows, of the “三公” table and of coded rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kb.checks.figures.sheets import BY_FUNCTION, Row, Sheet, Sheets
from kb.checks.figures.three_public import three_public_figures
from kb.checks.figures.totals import Place, totals
from kb.checks.page import Term
from loaders.values.wording import fold

IN_TABLES: dict[str, tuple[Place, ...]] = {
    "income": (("income", None, "total"), ("income", None, "current_year"), ("balance", "income", "total")),
    "expenditure": (("expenditure", None, "total"), ("balance", "expenditure", "total")),
    "budget": (("expenditure", None, "total"), ("balance", "expenditure", "total"), ("balance", "income", "total")),
    "basic": (("expenditure", None, "basic"), ("fiscal_expenditure", None, "basic"),
              ("basic_by_economic_class", None, "total")),
    "project": (("expenditure", None, "project"), ("fiscal_expenditure", None, "project")),
    "personnel": (("basic_by_economic_class", None, "personnel"), ("expenditure", None, "personnel"),
                  ("fiscal_expenditure", None, "personnel")),
    "operating": (("basic_by_economic_class", None, "operating"), ("expenditure", None, "operating"),
                  ("fiscal_expenditure", None, "operating")),
    "fiscal_budget": (("fiscal_balance", "expenditure", "total"), ("fiscal_balance", "income", "total")),
    "expenditure_fiscal": (("fiscal_balance", "expenditure", "total"), ("expenditure", None, "total"),
                           ("balance", "expenditure", "total"), ("fiscal_expenditure", None, "total")),
    "income_fiscal": (("fiscal_balance", "income", "total"), ("income", None, "fiscal"),
                      ("income", None, "general_public"), ("income", None, "total")),
    "expenditure_government_fund": (("government_fund", None, "total"),
                                    ("fiscal_balance", "expenditure", "government_fund")),
    "expenditure_general_public": (("fiscal_expenditure", None, "total"), ("fiscal_balance", "expenditure", "total"),
                                   ("fiscal_balance", "expenditure", "general_public")),
}
"""Agreeing with one place is enough: forms differ in what they cover."""


def stated_in_tables(tables: Sheets) -> Mapping[str, Mapping[Term, int]]:
    """What the tables state of each item that prose speaks of, by the place where it stands, in 分."""
    known: dict[str, dict[Term, int]] = defaultdict(dict)
    for item, places in IN_TABLES.items():
        for place in places:
            known[item].update((figure.place, figure.fen) for figure in totals(tables, *place))
    if len(tables.get("three_public", [])) == 1:
        for item, figure in three_public_figures(tables["three_public"][0]).items():
            known[item][figure.place] = figure.fen
    return known


def functional_rows(tables: Sheets) -> Iterator[tuple[Sheet, Row]]:
    """The rows of the tables by function that print each code once."""
    for form in BY_FUNCTION:
        for sheet in tables.get(form, []):
            if len(tables[form]) == 1 and not sheet.repeats:
                yield from ((sheet, row) for row in sheet.rows if row.code)


def names_of_codes(tables: Sheets) -> dict[str, str]:
    """The folded name that the tables by function print for each code; the first one where they differ."""
    names: dict[str, str] = {}
    for _, row in functional_rows(tables):
        if row.code:
            names.setdefault(row.code, fold(row.name))
    return names
