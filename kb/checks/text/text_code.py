"""The code that prose gives a class is the one that the tables give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kb.checks.figures.places import functional_rows
from kb.checks.figures.rounding import says_same
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding
from kb.checks.kinds import TextCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """The first place in the prose of each code that no table prints, where its name and amount have another code."""
    rows: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    codes: set[str] = set()
    for _, row in functional_rows(tables):
        codes.add(row.code or "")
        rows[fold(row.name)][row.code or ""].update(row.figures.values())
    told: set[str] = set()
    for one in statements:
        if one.item != "by_function" or one.code is None or not one.fen or one.code in codes | told:
            continue
        known = _with_amount(rows.get(fold(one.last_name), {}), one.fen, len(one.code))
        if len(known) == 1:
            told.add(one.code)
            yield PAGE.finding("differs", one.subject, expected=known[0], actual=one.code, name=one.last_name)


def _with_amount(rows: Mapping[str, set[int]], said: int, digits: int) -> list[str]:
    """The codes of the rows of one name that print an amount, by how many digits a code has."""
    return [code for code, fens in rows.items() if len(code) == digits and any(says_same(said, fen) for fen in fens)]


CHECK = TextCheck(PAGE, find)
