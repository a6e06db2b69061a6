"""The money in a project's head: the amount, its sources, and the plan by when it is to be spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.places import Passage
from loaders.values.amounts import UNIT_POWERS, parse_number
from loaders.values.wording import fold

_FIGURE = re.compile(rf"(?P<number>[\d,，.\s]+?)\s*(?P<unit>{'|'.join(sorted(UNIT_POWERS, key=len, reverse=True))})")
_MONTH = re.compile(r"^(?:截至|至|到)?(\d{1,2})月(?:底|末|份)?$")


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with the unit printed behind it, if any, and where it stands."""

    number: Decimal
    unit: str | None
    row: Passage


@dataclass(slots=True)
class Money:
    """The amount and the sources of a project's money as far as read; `unit` is that of the whole head."""

    unit: str | None = None
    amount: Sum | None = None
    funds: list[tuple[str, Sum]] = field(default_factory=list)

    def take(self, label: str, figure: Sum) -> bool:
        """Give a figure to its label; a second amount is not taken."""
        if label.startswith("fund:"):
            self.funds.append((label.removeprefix("fund:"), figure))
            return True
        if self.amount is not None:
            return False
        self.amount = figure
        return True


def figure_of(text: str, row: Passage) -> Sum | None:
    """The figure that a cell prints, alone or with its unit of money.

    >>> from loaders.places import Place
    >>> row = Passage(number=1, kind="row", text="", place=Place(first_line=1, last_line=1))
    >>> figure_of("10.5万元", row).unit, figure_of("20.00", row).unit, figure_of("用于购置", row)
    ('万元', None, None)
    """
    match = _FIGURE.fullmatch(text.strip())
    number = parse_number(match["number"] if match else text)
    return None if number is None else Sum(number, match["unit"] if match else None, row)


def is_plan_value(text: str) -> bool:
    """Whether a text is a month or a percent of a disbursement plan.

    >>> is_plan_value("3月底"), is_plan_value("25%"), is_plan_value("立项依据")
    (True, True, False)
    """
    return _MONTH.match(fold(text)) is not None or parse_number(text.rstrip("%％")) is not None


@dataclass(slots=True)
class Plan:
    """Months and percents of the disbursement plan, by the columns that they stand in."""

    months: dict[int, int] = field(default_factory=dict)
    percents: dict[int, Decimal] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    def take(self, index: int, text: str, row: Passage) -> bool:
        """Give a month or a percent to its column; returns whether the text is either."""
        month, percent = _MONTH.match(fold(text)), parse_number(text.rstrip("%％"))
        if month:
            self.months[index] = int(month[1])
        elif percent is not None:
            self.percents[index] = percent
        else:
            return False
        self.passages.append(row)
        return True

    def disbursements(self) -> Iterator[tuple[int, Decimal]]:
        """Months and their percents: cell under cell where the rows are alike, else in order when the counts agree.

        Where both stand in one row, a percent comes after all the months and the empty cell that begins its own row.
        """
        later = len(self.months) + 1
        if set(self.percents) <= set(self.months):
            yield from ((self.months[index], percent) for index, percent in self.percents.items())
        elif len(self.percents) == len(self.months):
            yield from zip(self.months.values(), self.percents.values(), strict=True)
        elif self._in_one_row() and {index - later for index in self.percents} <= set(self.months):
            yield from ((self.months[index - later], percent) for index, percent in self.percents.items())

    def _in_one_row(self) -> bool:
        """Whether the months, cell by cell, and the percents were printed in one row."""
        adjoining = max(self.months) - min(self.months) == len(self.months) - 1 if self.months else False
        return adjoining and len({passage.number for passage in self.passages}) == 1
