"""A functional code is printed with its own name, and with one name in all tables of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from kb.checks.figures.sheets import BY_FUNCTION, Row, Sheet, Sheets
from kb.checks.finding import Finding
from kb.checks.kinds import TableCheck
from kb.checks.page import page
from kb.classifications import known_classifications
from loaders.values.wording import fold, without_notes

PAGE = page(__name__)
ALIKE = 0.7
"""Share of common characters from which two names are one (社会保障和就业, 社会保障与就业)."""


def find(document: Sheets) -> Iterator[Finding]:
    """Every name that is that of another code, and every code with two names."""
    first: dict[str, Row] = {}
    told: set[tuple[str, str]] = set()
    for sheet in (sheet for form in BY_FUNCTION for sheet in document.get(form, [])):
        for row in (row for row in sheet.rows if row.code and row.ids):
            code, name = row.code or "", _plain(row.name)
            if (code, name) in told:
                continue
            told.add((code, name))
            other = _named_so(code, name)
            before = first.setdefault(code, row)
            if other:
                yield _finding("other_code", sheet, row, expected=_names()[code], other=other)
            elif not _same(name, _plain(before.name)):
                yield _finding("two_names", sheet, row, expected=before.name, other=before.name)


def _finding(sentence: str, sheet: Sheet, row: Row, expected: str, other: str) -> Finding:
    return PAGE.finding(
        sentence, sheet.subject(row, next(iter(row.ids))), code=row.code or "", name=row.name, other=other,
        expected=expected, actual=row.name,
    )


def _plain(name: str) -> str:
    return fold(without_notes(name))


def _same(name: str, other: str) -> bool:
    """Whether two names are one, cut short, completed or worded a little differently."""
    return name in other or other in name or SequenceMatcher(None, name, other, autojunk=False).ratio() >= ALIKE


@cache
def _names() -> dict[str, str]:
    """The functional codes whose names are known."""
    return {entry.code: entry.name for entry in known_classifications() if entry.scheme == "functional"}


@cache
def _codes() -> dict[str, str]:
    """The code of each name that only one code bears."""
    counts = Counter(fold(name) for name in _names().values())
    return {fold(name): code for code, name in _names().items() if counts[fold(name)] == 1}


def _named_so(code: str, name: str) -> str | None:
    """The other code of the same length that alone bears a name, when the code itself is known under another one."""
    other = _codes().get(name)
    own = _names().get(code)
    wrong = own is not None and other not in (None, code) and not _same(fold(own), name)
    return other if wrong and other and len(other) == len(code) else None


CHECK = TableCheck(PAGE, find)
