"""Lines of `decisions.csv` that decide nothing in this build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import DecisionCheck
from kb.checks.page import page
from kb.decisions import Decision

PAGE = page(__name__)


def find(unused: Iterable[tuple[Decision, str]]) -> Iterator[Finding]:
    """Every line that names nothing of this build, or names something that several are called."""
    for decision, why in unused:
        yield PAGE.finding("unused", Subject(), actual=f"{decision.a}, {decision.b}", place=decision.place, why=why)


CHECK = DecisionCheck(PAGE, find)
