"""A figure said in prose stands in the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.places import stated_in_tables
from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import either, page

PAGE = page(__name__)


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Every figure of the prose that is none of those that the tables state of its item."""
    known = stated_in_tables(tables)
    for one in statements:
        counted = known.get(one.item, {})
        if one.fen is None or not one.this_year or not one.names_its_side or not counted:
            continue
        said = one.fen
        if not any(says_same(said, amount) for amount in counted.values()):
            yield PAGE.finding(
                "differs", one.subject, expected=" / ".join(dict.fromkeys(map(wan, counted.values()))),
                actual=wan(said), name=one.label, places=either(counted),
            )


CHECK = TextCheck(PAGE, find)
