"""The figures of one body and year, from the smallest lines up, so that every sum holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from synthetic.bodies import YEARS, Body
from synthetic.money import split, year_by_year
from synthetic.projects import Project
from synthetic.vocabulary import ECONOMIC, EVERYWHERE

WELFARE = {"30101": 40, "30102": 30, "30108": 12, "30110": 6, "30113": 10}
OPERATING = {"30201": 20, "30202": 5, "30207": 8, "30211": 15, "30228": 10, "30231": 12, "30299": 30}
SUBSIDIES = {"30305": 1}
OF_WELFARE = {"30108": "2080505", "30110": "2101101", "30113": "2210201"}
"""Economic classes that are also lines by function of their own."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Basic and project expenditure of one line or class."""

    basic: int
    project: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Budget:
    """Basic expenditure by economic class, all expenditure by function, and the “三公” figures, in 0.01 万元."""

    economic: Mapping[str, int]
    functions: Mapping[str, Figures]
    names: Mapping[str, str]
    reception: int

    def sum_of(self, *classes: str) -> int:
        """The sum of the lines of some economic classes."""
        return sum(amount for code, amount in self.economic.items() if code[:3] in classes)

    @property
    def personnel(self) -> int:
        """Personnel funds: wages and subsidies."""
        return self.sum_of("301", "303")

    @property
    def operating(self) -> int:
        """Daily operating funds."""
        return self.sum_of("302")

    @property
    def vehicle(self) -> int:
        """Running of official vehicles."""
        return self.economic["30231"]

    @property
    def project(self) -> int:
        """Project expenditure."""
        return sum(figures.project for figures in self.functions.values())

    @property
    def basic(self) -> int:
        """Basic expenditure."""
        return self.personnel + self.operating

    @property
    def total(self) -> int:
        """All expenditure, and all income."""
        return self.basic + self.project

    def by_class(self) -> dict[str, Figures]:
        """Every class, subclass and line by function, in the order of their codes."""
        sums: dict[str, Figures] = {}
        for code, line in self.functions.items():
            for length in (3, 5, 7):
                before = sums.get(code[:length], Figures(0, 0))
                sums[code[:length]] = Figures(before.basic + line.basic, before.project + line.project)
        return dict(sorted(sums.items()))

    def by_economic_class(self) -> dict[str, int]:
        """Every economic class and line, in the order of their codes."""
        sums = Counter(dict(self.economic))
        for code, amount in self.economic.items():
            sums[code[:3]] += amount
        return {code: sums[code] for code in ECONOMIC if sums[code]}


def budget(seed: int, body: Body, year: int, projects: Sequence[Project]) -> Budget:
    """The budget of a body for one year with its projects."""
    chance = Random(f"{seed}/budget/{body.number}")
    place = year - YEARS[0] + 1
    welfare, operating, subsidies, reception = (
        year_by_year(chance.randrange(low, high), len(YEARS) + 1, chance)[place]
        for low, high in ((8000, 90000), (900, 9000), (120, 2000), (100, 400))
    )
    economic: dict[str, int] = {}
    for total, weights in ((welfare, WELFARE), (operating, OPERATING), (subsidies, SUBSIDIES)):
        economic |= zip(weights, split(total, list(weights.values()), chance), strict=True)
    lines: Counter[str] = Counter()
    for code, amount in economic.items():
        lines[OF_WELFARE.get(code, f"{body.field.subclass}01")] += amount
    money: Counter[str] = Counter()
    for project in projects:
        money[project.line] += project.amount
    functions = {code: Figures(lines[code], money[code]) for code in sorted(lines.keys() | money.keys())}
    return Budget(economic, functions, {**EVERYWHERE, **body.field.codes}, reception)
