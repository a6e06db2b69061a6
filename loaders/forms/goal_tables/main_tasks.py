"""The main tasks of a whole department (年度主要任务): name and content of each, above the indicators."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import cell
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Goal
from loaders.values.numerals import numbering


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The columns of tasks and their content; `head` is the text of the merged cell to their left."""

    name: int
    content: int
    head: str


def task_table(row: Passage, lexicon: Lexicon) -> TaskTable | None:
    """The columns of tasks, when a row names them: `年度主要任务 | 任务名称 | 主要内容 | 预算金额`."""
    labels = {lexicon.project_labels.exact(text): index for index, text in reversed(list(enumerate(row.cells))) if text}
    if not {"task", "purpose"} <= set(labels) or labels["task"] > labels["purpose"]:
        return None
    return TaskTable(labels["task"], labels["purpose"], row.cells[0] if labels["task"] else "")


def read_task(row: Passage, table: TaskTable, lexicon: Lexicon, reading: Reading) -> bool:
    """Add the task of a row as a goal of one item; returns False for a row that is none of the tasks."""
    if table.name and row.cells[0] not in ("", table.head):
        return False
    name, content = cell(row, table.name), cell(row, table.content)
    if name is None or content is None:
        reading.known("table_header" if name is None else "total", row)
        return True
    number, title = numbering(name)
    position = sum(goal.scope == "item" for goal in reading.of(Goal)) + 1
    reading.add(
        Goal(passages=numbers([row]), scope="item", position=position, number=number, title=title or name, text=content)
    )
    return True
