"""What the readers of forms gather from one document, passage by passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from loaders.places import Passage
from loaders.records import Fault, Indicator, Project, Record

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reading:
    """Records, the passages that are known structure, and faults. Readers add to it.

    A record may be replaced by a fuller one of the same thing (a figure by the figure with its change, the mentions of
    one body by one body); no passage loses its evidence by that.
    """

    records: list[Record] = field(default_factory=list)
    structure: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _counts: Counter[object] = field(default_factory=Counter)

    def add(self, record: R) -> R:
        """Keep a record; returns it, for records that refer to it."""
        self.records.append(record)
        self._counts[type(record)] += 1
        if isinstance(record, Indicator):
            self._counts[Indicator, record.project] += 1
        return record

    def position(self, kind: type[Record]) -> int:
        """The place of the next record of a type among those of its type, counted from 1."""
        return self._counts[kind] + 1

    def indicator_position(self, project: Project | None) -> int:
        """The place of the next indicator among those of its project, counted from 1."""
        return self._counts[Indicator, project] + 1

    def known(self, kind: str, *passages: Passage) -> None:
        """Account for passages as structure; the first kind stays."""
        for passage in passages:
            self.structure.setdefault(passage.number, kind)

    def fault(self, fault: Fault) -> None:
        """Keep something doubtful, to be shown as a finding."""
        self.faults.append(fault)

    def of(self, kind: type[R]) -> list[R]:
        """The records of one type, in the order they were read."""
        return [record for record in self.records if isinstance(record, kind)]


def numbers(passages: Iterable[Passage | None]) -> tuple[int, ...]:
    """The numbers of passages as evidence of a record: sorted, once each."""
    return tuple(sorted({passage.number for passage in passages if passage is not None}))
