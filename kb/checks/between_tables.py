"""The same figure in several budget tables of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.totals import Figure, Place, totals
from kb.checks.finding import Finding, wan


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


def tables_agree(document: Sheets) -> Iterator[Finding]:
    """Rule `sum.tables`: total rows that state the same figure in two tables agree (`EQUALITIES`).

    Why: tables of one budget are cut from the same data; a difference shows a table of another version. Where a form
    may cover all appropriations or only the general public budget, agreeing with either is enough, and so is agreeing
    with the year's total or with the one that includes what is carried over or other budgets. Tolerance: rounding.
    Excluded: documents with several tables of one of the forms (of several units).
    """
    for equality in EQUALITIES:
        figures = list(totals(document, *equality.figure))
        others = [other for place in equality.others for other in totals(document, *place)]
        beside = [next(totals(document, *place), None) for place in equality.beside]
        whole = [figures[0].fen, *(figure.fen for figure in beside if figure)] if figures else []
        equal = any(sums_to(other.fen, whole[:1]) or sums_to(other.fen, whole) for other in others)
        if figures and others and not equal:
            yield _finding(figures[0], others)


def _finding(figure: Figure, others: Sequence[Figure]) -> Finding:
    return Finding(
        rule="sum.tables", severity="error", document_id=figure.sheet.document_id, subject_table="budget_lines",
        subject_id=figure.row.ids[figure.item], passage_id=figure.row.passage_id,
        message=f"{figure.place.en} differs from {' and '.join(dict.fromkeys(other.place.en for other in others))}",
        expected=" / ".join(dict.fromkeys(wan(other.fen) for other in others)), actual=wan(figure.fen),
    )
