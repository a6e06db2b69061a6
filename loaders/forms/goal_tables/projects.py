"""Projects with their goal tables: a walk over titles, heads and indicator rows in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.forms.goal_tables.indicator_tables import IndicatorTable, indicator_header
from loaders.forms.goal_tables.indicators import read_indicator_row
from loaders.forms.goal_tables.main_tasks import TaskTable, read_task, task_table
from loaders.forms.goal_tables.page_breaks import PageBreaks
from loaders.forms.goal_tables.project_drafts import ProjectDraft
from loaders.forms.goal_tables.project_heads import label_of, read_head_row
from loaders.forms.goal_tables.project_list_rows import ListReader
from loaders.forms.goal_tables.project_lists import ListColumns, list_header
from loaders.forms.goal_tables.project_records import add_project
from loaders.forms.goal_tables.project_titles import project_title
from loaders.forms.reading import Reading
from loaders.forms.tables.cells import unit_of
from loaders.lexicon import Lexicon
from loaders.places import Passage, Table
from loaders.records import Fault, Project
from loaders.values.amounts import money_unit
from loaders.values.codes import split_body

LONGEST_BODY = 40
HEADS = frozenset({"name", "code", "department", "unit", "attribute", "period", "money", "purpose", "goal"})
"""The labels with which the head of the next project may begin below the indicators of the one before."""


def is_project_table(table: Table, lexicon: Lexicon) -> bool:
    """Whether a table is (part of) goal tables: a header of indicators or of a list, or a head in two rows."""
    if any(indicator_header(row, lexicon) for row in table.rows):
        return True
    if any(list_header(table.rows, index, lexicon) for index in range(len(table.rows))):
        return True
    labelled = [labels for row in table.rows if (labels := _labels_with_values(row, lexicon))]
    return len(labelled) >= 2 and bool({"name", "code", "goal"} & set().union(*labelled))


def _labels_with_values(row: Passage, lexicon: Lexicon) -> set[str]:
    """The labels of a row that print a value behind them; before another label or column name a label is none."""
    texts = [text for text in row.cells if text]
    values = [label_of(text, lexicon) is None and not lexicon.is_header_word(text) for text in texts]
    labels = (label_of(text, lexicon) for text, value in zip(texts, values[1:], strict=False) if value)
    return {label for label in labels if label is not None and label != "unit"}


class ProjectReader:
    """Reads project tables one after the other; `finish` completes the last project."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self.lexicon = lexicon
        self.reading = reading
        self.draft = ProjectDraft()
        self.project: Project | None = None
        self.table: IndicatorTable | None = None
        self.list: ListReader | None = None
        self.tasks: TaskTable | None = None
        self.breaks = PageBreaks(lexicon, reading)

    def text(self, passage: Passage) -> None:
        """A line outside tables: the title of the next project, or a caption of it."""
        title = project_title(passage.text)
        self.breaks.line(passage)
        if title is not None:
            self._end_list()
            self._begin(title or None, passage)
        elif self.draft.passages and not self.draft.started:
            self._caption(passage)

    def goes_on(self, table: Table) -> bool:
        """Whether a table without a header is the next page of the open table of indicators."""
        return self.breaks.joins(table, self.table)

    def rows(self, rows: Sequence[Passage], context: Sequence[Passage] = ()) -> None:
        """The rows of project tables, with the lines before them; one run of rows may hold several projects."""
        if self.table is not None and self.breaks.parts():
            self._begin(None, None)
        self.breaks.begin_table(self.table)
        index = 0
        while index < len(rows):
            header = list_header(rows, index, self.lexicon)
            if header is not None:
                columns, end = header
                self._begin_list(columns, unit_of(context))
                self.reading.known("table_header", *rows[index:end])
                index = end
            elif self.list is not None and not self._ends_list(rows[index]):
                self.list.row(rows, index)
                index += 1
            else:
                self._end_list()
                self._row(rows[index])
                index += 1

    def finish(self) -> None:
        """Complete the project at the end of the document."""
        self._end_list()
        self._complete()

    def _begin_list(self, columns: ListColumns, unit: str | None) -> None:
        """Begin a list; the same columns again are the next page of the same one."""
        if self.list is not None and self.list.same(columns, unit):
            return
        self._end_list()
        self._begin(None, None)
        self.list = ListReader(columns, unit, self.lexicon, self.reading)

    def _ends_list(self, row: Passage) -> bool:
        """Whether a row begins another form: its title, or the columns of indicators."""
        texts = [text for text in row.cells if text]
        title = project_title(texts[0]) if len(texts) == 1 else None
        return title is not None or indicator_header(row, self.lexicon) is not None

    def _end_list(self) -> None:
        if self.list is not None:
            self.list.finish()
            self.list = None

    def _row(self, row: Passage) -> None:
        header = indicator_header(row, self.lexicon)
        texts = [text for text in row.cells if text]
        title = project_title(texts[0]) if len(texts) == 1 else None
        if header is not None:
            self._complete()
            self.tasks = None
            self.table = header if self.table is None else header.after(self.table)
            self.reading.known("table_header", row)
        elif title is not None:
            self._begin(title or None, row)
        elif self.tasks is not None and read_task(row, self.tasks, self.lexicon, self.reading):
            pass
        elif (tasks := task_table(row, self.lexicon)) is not None:
            self.tasks = tasks
            self.reading.known("table_header", row)
        elif self.table is not None and self._repeats_label(row):
            self._below_label(row, self.table)
        elif self._is_head(texts) and (self.table is not None or self._repeats(texts)):
            self._begin(None, None)
            self._head(row)
        elif self.table is not None:
            read_indicator_row(row, self.table, self.project, self.lexicon, self.reading)
        elif len(texts) > 1 and all(map(self.lexicon.indicator_columns.exact, texts)):
            self.reading.fault(_unknown_columns(row))
        else:
            self._head(row)

    def _repeats_label(self, row: Passage) -> bool:
        """Whether the next page prints the label of the goal, merged over all rows, again before an indicator."""
        table, others = self.table, [text for text in row.cells[1:] if text]
        if table is None or label_of(row.cells[0], self.lexicon) != "goal":
            return False
        return not others or bool(table.roles.text(row, "name") and table.roles.text(row, "target"))

    def _below_label(self, row: Passage, table: IndicatorTable) -> None:
        if any(row.cells[1:]):
            bare = replace(row, cells=("", *row.cells[1:]))
            read_indicator_row(bare, table, self.project, self.lexicon, self.reading)
        else:
            self.reading.known("label", row)

    def _is_head(self, texts: list[str]) -> bool:
        """Whether a row begins with a label of a head, which no row of indicators does."""
        return bool(texts) and label_of(texts[0], self.lexicon) in HEADS

    def _repeats(self, texts: list[str]) -> bool:
        """Whether a row names a project or its code when the draft has one already: the next project begins."""
        labels = {label_of(text, self.lexicon) for text in texts}
        return bool(labels & {"name", "code"} & set(self.draft.values))

    def _head(self, row: Passage) -> None:
        if not self.draft.started and self.draft.awaiting is None:
            self._caption(row)
        if read_head_row(row, self.draft, self.lexicon) and row not in self.draft.passages:
            self.draft.passages.append(row)

    def _begin(self, title: str | None, passage: Passage | None) -> None:
        self._complete()
        self.table, self.project, self.tasks = None, None, None
        overall = passage is not None and "整体" in passage.text
        self.draft = ProjectDraft(title=title, overall=overall, passages=[passage] if passage else [])

    def _caption(self, passage: Passage) -> None:
        """A line such as `630001 某局本级 | 单位：万元`, or `(2024年度)`, between title and head."""
        understood = True
        for text in filter(None, passage.cells or (passage.text,)):
            if label_of(text, self.lexicon) is not None:
                return
            code, name = split_body(text)
            unit = money_unit(text)
            self.draft.money.unit = unit or self.draft.money.unit
            if code is not None and not name.isascii() and len(name) <= LONGEST_BODY and unit is None:
                self.draft.caption_unit, self.draft.unit_passage = text, passage
                self.draft.passages.append(passage)
            else:
                understood &= self._is_caption(text)
        if understood and passage not in self.draft.passages and passage.kind == "row":
            self.reading.known("caption", passage)

    def _is_caption(self, text: str) -> bool:
        return any(self.lexicon.structure[kind].match(text.strip()) for kind in ("captions", "parts"))

    def _complete(self) -> None:
        """Turn the draft into a project, once. A title alone is no project, nor is what bears a column's name."""
        if not self.draft.complete and (self.draft.started or self.table is not None):
            self.draft.complete = True
            name = self.draft.values.get("name")
            if name is None or not self.lexicon.is_header_word(name):
                self.project = add_project(self.draft, self.reading)


def _unknown_columns(row: Passage) -> Fault:
    return Fault(
        rule="read.header", severity="warning", passage=row.number, actual=row.text[:80],
        message="these column names are not those of a whole indicator table, so the row was not read",
        message_zh="这一行的栏目名称不足以构成完整的绩效指标表，没有读入",
    )
