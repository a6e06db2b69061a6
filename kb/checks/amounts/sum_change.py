"""A printed change equals this year's figure less last year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.figures.totals import Figure
from kb.checks.figures.years import is_change, is_last_year, only
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)
Label = tuple[str | None, str | None, str, str | None, str | None]


def find(document: Sheets) -> Iterator[Finding]:
    """Every change that does not follow from the two figures beside it."""
    for sheet in (sheet for same_form in document.values() for sheet in same_form):
        if any(is_change(item) for item in sheet.items):
            for figures in _by_label(sheet).values():
                yield from _change(sheet, figures)


def _by_label(sheet: Sheet) -> dict[Label, dict[str, Figure]]:
    """The figures of each row by column; one printed row may hold several things, each with its years."""
    found: dict[Label, dict[str, Figure]] = defaultdict(dict)
    for row in sheet.rows:
        for item in row.figures:
            found[_label(row)][item] = Figure(sheet, row, item)
    return found


def _label(row: Row) -> Label:
    return row.side, row.code, row.name, row.unit, row.passage_id


def _change(sheet: Sheet, figures: dict[str, Figure]) -> Iterator[Finding]:
    last, change = only(filter(is_last_year, figures)), only(filter(is_change, figures))
    if last is None or change is None or "total" not in figures:
        return
    this, before, said = figures["total"].fen, figures[last].fen, figures[change]
    if not sums_to(this, [before, said.fen]):
        difference = f"{wan(this).removesuffix(' 万元')} − {wan(before).removesuffix(' 万元')} = {wan(this - before)}"
        yield PAGE.finding(
            "differs", said.subject, expected=difference, actual=wan(said.fen), row=said.row.label,
            form=name_of(sheet.form), change=change, last=last,
        )


CHECK = TableCheck(PAGE, find)
