"""A plan of spending states every month that the other plans of the document state."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.checks.figures.plans import Plan, plans
from kb.checks.finding import Finding
from kb.checks.kinds import RecordCheck
from kb.checks.page import page

PAGE = page(__name__)


def find(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every plan that lacks months which most plans of its document state, apart from those after its last one."""
    for _, group in groupby(plans(connection), key=lambda plan: plan.subject.document_id):
        document = list(group)
        usual = _usual(document)
        for plan in document:
            months = [month for month, _ in plan.steps]
            missing = [month for month in usual if month not in months and month < months[-1]]
            if missing:
                yield PAGE.finding(
                    "missing", plan.subject, expected=_told(usual), actual=_told(months), project=plan.project,
                    months=_told(missing),
                )


def _usual(document: Sequence[Plan]) -> list[int]:
    """The months that most of several plans state."""
    counted = Counter(month for plan in document for month, _ in plan.steps)
    return sorted(month for month, count in counted.items() if count > len(document) / 2)


def _told(months: Sequence[int]) -> str:
    return ", ".join(map(str, months))


CHECK = RecordCheck(PAGE, find)
