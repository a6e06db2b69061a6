"""The indicators of one project, or of the whole department, as they stand together in one form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from kb.checks.figures.sheets import words
from kb.checks.finding import Subject, listed, passage_of
from kb.checks.page import LANGUAGES, Term, Word, told
from kb.linking.indicator_sets import COST_LEVELS
from loaders.values.wording import fold, without_notes

INDICATORS = f"""
select i.id, i.document_id, i.project_id, i.level1, i.level2, i.name, i.description, i.target, i.operator, i.value,
  i.value_high, i.unit, i.measure, i.basis, i.weight, p.name as project, p.amount_fen as project_fen,
  exists (select 1 from evidence e join findings f on f.passage_id = e.passage_id and f.rule = 'read.level'
          where e.record_table = 'indicators' and e.record_id = i.id) as is_unclear,
  {passage_of('indicators', 'i.id')}, {passage_of('projects', 'p.id').replace('as passage_id', 'as project_passage_id')}
from indicators i left join projects p on p.id = i.project_id
order by i.document_id, p.position, i.project_id, i.position, i.id
"""
SATISFACTION = "满意度指标"
SATISFACTION_LEVELS = frozenset({SATISFACTION, "服务对象满意度指标"})
DEPARTMENT = Term("the whole department", "部门整体")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as it is printed; `value` and `unit` as they were understood.

    `is_unclear` says that a level is printed which could not be told; `plain_name` is the name for comparing words:
    folded, without what stands in brackets.
    """

    id: str
    level1: str | None
    level2: str | None
    name: str
    description: str | None
    target: str | None
    operator: str | None
    value: float | None
    value_high: float | None
    unit: str | None
    measure: str
    basis: str | None
    weight: float | None
    is_unclear: int
    passage_id: str | None
    plain_name: str

    @property
    def is_cost(self) -> bool:
        """Whether it stands at a level of costs in money."""
        return self.level2 in COST_LEVELS or (self.level1 == "成本指标" and self.level2 is None)


@dataclass(frozen=True)
class IndicatorSet:
    """All indicators of one project; of the department as a whole when `project_id` is None."""

    document_id: str
    project_id: str | None
    project: str | None
    project_fen: int | None
    project_passage_id: str | None
    indicators: tuple[Indicator, ...]

    @property
    def owner(self) -> Word:
        """Whose indicators they are, for sentences."""
        return self.project or DEPARTMENT

    @property
    def is_secret(self) -> bool:
        """Whether the form says that the project is secret instead of telling indicators."""
        printed = (text for i in self.indicators for text in (i.name, i.target or ""))
        return any(word in text for text in printed for word in words("secret"))

    @cached_property
    def levels(self) -> frozenset[str]:
        """The first and second levels at which an indicator stands."""
        return frozenset(level for i in self.indicators for level in (i.level1, i.level2) if level)

    def subject(self, *about: Indicator) -> Subject:
        """What a finding is about: the only indicator of several, else the project or the document."""
        if len(about) == 1:
            return Subject("indicators", about[0].id, self.document_id, about[0].passage_id)
        passage = about[0].passage_id if about else self.project_passage_id
        if self.project_id is None:
            return Subject("documents", self.document_id, self.document_id, passage)
        return Subject("projects", self.project_id, self.document_id, passage)


IndicatorSets = Sequence[IndicatorSet]


def indicator_sets(connection: sqlite3.Connection) -> Iterator[list[IndicatorSet]]:
    """The sets of each document with indicators, in the order in which they are printed."""
    for _, rows in groupby(connection.execute(INDICATORS), key=lambda row: row["document_id"]):
        yield [_set(list(own)) for _, own in groupby(rows, key=lambda row: row["project_id"])]


def _set(rows: Sequence[sqlite3.Row]) -> IndicatorSet:
    first = rows[0]
    return IndicatorSet(
        first["document_id"], first["project_id"], first["project"], first["project_fen"],
        first["project_passage_id"], tuple(map(_indicator, rows)),
    )


def _indicator(row: sqlite3.Row) -> Indicator:
    printed = {name: row[name] for name in Indicator.__dataclass_fields__ if name != "plain_name"}
    return Indicator(**printed, plain_name=fold(without_notes(row["name"])))


Verdict = tuple[str, str | None, Indicator, IndicatorSet]
"""The sentence that tells a fault of an indicator, what it should be, the indicator and its set."""


def alike(verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, Term]]:
    """Equal faults of equal indicators told once: the first of them, with the owners of them all."""
    groups: dict[tuple[str | None, ...], list[Verdict]] = {}
    for verdict in verdicts:
        sentence, expected, indicator, _ = verdict
        key = (sentence, expected, fold(indicator.name), indicator.target, indicator.level1, indicator.level2)
        groups.setdefault(key, []).append(verdict)
    for same in groups.values():
        owners = [own.owner for _, _, _, own in same]
        yield same[0], Term(*(listed(told(owner, language) for owner in owners) for language in LANGUAGES))
