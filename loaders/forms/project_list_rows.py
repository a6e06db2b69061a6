"""The rows of a list of projects, gathered project by project, to records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders.forms.cells import cell
from loaders.forms.grid import is_column_numbers
from loaders.forms.indicator_tables import with_weights
from loaders.forms.indicators import add_indicator, read_indicator_row
from loaders.forms.project_heads import ProjectDraft
from loaders.forms.project_lists import ListColumns
from loaders.forms.project_money import figure_of
from loaders.forms.project_records import add_goals, add_project, repeated_project
from loaders.forms.reading import Reading
from loaders.forms.running_indicators import running_indicators
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Project
from loaders.values.codes import split_body
from loaders.values.wording import fold


@dataclass(slots=True)
class _Open:
    """A project whose rows are being gathered; without a name, rows of a whole department or of nobody known."""

    name: str | None
    unit: str | None
    rows: list[Passage] = field(default_factory=list)


class ListReader:
    """Reads the rows below one header; a header that comes again on the next page goes on with the same reader."""

    def __init__(self, columns: ListColumns, unit: str | None, lexicon: Lexicon, reading: Reading) -> None:
        self.columns = columns
        self.unit = unit
        self.lexicon = lexicon
        self.reading = reading
        self.body: str | None = None
        self.open: _Open | None = None

    def row(self, row: Passage, later: Sequence[Passage]) -> None:
        """Take a row; `later` are the rows below it, which tell a sum from a project."""
        first = next(text for text in row.cells if text)
        name = cell(row, self.columns.name)
        if is_column_numbers(row):
            self.reading.known("table_header", row)
        elif self._is_total(name or first):
            self.finish()
            self.reading.known("total", row)
        elif self.lexicon.structure["notes"].match(first) and not name:
            self.reading.known("note", row)
        elif name is None or self._goes_on(name, row):
            self._continue(row)
        elif not self._describes(row) and (self._is_body(name, row) or self._sums_up(row, later)):
            self._begin_body(name, row)
        else:
            self._begin(name, row)

    def finish(self) -> None:
        """Turn the rows gathered last into records."""
        if self.open is not None and self.open.rows:
            self._add(self.open)
        self.open = None

    def _is_total(self, text: str) -> bool:
        return self.lexicon.structure["totals"].match(text)

    def _continue(self, row: Passage) -> None:
        if self.open is None:
            self.open = _Open(None, self.body)
        self.open.rows.append(row)

    def _begin(self, name: str, row: Passage) -> None:
        self.finish()
        self.open = _Open(name if self.columns.of_projects else None, self._unit_of(row), [row])

    def _begin_body(self, name: str, row: Passage) -> None:
        """A row with the sum of a body, whose projects follow."""
        self.finish()
        if self._is_body(name, row):
            self.body = split_body(name)[1]
        self.reading.known("subtotal", row)

    def _unit_of(self, row: Passage) -> str | None:
        """The body that a project's row prints beside it, or the last one above."""
        if self.columns.of_projects and (printed := cell(row, self.columns.roles.get("body"))):
            self.body = split_body(printed)[1]
        return self.body

    def _goes_on(self, name: str, row: Passage) -> bool:
        """Whether the next page prints the name of the open project again, as the cell is merged over its rows."""
        if self.open is None or self.open.name is None or fold(name) != fold(self.open.name):
            return False
        above = self.open.rows[0]
        columns = [*self.columns.money, self.columns.roles.get("goal", self.columns.name)]
        return all(cell(row, index) in (None, cell(above, index)) for index in columns)

    def _describes(self, row: Passage) -> bool:
        """Whether a row prints a goal or anything of indicators."""
        texts = [cell(row, index) for index in (self.columns.roles.get("goal"), self.columns.running)]
        return any(texts) or self._prints_indicator(row)

    def _prints_indicator(self, row: Passage) -> bool:
        table = self.columns.indicators
        return table is not None and any(cell(row, index) for index in table.roles.indices.values())

    def _is_body(self, name: str, row: Passage) -> bool:
        bare = split_body(name)[1]
        return bare.endswith(self.lexicon.body_suffixes) and self._figure(row) is not None

    def _sums_up(self, row: Passage, later: Sequence[Passage]) -> bool:
        """Whether the amounts of the next rows make up that of a row which describes nothing."""
        total, found = self._figure(row), None
        for below in later:
            figure = self._figure(below) if cell(below, self.columns.name) else None
            if figure is not None and total is not None:
                found = figure if found is None else found + figure
                if found >= total:
                    return found == total and found != 0
        return False

    def _figure(self, row: Passage) -> Decimal | None:
        """The first figure of a row: its amount, or that of its first source."""
        for index in self.columns.money:
            if (text := cell(row, index)) and (figure := figure_of(text, row)):
                return figure.number
        return None

    def _add(self, group: _Open) -> None:
        project = self._project(group) if group.name is not None else None
        if group.name is None:
            self._add_of_nobody(group)
        table = self.columns.indicators
        if table is not None:
            table.level1 = table.level2 = None
            weighted = with_weights(table, group.rows)
            for row in filter(self._prints_indicator, group.rows):
                read_indicator_row(self._bare(row), weighted, project, self.lexicon, self.reading)
        self._add_running(group, project)

    def _add_of_nobody(self, group: _Open) -> None:
        """The goals of whole departments; in a list of projects, rows below no project are doubtful."""
        if not self.columns.of_projects:
            draft = ProjectDraft(overall=True, goals=self._goals(group))
            add_project(draft, self.reading)
            return
        self.reading.fault(
            Fault(
                rule="read.project", severity="warning", passage=group.rows[0].number, actual=group.rows[0].text[:80],
                message="no project is printed for these rows of a list, so their indicators stand without one",
            )
        )

    def _bare(self, row: Passage) -> Passage:
        """The row with the cells of its indicator only."""
        taken = {*self.columns.roles.values(), *self.columns.funds}
        return replace(row, cells=tuple("" if index in taken else text for index, text in enumerate(row.cells)))

    def _goals(self, group: _Open) -> list[tuple[str, Passage]]:
        """The goal in the cells of a project; a page break cuts it without any mark."""
        return self._joined(group, self.columns.roles.get("goal"))

    def _joined(self, group: _Open, index: int | None) -> list[tuple[str, Passage]]:
        texts: list[tuple[str, Passage]] = []
        for row in group.rows:
            text = cell(row, index)
            if text is None or any(text == printed for printed, _ in texts):
                continue
            if texts and texts[-1][1].place.page != row.place.page:
                text = texts.pop()[0] + text
            texts.append((text, row))
        return texts

    def _project(self, group: _Open) -> Project | None:
        row = group.rows[0]
        draft = ProjectDraft(passages=[row], goals=self._goals(group))
        draft.values["name"] = group.name or ""
        for role in ("code", "purpose"):
            if text := cell(row, self.columns.roles.get(role)):
                draft.values[role] = text
        draft.named_unit = group.unit
        for index in self.columns.money:
            text = cell(row, index)
            figure = figure_of(text, row) if text else None
            if figure is not None:
                figure = replace(figure, unit=figure.unit or self.columns.unit(index) or self.unit)
                source = self.columns.funds.get(index)
                draft.money.take(f"fund:{source}" if source else "amount", figure)
            elif text and text.strip("—-–－/\\无 "):
                draft.odd.append((text, row))
        return self._told_already(draft) or add_project(draft, self.reading)

    def _told_already(self, draft: ProjectDraft) -> Project | None:
        """The project itself where a list of goals only (重点项目) names again what another table has told."""
        if self.columns.indicators or self.columns.running is not None:
            return None
        project = repeated_project(draft, self.reading)
        if project is not None:
            add_goals(draft, project, self.reading)
            self.reading.known("repeated", *draft.passages)
        return project

    def _add_running(self, group: _Open, project: Project | None) -> None:
        for text, row in self._joined(group, self.columns.running):
            found = running_indicators(text, self.lexicon)
            for read in found:
                add_indicator(row, read, read.level1, read.level2, project, self.lexicon, self.reading)
            if not found:
                self.reading.fault(
                    Fault(
                        rule="read.row", severity="warning", passage=row.number, actual=text[:80],
                        message="the indicators in this cell are not those of a numbered list and were not read",
                    )
                )
