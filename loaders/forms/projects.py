"""Projects with their goal tables: a walk over titles, heads and indicator rows in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from loaders.forms.cells import missing_unit
from loaders.forms.goal_texts import split_goals
from loaders.forms.indicators import IndicatorTable, indicator_header, read_indicator_row
from loaders.forms.project_heads import ProjectDraft, label_of, read_head_row
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage, Table
from loaders.records import Department, Disbursement, Fault, Fund, Goal, Project
from loaders.values.amounts import money_unit, to_wan
from loaders.values.codes import split_body
from loaders.values.numerals import numbering
from loaders.values.years import period_years

LONGEST_TITLE = 120
_TITLE = re.compile(r"^(?P<name>.*?)(?P<form>支出预算|支出|预算)?绩效目标(?:申报|批复)?表\s*\d*(?:[（(]\d{4}年度?[)）])?$", re.DOTALL)
_GENERIC = re.compile(r"(?:^|项目|部门|单位|整体|总体)$")
_STRAY = re.compile(r"(?<=[\u4e00-\u9fff])(?:[a-z]{1,3} )+[a-z]{1,3}(?=[\u4e00-\u9fff]|$)")


def is_project_table(table: Table, lexicon: Lexicon) -> bool:
    """Whether a table is (part of) a project's goal table: it has an indicator header, or labels of a head in two rows."""
    if any(indicator_header(row, lexicon) for row in table.rows):
        return True
    labelled = [row for row in table.rows if any(_is_head_label(text, lexicon) for text in row.cells if text)]
    return len(labelled) >= 2 and {label_of(row.cells[0], lexicon) for row in labelled} & {"name", "code", "goal"} != set()


def _is_head_label(text: str, lexicon: Lexicon) -> bool:
    label = lexicon.project_labels.exact(text)
    return label is not None and label != "unit"


class ProjectReader:
    """Reads project tables one after the other; `finish` completes the last project."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self.lexicon = lexicon
        self.reading = reading
        self.draft = ProjectDraft()
        self.project: Project | None = None
        self.table: IndicatorTable | None = None

    def text(self, passage: Passage) -> None:
        """A line outside tables: the title of the next project, or a caption of it."""
        title = project_title(passage.text)
        if title is not None:
            self._begin(title or None, passage)
        elif not self.draft.started and self.draft.passages:
            self._caption(passage)

    def rows(self, rows: Iterable[Passage]) -> None:
        """The rows of a project table, which may hold several projects."""
        for row in rows:
            texts = [text for text in row.cells if text]
            header = indicator_header(row, self.lexicon)
            if header is not None:
                self._complete()
                self.table = header
                self.reading.known("table_header", row)
            elif len(texts) == 1 and project_title(texts[0]) is not None:
                self._begin(project_title(texts[0]) or None, row)
            elif self._starts_head(row):
                if self.table is not None or self._repeats(row):
                    self._begin(None, None)
                self._head(row)
            elif self.table is not None:
                read_indicator_row(row, self.table, self.project, self.lexicon, self.reading)
            elif not read_head_row(row, self.draft, self.lexicon):
                self._caption(row)
            else:
                self.draft.passages.append(row)

    def finish(self) -> None:
        """Complete the project at the end of the document."""
        self._complete()

    def _starts_head(self, row: Passage) -> bool:
        first = next((text for text in row.cells if text), "")
        label = label_of(first, self.lexicon)
        return label in ("name", "code", "department", "money", "plan", "goal", "attribute", "unit", "purpose", "amount", "period")

    def _repeats(self, row: Passage) -> bool:
        labels = {label_of(text, self.lexicon) for text in row.cells if text}
        return bool(labels & {"name", "code"} & set(self.draft.values)) and bool({"name", "code"} & labels)

    def _head(self, row: Passage) -> None:
        read_head_row(row, self.draft, self.lexicon)
        self.draft.passages.append(row)

    def _begin(self, title: str | None, passage: Passage | None) -> None:
        if self.draft.started or self.draft.title:
            self._complete()
        self.table, self.project = None, None
        self.draft = ProjectDraft(title=title, passages=[passage] if passage else [])

    def _caption(self, passage: Passage) -> None:
        """A line such as `630001 某局本级 | 单位：万元`, or `(2024年度)`, between title and head."""
        for text in passage.cells or (passage.text,):
            unit = money_unit(text)
            code, name = split_body(text)
            if unit:
                self.draft.money_unit = unit
            elif code is not None and len(name) <= 40:
                self.draft.caption_unit = text
                self.draft.passages.append(passage)
        if passage not in self.draft.passages:
            self.reading.known("caption", passage)

    def _complete(self) -> None:
        """Turn the draft into a project with its funds, plan and goals, once."""
        draft = self.draft
        name = draft.values.get("name") or draft.title
        if self.project is not None or name is None or not (draft.started or self.table or draft.title):
            return
        if not draft.started and not draft.passages:
            return
        start, end = period_years(draft.values.get("period") or "")
        unit = self._unit()
        self.project = self.reading.add(
            Project(
                passages=numbers(draft.passages), position=len(self.reading.of(Project)) + 1,
                name=self._clean(name), unit=unit, code=draft.values.get("code"), amount=self._money(draft.amount),
                purpose=draft.values.get("purpose"), attribute=draft.values.get("attribute"),
                period=draft.values.get("period"), start_year=start, end_year=end,
            )
        )
        self._add_parts(self.project)

    def _unit(self) -> str | None:
        draft = self.draft
        if draft.department is not None:
            code, name = draft.department
            self.reading.add(Department(passages=numbers([draft.department_passage]), name=name, code=code))
        printed = draft.values.get("unit") or draft.caption_unit
        if printed is None:
            return None
        code, name = split_body(printed)
        self.reading.add(Department(passages=numbers(draft.passages), name=name, code=code, kind="unit"))
        return name

    def _add_parts(self, project: Project) -> None:
        draft = self.draft
        for source, number, row in draft.funds:
            amount = self._money(number)
            if amount is not None:
                self.reading.add(Fund(passages=numbers([row]), project=project, source=source, amount=amount))
        for month, percent in draft.disbursements():
            self.reading.add(
                Disbursement(passages=numbers(draft.plan_passages), project=project, month=month, percent=percent)
            )
        position = 0
        for text, row in draft.goals:
            for number, goal in split_goals(text):
                position += 1
                self.reading.add(
                    Goal(passages=numbers([row]), scope="project", position=position, project=project,
                         number=number, text=goal)
                )

    def _money(self, number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        if self.draft.money_unit is None:
            missing_unit(self.draft.passages[-1], self.reading)
            return None
        return to_wan(number, self.draft.money_unit)

    def _clean(self, name: str) -> str:
        """A name without stray Latin letters that an input method left inside it; they are reported."""
        clean = _STRAY.sub("", name)
        if clean != name and self.draft.passages:
            self.reading.fault(
                Fault(
                    rule="read.stray_letters", severity="info", passage=self.draft.passages[0].number,
                    expected=clean, actual=name, message="stray letters inside a name were left out",
                )
            )
        return clean


def project_title(text: str) -> str | None:
    """The name in a title of a goal table; empty when the title names no project; `None` when it is no such title.

    >>> project_title("1、便民中心工作经费绩效目标表"), project_title("部门项目支出预算绩效目标表2")
    ('便民中心工作经费', '')
    >>> project_title("一、总体绩效目标") is None
    True
    """
    match = _TITLE.match(text.strip())
    if match is None or len(text) > LONGEST_TITLE:
        return None
    number, name = numbering(match["name"])
    if match["form"] or (number is None and _GENERIC.search(name)):
        return ""
    return name
