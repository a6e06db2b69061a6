"""What has been read of a project before its form is complete."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.forms.goal_tables.project_money import Money, Plan, Sum
from loaders.places import Passage


@dataclass(slots=True)
class ProjectDraft:
    """What has been read of one project so far.

    `odd` are the cells of its head that nobody understood, row by row; `later` are the columns in which money and
    goals of several years stand, `columns` those of what was planned and spent; `seen` are the labels met, whether or
    not a value followed.
    """

    title: str | None = None
    overall: bool = False
    complete: bool = False
    caption_unit: str | None = None
    unit_passage: Passage | None = None
    values: dict[str, str] = field(default_factory=dict)
    money: Money = field(default_factory=Money)
    plan: Plan = field(default_factory=Plan)
    midterm: Money = field(default_factory=Money)
    executed: Sum | None = None
    goals: list[tuple[str, Passage]] = field(default_factory=list)
    midterm_goals: list[tuple[str, Passage]] = field(default_factory=list)
    department: tuple[str | None, str] | None = None
    department_passage: Passage | None = None
    passages: list[Passage] = field(default_factory=list)
    odd: list[tuple[str, Passage]] = field(default_factory=list)
    later: dict[str, range] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    group: str | None = None
    awaiting: str | None = None
    offset: int = 0
    width: int = 0

    @property
    def started(self) -> bool:
        """Whether anything but a title was read."""
        money = any(money.funds or money.amount is not None for money in (self.money, self.midterm))
        return bool(self.values or self.goals or self.midterm_goals or money)

    def settle(self) -> None:
        """Where a form has no column of the year, money and goal of the whole time are those of the project."""
        if self.money.amount is None and not self.money.funds and not {"amount", "initial", "revised"} & self.seen:
            self.money.amount, self.money.funds = self.midterm.amount, self.midterm.funds
        if not self.goals and "goal" not in self.seen:
            self.goals = self.midterm_goals
