"""Prose and tables give one code one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.classes import DIGITS, code_of, levels, printed_names
from kb.checks.figures.places import functional_rows, names_of_codes
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding
from kb.checks.kinds import TextCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)


def find(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """The first place in the prose where a code bears a name that no table gives it."""
    tabled: dict[str, dict[str, str]] = {}
    for _, row in functional_rows(tables):
        if row.code:
            tabled.setdefault(row.code, {}).setdefault(_bare(row.name), row.name)
    yield from _by_amount(statements, tables)
    told: set[str] = set()
    for one in statements:
        for code, name in _named(one):
            known = tabled.get(code, {})
            if known and _bare(name) not in known and code not in told:
                told.add(code)
                yield PAGE.finding(
                    "differs", one.subject, expected=" / ".join(known.values()), actual=name, code=code
                )


def _by_amount(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    """Classes named without a code that no row is called, where one row of the same level prints their amount."""
    names = names_of_codes(tables)
    classes = [one for one in statements if one.item == "by_function" and one.this_year]
    named = {code_of(one.name, names) for one in classes}
    for one in classes:
        digits = DIGITS.get((levels(one.name) or [("", "", "")])[-1][1])
        if one.code or not one.fen or len(levels(one.name)) < 2 or code_of(one.name, names):
            continue
        rows = {row.code: row for _, row in functional_rows(tables) if one.fen in row.figures.values()}
        fitting = [row for code, row in rows.items() if code and len(code) == digits and code not in named]
        if len(fitting) == 1 and _bare(fitting[0].name) != _bare(one.last_name):
            yield PAGE.finding("by_amount", one.subject, expected=fitting[0].label, actual=one.name)


def _named(one: Said) -> Iterator[tuple[str, str]]:
    """The codes of a statement with their names, level by level or name and code side by side."""
    if one.item != "by_function":
        return
    by_level = printed_names(one.name)
    yield from by_level.items() if by_level or one.code is None else [(one.code, one.name)]


def _bare(name: str) -> str:
    """A name without the word that some forms leave out at its end."""
    return fold(name).removesuffix("支出")


CHECK = TextCheck(PAGE, find)
