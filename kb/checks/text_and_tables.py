"""Figures of the prose against those of the tables, and the same figure said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.three_public import ITEMS, three_public_figures
from kb.checks.figures.totals import Place, totals
from kb.checks.finding import Finding, wan

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
}
"""Where the tables state what the prose says. Agreeing with one place is enough: forms differ in what they cover."""
ONE_FIGURE = frozenset({*IN_TABLES, *ITEMS, "organ_operating", "procurement", "fixed_assets", "asset_purchase"})


def text_agrees_with_tables(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Rule `text.tables`: a figure said in prose stands in the tables.

    Compared: income, expenditure, basic and project expenditure, personnel and operating funds, “三公” and its parts.
    Why: readers quote the prose, auditors the tables. Tolerance: rounding to the places that the prose prints.
    Excluded: sentences about other years only; documents with several tables of one form (of several units).
    """
    known = _known(tables)
    for statement in statements:
        counted = known.get(statement.item, {})
        if statement.fen is None or not statement.this_year or not counted:
            continue
        fen = statement.fen
        if not any(says_same(fen, amount) for amount in counted.values()):
            yield statement.finding(
                "text.tables", "error", f"the text's {statement.name} differs from {' and '.join(counted)}",
                " / ".join(dict.fromkeys(map(wan, counted.values()))), wan(fen),
            )


def organ_operating_fits(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Rule `text.organ_operating`: 机关运行经费 is not more than the operating part of basic expenditure.

    Why: it is that part, for organs and bodies run like them; a department with other institutions has less.
    Tolerance: rounding.
    """
    counted = [figure.fen for place in IN_TABLES["operating"] for figure in totals(tables, *place)]
    for statement in statements:
        if statement.item == "organ_operating" and statement.fen is not None and statement.this_year and counted:
            most = max(counted)
            if statement.fen > most and not says_same(statement.fen, most):
                message = f"{statement.name} differs from the operating funds of the tables by being more"
                yield statement.finding(
                    "text.organ_operating", "warning", message, f"at most {wan(most)}", wan(statement.fen)
                )


def one_item_one_amount(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Rule `text.twice`: an item that the prose states again has the same amount.

    Why: a draft's figure often survives in a second sentence. Where a table confirms one of the amounts, the message
    says so. Tolerance: rounding. Excluded: items that can stand for several things (other income, parts of a list),
    smaller amounts of procurement, which may be those of goods, works or services, and sentences about other years.
    """
    known = _known(tables)
    first: dict[str, Said] = {}
    for statement in statements:
        if statement.fen is None or statement.item not in ONE_FIGURE or not statement.this_year:
            continue
        before = first.setdefault(statement.item, statement)
        part = statement.item == "procurement" and before.fen is not None and statement.fen < before.fen
        if before.fen is not None and not part and not _same(before.fen, statement.fen):
            confirmed = [name for name, fen in known.get(statement.item, {}).items() if _same(before.fen, fen)]
            note = f", which {confirmed[0]} confirms" if confirmed else ""
            message = f"{statement.name} differs from the amount said before{note}"
            yield statement.finding("text.twice", "warning", message, wan(before.fen), wan(statement.fen))


def _same(left: int, right: int) -> bool:
    return says_same(left, right) or says_same(right, left)


def _known(tables: Sheets) -> Mapping[str, Mapping[str, int]]:
    """What the tables state of each item, by the place where it stands."""
    known: dict[str, dict[str, int]] = defaultdict(dict)
    for item, places in IN_TABLES.items():
        for place in places:
            known[item].update((figure.place.en, figure.fen) for figure in totals(tables, *place))
    if len(tables.get("three_public", [])) == 1:
        for item, figure in three_public_figures(tables["three_public"][0]).items():
            known[item][figure.place.en] = figure.fen
    return known
