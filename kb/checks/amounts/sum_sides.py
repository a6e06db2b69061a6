"""In a balance: total expenditure equals total income."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.balances import balances
from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every balance of which the last totals of both sides differ."""
    for sheet in balances(document):
        income, expenditure = sheet.total("income"), sheet.total("expenditure")
        if income is None or expenditure is None or fold(income.name)[-2:] != fold(expenditure.name)[-2:]:
            continue
        said, other = income.figures.get("total"), expenditure.figures.get("total")
        if said is not None and other is not None and not sums_to(said, [other]):
            yield PAGE.finding(
                "differs", sheet.subject(expenditure, "total"), expected=wan(said), actual=wan(other),
                form=name_of(sheet.form), income=income.name, expenditure=expenditure.name,
            )


CHECK = TableCheck(PAGE, find)
