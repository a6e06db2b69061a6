"""A table by codes prints the class (类) and the division (款) above each of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.names import name_of
from kb.checks.figures.sheets import BY_FUNCTION, LEVELS, Row, Sheet, Sheets
from kb.checks.finding import Finding
from kb.checks.kinds import TableCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(document: Sheets) -> Iterator[Finding]:
    """Every row whose code belongs below another one that is not printed, where most rows have theirs."""
    for sheet in (sheet for form in BY_FUNCTION for sheet in document.get(form, [])):
        for length, above in zip(LEVELS[1:], LEVELS, strict=False):
            rows = [row for row in sheet.rows if row.code and len(row.code) == length and row.ids]
            orphans = [row for row in rows if not _has_parent(row, above, sheet)]
            if len(orphans) * 2 < len(rows):
                for row in orphans:
                    yield PAGE.finding(
                        "missing", sheet.subject(row, next(iter(row.ids))), form=name_of(sheet.form), row=row.label,
                        parent=(row.code or "")[:above], expected=(row.code or "")[:above], actual=row.code,
                    )


def _has_parent(row: Row, length: int, sheet: Sheet) -> bool:
    return any(other.code == (row.code or "")[:length] for other in sheet.rows)


CHECK = TableCheck(PAGE, find)
