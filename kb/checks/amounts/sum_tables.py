"""Total rows that state the same figure in two tables of one document agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.totals import Place, places, totals
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


@dataclass(frozen=True, slots=True)
class Equality:
    """Figures that must be equal: the first one to at least one of the others. Each is (form, side, column).

    `beside` are figures that one of the others may include besides the first one.
    """

    figure: Place
    others: tuple[Place, ...]
    beside: tuple[Place, ...] = ()


EQUALITIES = (
    Equality(("income", None, "total"), (("balance", "income", "total"),)),
    Equality(("expenditure", None, "total"), (("income", None, "total"), ("balance", "expenditure", "total"))),
    Equality(
        ("fiscal_expenditure", None, "total"),
        (("fiscal_balance", "expenditure", "general_public"), ("fiscal_balance", "expenditure", "total")),
        (("government_fund", None, "total"), ("state_capital", None, "total")),
    ),
    Equality(("government_fund", None, "total"), (("fiscal_balance", "expenditure", "government_fund"),)),
    Equality(("state_capital", None, "total"), (("fiscal_balance", "expenditure", "state_capital"),)),
    Equality(
        ("basic_by_economic_class", None, "total"),
        (("fiscal_expenditure", None, "basic"), ("expenditure", None, "basic")),
    ),
    Equality(
        ("project_expenditure", None, "total"),
        (("expenditure", None, "project"), ("fiscal_expenditure", None, "project")),
    ),
)


def find(document: Sheets) -> Iterator[Finding]:
    """Every total that agrees with none of its figures in other tables (`EQUALITIES`)."""
    for equality in EQUALITIES:
        figures = list(totals(document, *equality.figure))
        others = [other for place in equality.others for other in totals(document, *place)]
        beside = [next(totals(document, *place), None) for place in equality.beside]
        whole = [figures[0].fen, *(figure.fen for figure in beside if figure)] if figures else []
        equal = any(sums_to(other.fen, whole[:1]) or sums_to(other.fen, whole) for other in others)
        if figures and others and not equal:
            yield PAGE.finding(
                "differs", figures[0].subject, expected=" / ".join(dict.fromkeys(wan(other.fen) for other in others)),
                actual=wan(figures[0].fen), place=figures[0].place, others=places(others),
            )


CHECK = TableCheck(PAGE, find)
