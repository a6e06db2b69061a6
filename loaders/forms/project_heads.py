"""The head of a project's goal table: labels and their values, in any order and any arrangement of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.forms.outline import split_label
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.values.amounts import money_unit, parse_number
from loaders.values.codes import repair_code, split_body
from loaders.values.wording import fold

_MONTH = re.compile(r"^(?:截至|至|到)?(\d{1,2})月(?:底|末|份)?$")
_TEXT_FIELDS = ("name", "code", "unit", "attribute", "period", "purpose")


@dataclass(slots=True)
class ProjectDraft:
    """What has been read of one project so far."""

    title: str | None = None
    caption_unit: str | None = None
    unit_passage: Passage | None = None
    values: dict[str, str] = field(default_factory=dict)
    money_unit: str | None = None
    amount: Decimal | None = None
    funds: list[tuple[str, Decimal, Passage]] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)
    percents: dict[int, Decimal] = field(default_factory=dict)
    plan_passages: list[Passage] = field(default_factory=list)
    goals: list[tuple[str, Passage]] = field(default_factory=list)
    department: tuple[str | None, str] | None = None
    department_passage: Passage | None = None
    passages: list[Passage] = field(default_factory=list)
    group: str | None = None
    awaiting: str | None = None
    offset: int = 0
    width: int = 0

    @property
    def plan_in_one_row(self) -> bool:
        """Whether the months, cell by cell, and the percents of the plan were printed in one row."""
        adjoining = max(self.months) - min(self.months) == len(self.months) - 1 if self.months else False
        return adjoining and len({passage.number for passage in self.plan_passages}) == 1

    @property
    def started(self) -> bool:
        """Whether anything but a title was read."""
        return bool(self.values or self.goals or self.funds or self.amount is not None)

    def disbursements(self) -> Iterator[tuple[int, Decimal]]:
        """Months and their percents: cell under cell where the rows are alike, else in order when the counts agree.

        Where both stand in one row, a percent comes after all the months and the empty cell that begins its own row.
        """
        later = len(self.months) + 1
        if set(self.percents) <= set(self.months):
            yield from ((self.months[index], percent) for index, percent in self.percents.items())
        elif len(self.percents) == len(self.months):
            yield from zip(self.months.values(), self.percents.values(), strict=True)
        elif self.plan_in_one_row and {index - later for index in self.percents} <= set(self.months):
            yield from ((self.months[index - later], percent) for index, percent in self.percents.items())


def label_of(text: str, lexicon: Lexicon) -> str | None:
    """The canonical label of a cell, `fund:…` for a source of money."""
    label = lexicon.project_labels.exact(text)
    if label is None and (source := lexicon.fund_sources.exact(text)):
        return f"fund:{source}"
    return label


def read_head_row(row: Passage, draft: ProjectDraft, lexicon: Lexicon) -> bool:
    """Take the labels and values of a row into the draft. Returns whether anything of it was understood."""
    label = _carried_on(row, draft, lexicon)
    understood = False
    for index, text in enumerate(row.cells, start=draft.offset):
        if not text:
            continue
        draft.money_unit = _unit_in(text, row) or draft.money_unit
        found = label_of(text, lexicon)
        month = _MONTH.match(fold(text))
        if found is not None:
            label = found
            draft.group = found if found in ("money", "plan", "goal", "purpose") else draft.group
            draft.awaiting, understood = found, True
        elif month and draft.group == "plan":
            draft.months[index] = int(month[1])
            draft.plan_passages.append(row)
            understood = True
        else:
            draft.awaiting = None
            inside = split_label(text)
            named = label_of(inside[0], lexicon) if inside and inside[1] else None
            if inside and named:
                understood |= _take(named, inside[1], index, row, draft)
            else:
                understood |= _take(label or draft.group, text, index, row, draft)
    return understood


def _carried_on(row: Passage, draft: ProjectDraft, lexicon: Lexicon) -> str | None:
    """The label that waits for the first cell of a row: the last of the row above, when a row was cut after it.

    An empty first cell is a merged label from above, so its group goes on; a label begins anew.
    """
    first = row.cells[0]
    label = label_of(first, lexicon) if first else None
    if first and label is None:
        draft.offset += draft.width
        waiting = draft.awaiting
    else:
        draft.offset, waiting = 0, None
        if label is not None and label != "amount" and not label.startswith("fund:"):
            draft.group = None
    draft.width, draft.awaiting = len(row.cells), None
    return waiting


def _unit_in(text: str, row: Passage) -> str | None:
    return money_unit(text) if len(text) <= 30 else None


def _take(label: str | None, text: str, index: int, row: Passage, draft: ProjectDraft) -> bool:
    """Give a value to its label; a text where an amount is due is the purpose of the money."""
    number = parse_number(text.rstrip("%％"))
    if label == "unit" and "unit" not in draft.values:
        draft.unit_passage = row
    if label in _TEXT_FIELDS:
        draft.values.setdefault(label, repair_code(text) if label == "code" else text)
    elif label == "department":
        draft.department, draft.department_passage = split_body(text), row
    elif label == "goal":
        draft.goals.append((text, row))
    elif draft.group == "plan":
        if number is None:
            return False
        draft.percents[index] = number
        draft.plan_passages.append(row)
    elif label == "amount" or label == "money" or (label or "").startswith("fund:"):
        _take_money(str(label), text, number, row, draft)
    else:
        return False
    return True


def _take_money(label: str, text: str, number: Decimal | None, row: Passage, draft: ProjectDraft) -> None:
    if number is None:
        draft.values.setdefault("purpose", text)
    elif label.startswith("fund:"):
        draft.funds.append((label.removeprefix("fund:"), number, row))
    elif draft.amount is None:
        draft.amount = number
