"""The figures of total rows: what a table says in one figure of a whole column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.checks.figures.names import name_of
from kb.checks.figures.sheets import Row, Sheet, Sheets
from kb.checks.finding import Subject
from kb.checks.page import Term

Place = tuple[str, str | None, str]
"""Where a figure stands: form, side (of a balance), column."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of a row in one column of one sheet."""

    sheet: Sheet
    row: Row
    item: str

    @property
    def fen(self) -> int:
        """The amount in 分."""
        return self.row.figures[self.item]

    @property
    def subject(self) -> Subject:
        """The figure as the subject of a finding."""
        return self.sheet.subject(self.row, self.item)

    @property
    def place(self) -> Term:
        """Where the figure stands, for people: form, row and column."""
        form, item = name_of(self.sheet.form), name_of(self.item)
        return Term(f"{form.en} ({self.row.label}, {item.en})", f"{form.zh}（{self.row.label}，{item.zh}）")


def totals(document: Sheets, form: str, side: str | None, item: str) -> Iterator[Figure]:
    """The figures of the total rows of a form that the document prints once."""
    same_form = document.get(form, [])
    if len(same_form) == 1:
        for row in same_form[0].rows:
            if row.is_total and row.side == side and item in row.figures:
                yield Figure(same_form[0], row, item)


def places(figures: Iterable[Figure]) -> Term:
    """Where one of several figures stands, for people."""
    found = list(dict.fromkeys(figure.place for figure in figures))
    return Term(" / ".join(place.en for place in found), " / ".join(place.zh for place in found))
