"""The rows of a list of projects: which begin a project, go on with it, sum up others, or name a body."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from loaders.forms.goal_tables.project_list_records import Listed, add_listed
from loaders.forms.goal_tables.project_lists import ListColumns
from loaders.forms.goal_tables.project_money import figure_of
from loaders.forms.reading import Reading
from loaders.forms.tables.cells import cell
from loaders.forms.tables.grid import is_column_numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.codes import split_body, split_project
from loaders.values.wording import fold

MOST_SUMMED = 500
"""So many rows at most are added up to see whether a row is the sum of those below it."""


class ListReader:
    """Reads the rows below one header; a header that comes again on the next page goes on with the same reader."""

    def __init__(self, columns: ListColumns, unit: str | None, lexicon: Lexicon, reading: Reading) -> None:
        self.columns = columns
        self.unit = unit
        self.lexicon = lexicon
        self.reading = reading
        self.body: tuple[str, Passage] | None = None
        self.open: Listed | None = None

    def same(self, columns: ListColumns, unit: str | None) -> bool:
        """Whether a header is that of the next page: the same columns, and no other unit of money above it."""
        return self.columns.words == columns.words and unit in (None, self.unit)

    def row(self, rows: Sequence[Passage], index: int) -> None:
        """Take the row at an index; those below it tell a sum from a project."""
        row = rows[index]
        first = next(text for text in row.cells if text)
        name = cell(row, self.columns.name)
        if is_column_numbers(row):
            self.reading.known("table_header", row)
        elif self.lexicon.structure["totals"].match(name or first):
            self.finish()
            self.reading.known("total", row)
        elif self.lexicon.structure["notes"].match(first) and not name:
            self.reading.known("note", row)
        elif name is None or self._goes_on(name, row):
            self._continue(row)
        elif self.open is not None and self.open.name and self._is_rest(name, row, self.open.rows[-1]):
            self.open.name += name
            self._continue(row)
        elif not self._describes(row) and self._heads_others(name, rows, index):
            self._begin_group(name, row)
        else:
            self._begin(name, row)

    def finish(self) -> None:
        """Turn the rows gathered last into records."""
        if self.open is not None:
            add_listed(self.open, self.columns, self.lexicon, self.reading)
        self.open = None

    def _continue(self, row: Passage) -> None:
        if self.open is None:
            self.open = Listed(None, self.body, self.unit)
        self.open.rows.append(row)

    def _begin(self, name: str, row: Passage) -> None:
        self.finish()
        if self.columns.of_projects and (printed := cell(row, self.columns.roles.get("body"))):
            self.body = printed, row
        self.open = Listed(name if self.columns.of_projects else None, self.body, self.unit, [row])

    def _begin_group(self, name: str, row: Passage) -> None:
        """A row above others: the sum of a body, whose projects follow, or of a kind of projects."""
        self.finish()
        if self._is_body(name):
            self.body = name, row
        self.reading.known("subtotal", row)

    def _goes_on(self, name: str, row: Passage) -> bool:
        """Whether the next page prints the name of the open project again, as the cell is merged over its rows."""
        if self.open is None or self.open.name is None or fold(name) != fold(self.open.name):
            return False
        above = self.open.rows[0]
        columns = [*self.columns.money, self.columns.roles.get("goal", self.columns.name)]
        return all(cell(row, index) in (None, cell(above, index)) for index in columns)

    def _is_rest(self, name: str, row: Passage, above: Passage) -> bool:
        """Whether a page break has cut the name: its rest stands beside indicators, but beside no money and no goal."""
        asked = [*self.columns.money, self.columns.roles.get("goal")]
        first = row.place.page != above.place.page and split_project(name)[0] is None
        return first and len(asked) > 1 and not any(cell(row, index) for index in asked)

    def _describes(self, row: Passage) -> bool:
        """Whether a row prints a goal or anything of indicators."""
        texts = [cell(row, index) for index in (self.columns.roles.get("goal"), self.columns.running)]
        return any(texts) or self.columns.prints_indicator(row)

    def _heads_others(self, name: str, rows: Sequence[Passage], index: int) -> bool:
        """Whether a row that describes nothing stands above others: a body, a kind of projects, or their sum."""
        amount = self._figure(rows[index])
        if amount is None or self._is_body(name):
            return True
        return self._sums_up(amount, rows[index + 1 : index + 1 + MOST_SUMMED])

    def _is_body(self, name: str) -> bool:
        return split_body(name)[1].endswith(self.lexicon.body_suffixes)

    def _sums_up(self, amount: Decimal, later: Sequence[Passage]) -> bool:
        """Whether the amounts of the next rows make up an amount."""
        found = Decimal(0)
        for row in later:
            if cell(row, self.columns.name):
                found += self._figure(row) or 0
            if found >= amount:
                break
        return found == amount != 0

    def _figure(self, row: Passage) -> Decimal | None:
        """The first figure of a row: its amount, or that of its first source."""
        figures = (figure_of(text, row) for index in self.columns.money if (text := cell(row, index)))
        return next((figure.number for figure in figures if figure is not None), None)
