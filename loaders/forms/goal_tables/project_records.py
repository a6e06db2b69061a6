"""A project's draft to its records: the project, its bodies, funds, plan and goals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from loaders.forms.goal_tables.goal_texts import split_goals
from loaders.forms.goal_tables.project_drafts import ProjectDraft
from loaders.forms.goal_tables.project_money import Sum
from loaders.forms.goal_tables.project_titles import without_stray_letters
from loaders.forms.reading import Reading, numbers
from loaders.forms.tables.cells import missing_unit
from loaders.places import Passage
from loaders.records import Department, Disbursement, Fault, Fund, Goal, Project
from loaders.values.amounts import to_wan
from loaders.values.codes import split_body, split_project
from loaders.values.wording import fold
from loaders.values.years import period_years


def add_project(draft: ProjectDraft, reading: Reading) -> Project | None:
    """Add the project of a draft with all that hangs on it; `None` when the draft names no project."""
    draft.settle()
    name = draft.values.get("name") or (draft.title if "name" not in draft.seen else None)
    code = draft.values.get("code")
    before, bare = split_project(name or "")
    if before is not None and code in (None, before):
        code, name = before, bare
    if name is None or not draft.passages:
        _add_overall_goals(draft, reading)
        return None
    start, end = period_years(draft.values.get("period"))
    project = reading.add(
        Project(
            passages=numbers(draft.passages), position=reading.position(Project), name=_clean(name, draft, reading),
            unit=_add_bodies(draft, reading), code=code, amount=_money(draft.money.amount, draft, reading),
            executed=_money(draft.executed, draft, reading), purpose=draft.values.get("purpose"),
            attribute=draft.values.get("attribute"), period=draft.values.get("period"), start_year=start, end_year=end,
        )
    )
    _add_funds(draft, project, reading)
    _add_plan(draft, project, reading)
    _add_goals(draft, project, reading)
    _report_odd(draft, reading)
    return project


def repeated_project(draft: ProjectDraft, reading: Reading) -> Project | None:
    """The project of this name and amount that another table of the document has told already."""
    figure, name = draft.money.amount, draft.values.get("name")
    if figure is None or figure.unit is None or name is None:
        return None
    amount = to_wan(figure.number, figure.unit)
    return next((p for p in reading.of(Project) if p.amount == amount and fold(p.name) == fold(name)), None)


def add_goals(draft: ProjectDraft, project: Project, reading: Reading) -> None:
    """Add the goals of a draft that its project does not have yet; the rows of the others are known to repeat them."""
    told = {fold(goal.text or "") for goal in reading.of(Goal) if goal.project is project}
    for number, text, row in _numbered_goals(draft):
        if fold(text) in told:
            reading.known("repeated", row)
            continue
        position = len(told) + 1
        told.add(fold(text))
        reading.add(
            Goal(passages=numbers([row]), scope="project", position=position, project=project, number=number, text=text)
        )


def _add_bodies(draft: ProjectDraft, reading: Reading) -> str | None:
    """Add the department and the unit that the head names; returns the unit's name."""
    if draft.department is not None:
        code, name = draft.department
        reading.add(Department(passages=numbers([draft.department_passage]), name=name, code=code))
    printed = draft.values.get("unit") or draft.caption_unit
    if printed is None:
        return None
    code, name = split_body(printed)
    reading.add(Department(passages=numbers([draft.unit_passage]), name=name, code=code, kind="unit"))
    return name


def _add_funds(draft: ProjectDraft, project: Project, reading: Reading) -> None:
    for source, figure in draft.money.funds:
        amount = _money(figure, draft, reading)
        if amount is not None:
            reading.add(Fund(passages=numbers([figure.row]), project=project, source=source, amount=amount))


def _add_plan(draft: ProjectDraft, project: Project, reading: Reading) -> None:
    plan = list(draft.plan.disbursements())
    for month, percent in plan:
        reading.add(
            Disbursement(passages=numbers(draft.plan.passages), project=project, month=month, percent=percent)
        )
    if draft.plan.percents and not plan:
        reading.fault(
            Fault(
                rule="read.plan", severity="warning", passage=draft.plan.passages[-1].number,
                expected=str(len(draft.plan.months)), actual=str(len(draft.plan.percents)),
                message="the disbursement plan prints another number of percents than of months, so it was not taken",
                message_zh="资金支出计划的百分比个数与月份个数不一致，没有采用",
            )
        )


def _add_goals(draft: ProjectDraft, project: Project, reading: Reading) -> None:
    for position, (number, text, row) in enumerate(_numbered_goals(draft), start=1):
        reading.add(
            Goal(passages=numbers([row]), scope="project", position=position, project=project, number=number, text=text)
        )


def _add_overall_goals(draft: ProjectDraft, reading: Reading) -> None:
    """The goals of a table of the whole department (整体绩效目标表), which names no project."""
    if draft.overall and draft.department is not None:
        code, name = draft.department
        reading.add(Department(passages=numbers([draft.department_passage]), name=name, code=code))
    for number, text, row in _numbered_goals(draft) if draft.overall else ():
        position = reading.position(Goal)
        reading.add(Goal(passages=numbers([row]), scope="overall", position=position, number=number, text=text))


def _numbered_goals(draft: ProjectDraft) -> Iterator[tuple[str | None, str, Passage]]:
    return ((number, text, row) for printed, row in draft.goals for number, text in split_goals(printed))


def _money(figure: Sum | None, draft: ProjectDraft, reading: Reading) -> Decimal | None:
    """An amount of the head in 万元; without a printed unit there is none, but a fault."""
    if figure is None:
        return None
    unit = figure.unit or draft.money.unit
    if unit is None:
        missing_unit(figure.row, reading)
        return None
    return to_wan(figure.number, unit)


def _report_odd(draft: ProjectDraft, reading: Reading) -> None:
    for text, row in draft.odd:
        reading.fault(
            Fault(
                rule="read.head", severity="warning", passage=row.number, actual=text[:80],
                message="this cell in the head of a goal table was not understood",
                message_zh="绩效目标表表头中的这一单元格没有读懂",
            )
        )


def _clean(name: str, draft: ProjectDraft, reading: Reading) -> str:
    """The name without stray letters, which are reported."""
    clean = without_stray_letters(name)
    if clean != name:
        reading.fault(
            Fault(
                rule="read.stray_letters", severity="info", passage=draft.passages[0].number,
                expected=clean, actual=name, message="stray letters inside a name were left out",
                message_zh="名称中夹杂的零散字母没有计入",
            )
        )
    return clean
