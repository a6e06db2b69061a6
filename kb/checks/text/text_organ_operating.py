"""机关运行经费 is not more than the operating part of basic expenditure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.places import IN_TABLES
from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.totals import totals
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Every statement of more than the tables print as operating expenditure."""
    counted = [figure.fen for place in IN_TABLES["operating"] for figure in totals(tables, *place)]
    for one in statements:
        if one.item == "organ_operating" and one.fen is not None and one.this_year and counted:
            most = max(counted)
            if one.fen > most and not says_same(one.fen, most):
                yield PAGE.finding(
                    "exceeds", one.subject, expected=f"≤ {wan(most)}", actual=wan(one.fen), name=one.label
                )


CHECK = TextCheck(PAGE, find)
