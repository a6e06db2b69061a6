"""The rows of one listed project to records: the project, its money and goals, and its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.forms.goal_tables.indicator_tables import with_weights
from loaders.forms.goal_tables.indicators import add_indicator, read_indicator_row
from loaders.forms.goal_tables.project_drafts import ProjectDraft
from loaders.forms.goal_tables.project_lists import ListColumns
from loaders.forms.goal_tables.project_money import figure_of
from loaders.forms.goal_tables.project_records import add_goals, add_project, repeated_project
from loaders.forms.goal_tables.running_indicators import running_indicators
from loaders.forms.reading import Reading
from loaders.forms.tables.cells import cell
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Project


@dataclass(slots=True)
class Listed:
    """The rows of one project; without a name they are those of a whole department, or of nobody known.

    `body` is the row beside or above that prints the unit, with the printed text; `money_unit` is that of the caption.
    """

    name: str | None
    body: tuple[str, Passage] | None
    money_unit: str | None
    rows: list[Passage] = field(default_factory=list)


def add_listed(listed: Listed, columns: ListColumns, lexicon: Lexicon, reading: Reading) -> None:
    """Add all that the rows of one project say."""
    project = None
    _report_strange(listed.rows, columns, reading)
    if listed.name is not None:
        project = _add_project(listed, columns, reading)
    elif columns.of_projects:
        _report_nobody(listed.rows[0], reading)
    else:
        add_project(ProjectDraft(overall=True, goals=_joined(listed.rows, columns.roles.get("goal"))), reading)
    if (table := columns.indicators) is not None:
        table.level1 = table.level2 = None
        weighted = with_weights(table, listed.rows)
        for row in filter(columns.prints_indicator, listed.rows):
            read_indicator_row(_bare(row, columns), weighted, project, lexicon, reading)
    for text, row in _joined(listed.rows, columns.running):
        _add_running(text, row, project, lexicon, reading)


def _add_project(listed: Listed, columns: ListColumns, reading: Reading) -> Project | None:
    """Add the project; where a list of goals only (重点项目) names again what another table told, it is that one."""
    draft = _draft(listed, columns)
    if columns.indicators is None and columns.running is None and (told := repeated_project(draft, reading)):
        add_goals(draft, told, reading)
        reading.known("repeated", *draft.passages)
        return told
    return add_project(draft, reading)


def _draft(listed: Listed, columns: ListColumns) -> ProjectDraft:
    row = listed.rows[0]
    draft = ProjectDraft(
        passages=[row], goals=_joined(listed.rows, columns.roles.get("goal")), values={"name": listed.name or ""}
    )
    if listed.body is not None:
        draft.caption_unit, draft.unit_passage = listed.body
    for role in ("code", "purpose"):
        if text := cell(row, columns.roles.get(role)):
            draft.values[role] = text
    for index in columns.money:
        _take_money(cell(row, index), index, row, listed, columns, draft)
    return draft


def _take_money(
    text: str | None, index: int, row: Passage, listed: Listed, columns: ListColumns, draft: ProjectDraft
) -> None:
    figure = figure_of(text, row) if text else None
    if figure is not None:
        source = columns.funds.get(index)
        figure = replace(figure, unit=figure.unit or columns.unit(index) or listed.money_unit)
        draft.money.take(f"fund:{source}" if source else "amount", figure)
    elif text and text.strip("—-–－/\\无 "):
        draft.odd.append((text, row))


def _joined(rows: Sequence[Passage], index: int | None) -> list[tuple[str, Passage]]:
    """The texts of a project in one column; a page break cuts a text without any mark."""
    texts: list[tuple[str, Passage]] = []
    for row in rows:
        text = cell(row, index)
        if text is None or any(text == printed for printed, _ in texts):
            continue
        if texts and texts[-1][1].place.page != row.place.page:
            text = texts.pop()[0] + text
        texts.append((text, row))
    return texts


def _bare(row: Passage, columns: ListColumns) -> Passage:
    """The row with the cells of its indicator only."""
    taken = {*columns.roles.values(), *columns.funds}
    return replace(row, cells=tuple("" if index in taken else text for index, text in enumerate(row.cells)))


def _add_running(text: str, row: Passage, project: Project | None, lexicon: Lexicon, reading: Reading) -> None:
    found = running_indicators(text, lexicon)
    for read in filter(None, found):
        add_indicator(row, read, read.level1, read.level2, project, lexicon, reading)
    if not all(found) or not found:
        reading.fault(
            Fault(
                rule="read.row", severity="warning", passage=row.number, actual=text[:80],
                message="the indicators in this cell, or some of them, were not read: they are no numbered list",
                message_zh="该单元格中的指标（或其中一部分）不是编号列出的，没有读入",
            )
        )


def _report_strange(rows: Sequence[Passage], columns: ListColumns, reading: Reading) -> None:
    """Say once for each list which columns hold text that no record has a place for."""
    for row in rows:
        if lost := [word for index, word in columns.strange.items() if cell(row, index)]:
            columns.strange.clear()
            reading.fault(
                Fault(
                    rule="read.column", severity="info", passage=row.number, actual=" | ".join(lost),
                    message="these columns of a list of projects are not read",
                    message_zh="项目清单的这些栏目没有读入",
                )
            )


def _report_nobody(row: Passage, reading: Reading) -> None:
    reading.fault(
        Fault(
            rule="read.project", severity="warning", passage=row.number, actual=row.text[:80],
            message="no project is printed for these rows of a list, so their indicators stand without one",
            message_zh="清单的这些行没有列出项目名称，所列指标不属于任何项目",
        )
    )
