"""What a document says: typed, frozen records, each with the passages that say it.

Money is a `Decimal` in 万元 (10,000 yuan), exactly as printed after conversion from the unit of its table.
`None` always means: not printed. A record refers to its project by the project record itself; department and
document are those of the `LoadedDocument` that carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DutyKind = Literal["specific", "general"]
Measure = Literal["quantity", "quality", "deadline", "compound", "missing"]
YearSource = Literal["title", "text", "indicator", "project_code"]
Operator = Literal["=", "≥", "≤", ">", "<", "between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything a document states. `passages` are the numbers of the passages that state it."""

    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Record):
    """A budget department (部门) or one of its units (单位). `parent` is the name of the unit's department."""

    name: str
    kind: Literal["department", "unit"] = "department"
    code: str | None = None
    parent: str | None = None
    nature: str | None = None
    rank: str | None = None
    funding_mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Record):
    """A duty of the department (部门职责). A general duty is one that every department prints."""

    number: str | None
    text: str
    kind: DutyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A budget project (项目). `position` counts the projects of one document from 1.

    `executed` is what final accounts say was spent of it (全年执行数).
    """

    position: int
    name: str
    unit: str | None = None
    code: str | None = None
    amount: Decimal | None = None
    executed: Decimal | None = None
    purpose: str | None = None
    attribute: str | None = None
    period: str | None = None
    start_year: int | None = None
    end_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A performance goal: of the whole department, one of its items, or a project."""

    scope: Literal["overall", "item", "project"]
    position: int
    project: Project | None = None
    number: str | None = None
    title: str | None = None
    text: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardMeasure(Record):
    """A measure that safeguards the goals (保障措施)."""

    position: int
    number: str | None
    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(Record):
    """Money of one source behind a project. `source` is a name of the fund source scheme, or as printed."""

    project: Project
    source: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Disbursement(Record):
    """The share of a project's money to be spent by the end of a month, cumulative, in percent."""

    project: Project
    month: int
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """A performance indicator and its target. Levels are canonical names, `None` where the form prints none.

    Final accounts print what was reached (`actual`, with its number where it is one), the points that this earned out
    of the weight (`score`), and why it differs from the target (`deviation`).
    """

    position: int
    project: Project | None
    level1: str | None
    level2: str | None
    name: str
    description: str | None = None
    target: str | None = None
    operator: Operator | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    measure: Measure = "missing"
    basis: str | None = None
    weight: Decimal | None = None
    actual: str | None = None
    actual_value: Decimal | None = None
    score: Decimal | None = None
    deviation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    """One figure of a budget table: its row (code, name), its column (item), in 万元.

    `code` is the row's first classification: by function, else by economic class. A row that is classified further
    prints an economic class of departmental budgets (301 …) and one of government budgets (501 …) beside it. `unit`
    names the body that the row belongs to, `None` for the whole department. Beside income and expenditure a balance
    may print expenditure again by economic class or by purpose.
    """

    form: str
    position: int
    side: Literal["income", "expenditure", "economic", "government_economic", "purpose"] | None
    code: str | None
    name: str
    item: str
    amount: Decimal
    economic_code: str | None = None
    government_economic_code: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement(Record):
    """A line of the procurement budget. `kind` tells items from totals of the whole table or of one unit."""

    position: int
    kind: Literal["item", "total"]
    project: Project | None
    project_name: str | None
    item: str | None
    catalogue_code: str | None
    unit: str | None
    quantity: Decimal | None
    price: Decimal | None
    amount: Decimal | None
    project_amount: Decimal | None = None
    small_business: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """A class of fixed assets held, with quantity and value (万元)."""

    position: int
    name: str
    quantity: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """A figure said in prose: an amount, a change from last year (negative for a decrease), or both, in 万元.

    `code` is that of a functional or economic class where printed, `previous` the figure of last year where said,
    `change_percent` the change in percent as said, negative for a decrease.
    """

    position: int
    item: str
    name: str
    amount: Decimal | None
    change: Decimal | None
    text: str
    code: str | None = None
    previous: Decimal | None = None
    change_percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Record):
    """How many people of one kind there are, as said in prose: posts (编制), in service (实有), retired (离退休).

    `name` is what is counted, as printed with the group that it is part of; `as_of` is when (2025年底).
    """

    position: int
    name: str
    quantity: int
    as_of: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """A policy document that the text cites, with its number (文号) where printed.

    `goal`, `responsibility` or `indicator` is the record that rests on it, where the citation stands in one.
    """

    position: int
    title: str
    number: str | None
    goal: Goal | None = None
    responsibility: Responsibility | None = None
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMention(Record):
    """A year that the document names: in its title, in its text, in an indicator or in project codes."""

    year: int
    source: YearSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something doubtful seen while reading. It becomes a finding; the reading goes on.

    `message` is one sentence in English, `message_zh` the same in Chinese.
    """

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    message_zh: str
    passage: int | None = None
    expected: str | None = None
    actual: str | None = None
