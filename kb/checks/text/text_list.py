"""A figure with a list of its parts equals their sum: income by source, 机关运行经费 by class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.rounding import exceeds, said_sums_to
from kb.checks.figures.said import Said, by_passage
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)
LISTS = {"income": "income_", "organ_operating": "organ_operating_part"}
"""Items with a list of parts, and how the items of the parts begin."""
LIST_OF_ALL = ("其他", "其它")
"""How the last part of a list begins that claims to be complete."""


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Every figure that is not the sum of the list in its sentence."""
    for passage in by_passage(statements):
        for whole in (one for one in passage if one.item in LISTS):
            parts = [one for one in passage if one.item.startswith(LISTS[whole.item]) and one.text == whole.text]
            yield from _sum(whole, parts)


def _sum(whole: Said, parts: Sequence[Said]) -> Iterator[Finding]:
    amounts, total = [one.fen or 0 for one in parts], whole.fen or 0
    complete = whole.item == "income" or any(one.name.startswith(LIST_OF_ALL) for one in parts)
    of_this_year = [one.fen or 0 for one in parts if one.item != "income_carry_over"]
    claims = len(parts) > 1 and (complete or exceeds(amounts, total))
    if claims and not said_sums_to(total, amounts) and not said_sums_to(total, of_this_year):
        yield PAGE.finding(
            "differs", whole.subject, expected=summed(amounts), actual=wan(total), name=whole.label,
            parts=[part.name for part in parts],
        )


CHECK = TextCheck(PAGE, find)
