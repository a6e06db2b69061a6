"""A description says more than the name."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.finding import Finding, Subject, listed
from kb.checks.kinds import IndicatorCheck
from kb.checks.page import page
from loaders.values.wording import fold

PAGE = page(__name__)
FEWEST = 3
"""Repeated names of a document that are worth a remark."""


def find(sets: IndicatorSets) -> Iterator[Finding]:
    """For each document the descriptions that repeat the name of their indicator, when they are several."""
    described = [(own, indicator) for own in sets for indicator in own.indicators if indicator.description]
    same = [(own, i) for own, i in described if fold(i.description or "") == fold(i.name)]
    if len(same) >= FEWEST:
        own, first = same[0]
        subject = Subject("documents", own.document_id, own.document_id, first.passage_id)
        names = listed(indicator.name for _, indicator in same)
        yield PAGE.finding("same", subject, count=len(same), of=len(described), names=names)


CHECK = IndicatorCheck(PAGE, find)
