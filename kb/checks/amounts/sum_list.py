"""In lists of projects, services, meetings: the total equals the sum of the rows."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.nesting import makes_up
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)
LISTS = ("project_expenditure", "service_purchase", "meeting", "training", "transfer")
"""Tables whose rows are things that money is spent on, not codes."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every total of a list that its rows cannot make up."""
    for sheet in (sheet for form in LISTS for sheet in document.get(form, [])):
        total = sheet.total()
        rows = [row for row in sheet.rows if not row.is_total]
        if total is None or sum(row.is_total for row in sheet.rows) > 1:
            continue
        for item, said in total.figures.items():
            amounts = [row.figures[item] for row in rows if item in row.figures]
            if amounts and not makes_up(said, amounts):
                yield PAGE.finding(
                    "differs", sheet.subject(total, item), expected=wan(sum(amounts)), actual=wan(said),
                    form=name_of(sheet.form), row=total.label, item=name_of(item), count=len(amounts),
                )


CHECK = TableCheck(PAGE, find)
