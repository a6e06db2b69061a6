"""The budget tables: balance, income, expenditure, appropriation, basic expenditure, funds, 三公 and their like.

Every figure becomes one `BudgetLine`: its row gives code, name and body, its column the item. A table with sides
(收入 and 支出 beside each other, or two lists) is read side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import cell, column_units, money
from loaders.forms.tables.column_items import Times
from loaders.forms.tables.grid import Grid
from loaders.forms.tables.layout import Half, Layout
from loaders.forms.tables.listed_projects import ProjectList
from loaders.forms.tables.row_labels import RowLabel, RowLabels
from loaders.forms.tables.three_public import Part, parts_of
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import BudgetLine, Department, Fault
from loaders.values.amounts import parse_number
from loaders.values.wording import fold

WHOLE = RowLabel("合计")
"""What a table without names of rows is about."""


class BudgetTable:
    """One budget table being read."""

    def __init__(self, form: str, grid: Grid, layout: Layout, lexicon: Lexicon, reading: Reading) -> None:
        self.form = form
        self.grid = grid
        self.layout = layout
        self.lexicon = lexicon
        self.reading = reading

    def read(self, context: tuple[Passage, ...], department: str | None) -> None:
        """Add the figures of the table. A table without any figure is printed empty."""
        self.reading.known("table_header", *self.grid.header)
        self.reading.known("caption", *self.grid.captions)
        before = len(self.reading.records), len(self.reading.faults)
        self.units = column_units(self.grid, context)
        self.labels = [RowLabels.of(half, self.grid, self.lexicon, department) for half in self.layout.halves]
        self.parts = [self._parts(half) for half in self.layout.halves]
        self.projects = ProjectList(self.form, self.grid, self.layout, self.lexicon, self.reading)
        empty = not any(self._has_figures(row) for row in self.grid.body)
        if not empty:
            self._report_words()
        for row in self.grid.body:
            if self.lexicon.structure["notes"].match(row.text):
                self.reading.known("note", row)
            elif empty:
                self.reading.known("empty_table", row)
            else:
                self._row(row, department)
        if (len(self.reading.records), len(self.reading.faults)) != before:
            return
        self.reading.known("empty_table", *self.grid.body)

    def _parts(self, half: Half) -> dict[int, Part]:
        paths = {index: self.grid.columns[index].path for index in half.figures}
        times = Times.of([column.path for column in self.grid.columns])
        return parts_of(paths, times, self.lexicon) if self.form == "three_public" else {}

    def _has_figures(self, row: Passage) -> bool:
        return any(cell(row, index) and fold(row.cells[index]) for half in self.layout.halves for index in half.figures)

    def _row(self, row: Passage, department: str | None) -> None:
        """Read a row side by side. A total may print its name on one side of expenditure, its figure on the next."""
        before = len(self.reading.records), len(self.reading.faults)
        beside: RowLabel | None = None
        for half, labels, parts in zip(self.layout.halves, self.labels, self.parts, strict=True):
            own = labels.read(row) if half.labels else WHOLE
            figures = list(self._figures(row, half))
            label, beside = own or beside, None if figures else own
            if figures and label is None:
                self._misfit(row)
            elif figures and label is not None:
                label = self._of_unit(row, labels, label, department)
                self._lines(row, half, label, figures, parts)
                amounts = {half.figures[index]: amount for index, amount in figures}
                self.projects.read(row, label, amounts.get("total"))
        if self._left_over(row):
            self._misfit(row)
        if (len(self.reading.records), len(self.reading.faults)) == before:
            self.reading.known("row_without_figures", row)

    def _figures(self, row: Passage, half: Half) -> Iterator[tuple[int, Decimal]]:
        for index in half.figures:
            amount = money(row, index, self.units[index], self.reading)
            if amount is not None:
                yield index, amount

    def _lines(
        self, row: Passage, half: Half, label: RowLabel, figures: list[tuple[int, Decimal]], parts: dict[int, Part]
    ) -> None:
        for index, amount in figures:
            part = parts.get(index)
            self.reading.add(
                BudgetLine(
                    passages=numbers([row]), form=self.form, position=self.reading.position(BudgetLine), side=half.side,
                    code=label.code,
                    name=part.name if part else label.name, item=part.item if part else half.figures[index],
                    amount=amount, economic_code=label.economic_code,
                    government_economic_code=label.government_economic_code, unit=label.unit,
                )
            )

    def _of_unit(self, row: Passage, labels: RowLabels, label: RowLabel, department: str | None) -> RowLabel:
        """The body that a row is keyed by is a record, unless it is the department itself.

        A name that its cell cuts short is that of the body with the same code and a name that begins like it.
        """
        unit = labels.unit
        if unit is None or label.unit is None or unit.name == department:
            return label
        known = self.reading.of(Department)
        of_code = (body.name for body in known if unit.code is not None and body.code == unit.code)
        whole = next((name for name in of_code if len(name) > len(unit.name) and name.startswith(unit.name)), None)
        if whole is not None:
            return replace(label, unit=None if whole == department else whole)
        if not any(fold(body.name) == fold(unit.name) for body in known):
            self.reading.add(
                Department(passages=numbers([row]), name=unit.name, kind="unit", code=unit.code, parent=department)
            )
        return label

    def _left_over(self, row: Passage) -> bool:
        """Whether a row prints a figure beyond the columns of the table."""
        return any(parse_number(text) is not None for text in row.cells[len(self.grid.columns) :])

    def _misfit(self, row: Passage) -> None:
        self.reading.fault(
            Fault(
                rule="read.row", severity="warning", passage=row.number, actual=row.text[:80],
                message="this row of a budget table does not fit its columns and was not read",
                message_zh="预算表的这一行与表的栏目对不上，没有读入",
            )
        )

    def _report_words(self) -> None:
        """Columns that print words under the name of a figure, or behind all figures, are reported."""
        labels = self.lexicon.project_labels
        for index in (i for i in self.layout.words if labels.exact(self.grid.columns[i].leaf) is None):
            self.reading.fault(
                Fault(
                    rule="read.column", severity="info", passage=self.grid.header[0].number,
                    actual="/".join(self.grid.columns[index].path),
                    message="this column of a budget table holds words and was not read",
                    message_zh="预算表的这一栏填的是文字，没有读入",
                )
            )
