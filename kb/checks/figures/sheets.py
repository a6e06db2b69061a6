"""Budget tables put together again from their figures: sheets of rows, each row with its figures by column.

One form of one document may hold several tables (of the department, then of each unit). A new sheet begins with a new
total row or a repeated code; the pages of one table stay together. A sheet with rows that nobody could read is left
out, since its sums prove nothing.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from kb.checks.finding import Subject
from loaders.values.wording import fold

LINES = """
select c.publication, b.document_id, b.form, b.side, b.code, b.name, b.item, b.amount_fen, b.id, b.unit,
  b.economic_code, b.government_economic_code, e.passage_id, p.table_number
from budget_lines b join checking_publications c on c.document_id = b.document_id
left join evidence e on e.record_table = 'budget_lines' and e.record_id = b.id
left join passages p on p.id = e.passage_id
order by c.publication, b.document_id, b.form, b.position, p.number
"""
UNREAD_TABLES = """
select distinct document_id, table_number from passages p where kind = 'row' and table_number is not null
and structure is null and not exists (select 1 from evidence e where e.passage_id = p.id)
"""


BY_FUNCTION = ("expenditure", "fiscal_expenditure", "government_fund", "state_capital", "fiscal_by_economic_class")
"""Tables whose rows are functions of expenditure."""
BY_CODE = (
    *BY_FUNCTION, "basic_by_economic_class", "basic_by_function", "basic", "income", "expenditure_by_economic_class",
    "project_by_economic_class", "organ_operating", "carry_over",
)
"""Tables whose rows are codes, with a total row."""
LEVELS = (3, 5, 7)
"""Digits of the codes of 类, 款 and 项."""


@cache
def words(name: str) -> tuple[str, ...]:
    """One word list of the lexicon's table for checks, folded."""
    lexicon = tomllib.loads(files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return tuple(map(fold, lexicon["checks"][name]))


@dataclass(slots=True)
class Row:
    """One row of a budget table. `figures` are in 分 by item; `ids` name the record of each figure.

    `further` are its codes beside the first one, `unit` the body that it belongs to when that is not the department.
    """

    side: str | None
    code: str | None
    name: str
    table_number: int | None
    passage_id: str | None
    figures: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    further: tuple[str | None, ...] = ()
    unit: str | None = None

    @property
    def label(self) -> str:
        """The row for people: its code and its name."""
        return f"{self.code} {self.name}" if self.code else self.name

    @property
    def is_total(self) -> bool:
        """Whether the row sums up others by its name."""
        return self.code is None and self.unit is None and fold(self.name) in words("totals")


@dataclass(slots=True)
class Sheet:
    """One table of one form."""

    document_id: str
    form: str
    rows: list[Row] = field(default_factory=list)

    @property
    def items(self) -> set[str]:
        """The columns that print a figure in any row."""
        return {item for row in self.rows for item in row.figures}

    @property
    def repeats(self) -> bool:
        """Whether a code stands in more than one row, as in lists of several units: then no column has one sum.

        Rows that a second code tells apart (30103 as 50101 and as 50905) are parts of their class like all others.
        """
        coded = [(row.side, row.code, *row.further) for row in self.rows if row.code]
        undivided = {key[:2] for key in coded if not any(key[2:])}
        divided = {key[:2] for key in coded if any(key[2:])}
        return len(coded) != len(set(coded)) or bool(divided & undivided)

    def subject(self, row: Row, item: str) -> Subject:
        """The figure of a row in one column, as the subject of a finding."""
        return Subject("budget_lines", row.ids[item], self.document_id, row.passage_id)

    def total(self, side: str | None = None) -> Row | None:
        """The total row; on a side of a balance the last one, which includes what is carried over."""
        totals = [row for row in self.rows if row.is_total and row.side == side]
        return totals[-1 if side else 0] if totals else None


Sheets = dict[str, list[Sheet]]


def coded_once(document: Sheets) -> Iterator[Sheet]:
    """Sheets of coded rows in which each code stands once."""
    for form in BY_CODE:
        yield from (sheet for sheet in document.get(form, []) if not sheet.repeats)


def sheets(connection: sqlite3.Connection) -> Iterator[tuple[str, Sheets]]:
    """For each document with budget tables its publication and its readable sheets by form, in order."""
    unread = {tuple(row) for row in connection.execute(UNREAD_TABLES)}
    whose = itemgetter("publication", "document_id")
    for (publication, document), lines in groupby(connection.execute(LINES), key=whose):
        found: Sheets = {}
        for sheet in _sheets(document, lines):
            if not any((document, row.table_number) in unread for row in sheet.rows):
                found.setdefault(sheet.form, []).append(sheet)
        yield publication, found


def _sheets(document: str, lines: Iterator[sqlite3.Row]) -> Iterator[Sheet]:
    """A new sheet begins where another printed table repeats a label that the sheet already has."""
    for form, figures in groupby(lines, key=lambda line: line["form"]):
        sheet, labels = Sheet(document, form), set[tuple[str | None, ...]]()
        for row in _rows(figures):
            label = (row.side, row.code, fold(row.name), *row.further, row.unit)
            same_table = row.table_number is not None and sheet.rows and row.table_number == sheet.rows[-1].table_number
            if label in labels and not same_table:
                yield sheet
                sheet, labels = Sheet(document, form), set()
            sheet.rows.append(row)
            labels.add(label)
        yield sheet


def _rows(lines: Iterator[sqlite3.Row]) -> Iterator[Row]:
    row: Row | None = None
    seen: set[str] = set()
    for line in lines:
        if line["id"] in seen:
            continue
        seen.add(line["id"])
        label = (line["side"], line["code"], line["name"], line["passage_id"])
        if row is None or label != (row.side, row.code, row.name, row.passage_id) or line["item"] in row.figures:
            if row is not None:
                yield row
            further = line["economic_code"], line["government_economic_code"]
            row = Row(
                line["side"], line["code"], line["name"], line["table_number"], line["passage_id"], further=further,
                unit=line["unit"],
            )
        row.figures[line["item"]] = line["amount_fen"]
        row.ids[line["item"]] = line["id"]
    if row is not None:
        yield row
