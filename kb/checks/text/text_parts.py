"""In one passage, a whole equals its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kb.checks.figures.rounding import said_sums_to
from kb.checks.figures.said import Said, by_passage
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)
WHOLES: dict[str, tuple[str, ...]] = {
    "expenditure": ("basic", "project"),
    "basic": ("personnel", "operating"),
    "three_public": ("abroad", "vehicle", "reception"),
    "vehicle": ("vehicle_purchase", "vehicle_operation"),
    "procurement": ("procurement_goods", "procurement_works", "procurement_services"),
}
OTHER_SPENDING = ("经营支出", "上缴", "上解", "对附属", "结转")
"""Words of a sentence that names parts of expenditure beside basic and project."""


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Every whole of which all parts are said beside it, and do not add up to it."""
    for passage in by_passage(statements):
        amounts = {one.item: one for one in passage}
        said = Counter(one.item for one in passage)
        for whole, names in WHOLES.items():
            once = all(said[item] == 1 for item in (whole, *names))
            others = any(word in one.text for one in passage for word in OTHER_SPENDING) or "expenditure_fiscal" in said
            if once and not (whole == "expenditure" and others):
                yield from _sum(amounts[whole], [amounts[name] for name in names])


def _sum(whole: Said, parts: Sequence[Said]) -> Iterator[Finding]:
    amounts, total = [part.fen or 0 for part in parts], whole.fen or 0
    if not said_sums_to(total, amounts):
        yield PAGE.finding(
            "differs", whole.subject, expected=summed(amounts), actual=wan(total), name=whole.label,
            parts=[part.name for part in parts],
        )


CHECK = TextCheck(PAGE, find)
