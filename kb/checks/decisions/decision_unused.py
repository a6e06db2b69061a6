"""Lines of `decisions.csv` that decide nothing in this build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.checks.finding import Finding, Subject
from kb.checks.kinds import DecisionCheck
from kb.checks.page import Term, page
from kb.decisions import Decision, Doubt

PAGE = page(__name__)


def find(unused: Iterable[tuple[Decision, Doubt]]) -> Iterator[Finding]:
    """Every line that names nothing of this build, or names something that several are called."""
    for decision, why in unused:
        file, _, line = decision.place.rpartition(", line ")
        yield PAGE.finding(
            "unused", Subject(), actual=f"{decision.a}, {decision.b}", why=Term(why.en, why.zh),
            place=Term(decision.place, f"{file} 第 {line} 行"),
        )


CHECK = DecisionCheck(PAGE, find)
