"""One disclosure: a body, a year, its budget beside last year's, and its projects."""

from __future__ import annotations

from dataclasses import dataclass

from synthetic.bodies import YEARS, Body, body
from synthetic.budget import Budget, budget
from synthetic.projects import Project, projects


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one document says."""

    number: int
    body: Body
    year: int
    budget: Budget
    before: Budget
    projects: tuple[Project, ...]

    @property
    def title(self) -> str:
        """The title as printed."""
        return f"{self.body.name}{self.year}年部门预算信息公开"


def disclosure(seed: int, number: int) -> Disclosure:
    """One document of a corpus: every body publishes once for each year."""
    publisher, place = body(seed, number // len(YEARS)), number % len(YEARS)
    year = YEARS[place]
    now, last = (projects(seed, publisher, each) for each in (year, year - 1))
    figures, before = budget(seed, publisher, year, now), budget(seed, publisher, year - 1, last)
    return Disclosure(number, publisher, year, figures, before, tuple(now))
