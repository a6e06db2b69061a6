"""What the readers of forms gather from one document, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from loaders.places import Passage
from loaders.records import Fault, Record

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reading:
    """Records, the passages that are known structure, and faults. Readers add to it; nothing is taken out."""

    records: list[Record] = field(default_factory=list)
    structure: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, record: R) -> R:
        """Keep a record; returns it, for records that refer to it."""
        self.records.append(record)
        return record

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
