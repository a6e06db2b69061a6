"""The head of a project's goal table: labels and their values, in any order and any arrangement of cells."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.forms.goal_tables.project_drafts import ProjectDraft
from loaders.forms.goal_tables.project_money import figure_of, is_plan_value
from loaders.forms.outline import split_label
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import money_unit
from loaders.values.codes import repair_code, split_body

_TEXT_FIELDS = ("name", "code", "unit", "attribute", "period", "purpose")
_GROUPS = ("money", "plan", "goal", "purpose")
LONGEST_COLUMN_NAME = 6
"""A text up to this length beside the label of the money (年初预算数, 执行率) is a column name, not the purpose."""
_MIDTERM = {"midterm": "amount", "midterm_goal": "goal", "reached": "goal"}
_OF_EXECUTION = ("initial", "revised", "executed", "rate")
_ANY_COLUMN = 1000
_NOTHING = frozenset("—-–－/\\无 ")


def label_of(text: str, lexicon: Lexicon) -> str | None:
    """The canonical label of a cell, `fund:…` for a source of money, the column of planned or spent money."""
    label = lexicon.project_labels.exact(text) or lexicon.execution_columns.exact(text)
    if label is None and (source := lexicon.fund_sources.exact(text)):
        return f"fund:{source}"
    return label


@dataclass(slots=True)
class _Label:
    """The label that the next value of a row belongs to: where it stands, and whether it has its value."""

    name: str | None
    index: int | None = None
    filled: bool = False


def read_head_row(row: Passage, draft: ProjectDraft, lexicon: Lexicon) -> bool:
    """Take the labels and values of a row into the draft. Returns whether anything of it was understood.

    What is not understood in a row that is, is kept as odd.
    """
    label = _Label(_carried_on(row, draft, lexicon))
    odd: list[str] = []
    understood = False
    for index, text in enumerate(row.cells, start=draft.offset):
        if not text:
            continue
        draft.money.unit = _unit_in(text) or draft.money.unit
        found = _in_its_column(label_of(text, lexicon), index, draft)
        if found is not None:
            label = _Label(found, index) if found not in _OF_EXECUTION else label
            draft.group = found if found in _GROUPS else draft.group
            draft.awaiting, understood = found, True
            draft.seen.add(found)
            continue
        draft.awaiting = None
        inside = split_label(text.removeprefix("其中").lstrip("：: "))
        named = label_of(inside[0], lexicon) if inside and inside[1] else None
        if inside and named:
            named = _in_its_column(named, index, draft) or named
            label = _Label(named, index)
            draft.group = named if named in _GROUPS else draft.group
            draft.seen.add(named)
            text = inside[1]
        if _take(label, text, index, row, draft):
            understood = True
        elif label.name is not None or not _is_caption(text):
            odd.append(text)
    odd = [text for text in odd if not set(text) <= _NOTHING]
    if odd and understood:
        draft.odd.append((" | ".join(odd), row))
    return understood


def _in_its_column(label: str | None, index: int, draft: ProjectDraft) -> str | None:
    """The label, where those below and beside 中期资金总额 and 中期目标 are not of this year."""
    if label in _OF_EXECUTION:
        draft.columns[index] = label
    elif label in _MIDTERM:
        draft.later[_MIDTERM[label]] = range(index, _ANY_COLUMN)
    elif label in ("amount", "goal") and index in (columns := draft.later.get(label, range(0))):
        draft.later[label] = range(columns.start, index)
    elif label is not None and label.startswith("fund:") and index in draft.later.get("amount", ()):
        return f"midterm:{label}"
    return label


def _carried_on(row: Passage, draft: ProjectDraft, lexicon: Lexicon) -> str | None:
    """The label that waits for the first cell of a row: the last of the row above, when a row was cut after it.

    An empty first cell is a merged label from above, so its group goes on; a label, known or not, begins anew.
    """
    first = row.cells[0]
    label = label_of(first, lexicon) if first else None
    if first and label is None:
        draft.offset += draft.width
        waiting = draft.awaiting
        if waiting is None and not (draft.group == "plan" and is_plan_value(first)):
            draft.group = None
    else:
        draft.offset, waiting = 0, None
        if label is not None and label != "amount" and not label.startswith("fund:"):
            draft.group = None
    draft.width, draft.awaiting = len(row.cells), None
    return waiting


def _is_caption(text: str) -> bool:
    """Whether a text before all labels prints the unit of money, or a body with its code."""
    return _unit_in(text) is not None or split_body(text)[0] is not None


def _unit_in(text: str) -> str | None:
    return money_unit(text) if len(text) <= 30 else None


def _take(label: _Label, text: str, index: int, row: Passage, draft: ProjectDraft) -> bool:
    """Give a value to its label, one value to each; returns whether it was one."""
    name = label.name or draft.group
    if draft.group == "plan" and name == "plan":
        return draft.plan.take(index, text, row)
    if name in ("goal", "midterm_goal"):
        return _take_goal(name, text, index, row, draft)
    if name is not None and _is_money(name) and not name.startswith("midterm") and index in draft.columns:
        return _take_execution(name, label, text, index, row, draft)
    if name is None or label.filled:
        return False
    label.filled = True
    if name in _TEXT_FIELDS:
        draft.values.setdefault(name, repair_code(text) if name == "code" else text)
    elif name == "department":
        draft.department, draft.department_passage = split_body(text), row
    elif _is_money(name) or name == "money":
        return _take_money(name, text, label.index, index, row, draft)
    else:
        return False
    return True


def _is_money(name: str) -> bool:
    return name in ("amount", "midterm") or "fund:" in name


def _take_goal(name: str, text: str, index: int, row: Passage, draft: ProjectDraft) -> bool:
    """A goal of the year or of several years; what final accounts print of its being reached is neither."""
    several = name == "midterm_goal" or index in draft.later.get("goal", ())
    if several and "reached" in draft.seen:
        return False
    (draft.midterm_goals if several else draft.goals).append((text, row))
    return not several or "goal" not in draft.seen


def _take_execution(name: str, label: _Label, text: str, index: int, row: Passage, draft: ProjectDraft) -> bool:
    """A figure below 年初预算数, 全年预算数 or 全年执行数: the first one planned is that of the project."""
    kind, figure = draft.columns[index], figure_of(text, row)
    if kind == "rate" or (kind == "executed" and name != "amount"):
        return True
    if figure is None:
        return False
    if kind == "executed":
        draft.executed = draft.executed or figure
        return True
    if label.filled:
        funds = [fund for source, fund in draft.money.funds if name == f"fund:{source}"]
        planned = draft.money.amount if name == "amount" else next(reversed(funds), None)
        return planned is not None and planned.number == figure.number
    label.filled = True
    return draft.money.take(name, figure)


def _take_money(
    name: str, text: str, label_index: int | None, index: int, row: Passage, draft: ProjectDraft
) -> bool:
    """A figure, or the purpose of the money: a text apart from the labels of figures and no column name."""
    figure = figure_of(text, row)
    if figure is not None and name.startswith("midterm"):
        taken = draft.midterm.take(name.removeprefix("midterm:"), figure)
        return taken and "amount" not in draft.seen
    if figure is not None:
        return draft.money.take(name, figure)
    in_label_row = label_index is not None and (label_index == index - 1 or name == "money")
    if set(text) <= _NOTHING or (in_label_row and (name != "money" or len(text) <= LONGEST_COLUMN_NAME)):
        return False
    draft.values.setdefault("purpose", text)
    return True
