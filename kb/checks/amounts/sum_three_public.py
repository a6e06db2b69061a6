"""三公 = 出国 + 用车 + 接待, 用车 = 购置 + 运行, and the whole table = 三公 + 会议 + 培训."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb.checks.figures.names import name_of
from kb.checks.figures.rounding import sums_to
from kb.checks.figures.sheets import Sheets
from kb.checks.figures.three_public import BESIDE, IDENTITIES, three_public_figures
from kb.checks.figures.totals import Figure
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every whole of the table that is not the sum of its printed parts."""
    for sheet in document.get("three_public", []):
        for unit in dict.fromkeys(row.unit for row in sheet.rows):
            for column in sorted(sheet.items):
                yield from _column(three_public_figures(sheet, column, unit))


def _column(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    for whole, parts in IDENTITIES:
        printed = [figures[part] for part in _printed(parts, figures)]
        amounts = [figure.fen for figure in printed]
        complete = whole != "all" or any(part in figures for part in BESIDE)
        if whole in figures and printed and complete and not sums_to(figures[whole].fen, amounts):
            yield PAGE.finding(
                "differs", figures[whole].subject, expected=summed(amounts), actual=wan(figures[whole].fen),
                whole=figures[whole].row.name, parts=[figure.row.name for figure in printed],
                item=name_of(figures[whole].item),
            )


def _printed(parts: Iterable[str], figures: Mapping[str, Figure]) -> Iterator[str]:
    """The parts that the table prints; the two of 用车 where it does not print their sum."""
    for part in parts:
        if part in figures:
            yield part
        elif part == "vehicle":
            yield from (below for below in IDENTITIES[0][1] if below in figures)


CHECK = TableCheck(PAGE, find)
