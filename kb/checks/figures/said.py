"""Figures said in prose, put together by publication: the documents that one body published for one year in parts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.checks.figures.classes import levels
from kb.checks.finding import Subject, passage_of
from loaders.values.years import years_in

STATEMENTS = f"""
select t.*, d.fiscal_year, c.publication, {passage_of("statements", "t.id")}
from statements t join documents d on d.id = t.document_id join checking_publications c on c.document_id = d.id
order by c.publication, t.document_id, t.position, t.id
"""


SIDES = {"income": "收入", "expenditure": "支出"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement. All amounts in 分; `percent` is the change that it states.

    `this_year` is false when its sentence names other years only.
    """

    document_id: str
    id: str
    item: str
    name: str
    code: str | None
    fen: int | None
    change: int | None
    previous: int | None
    percent: float | None
    text: str
    passage_id: str | None
    this_year: bool

    @property
    def subject(self) -> Subject:
        """The statement as the subject of a finding."""
        return Subject("statements", self.id, self.document_id, self.passage_id)

    @property
    def last_name(self) -> str:
        """The name of a class without those of the classes above it."""
        named = levels(self.name)
        return named[-1][0] if named else self.name

    @property
    def label(self) -> str:
        """What the figure is of, for people: a class with its code."""
        return f"{self.code} {self.last_name}" if self.code else self.last_name

    @property
    def names_its_side(self) -> bool:
        """Whether a figure of one source of money says that it is all income or all expenditure from it."""
        side, _, source = self.item.partition("_")
        return not source or side not in SIDES or SIDES[side] in self.name

    @property
    def what(self) -> tuple[str, str, str | None]:
        """What the figure is of: statements that share it speak of the same thing."""
        return self.item, self.name if self.item.startswith("by_") else "", self.code


def said(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Said]]]:
    """The statements of each publication, in order."""
    for publication, rows in groupby(connection.execute(STATEMENTS), key=lambda row: row["publication"]):
        yield publication, [_said(row) for row in rows]


def by_passage(statements: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """The statements with an amount of each passage."""
    passages: dict[str | None, list[Said]] = defaultdict(list)
    for one in statements:
        if one.fen is not None:
            passages[one.passage_id].append(one)
    yield from passages.values()


def _said(row: sqlite3.Row) -> Said:
    years = set(years_in(row["text"]))
    return Said(
        document_id=row["document_id"], id=row["id"], item=row["item"], name=row["name"], code=row["code"],
        fen=row["amount_fen"], change=row["change_fen"], previous=row["previous_fen"], percent=row["change_percent"],
        text=row["text"], passage_id=row["passage_id"],
        this_year=not years or row["fiscal_year"] is None or row["fiscal_year"] in years,
    )
