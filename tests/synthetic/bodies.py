"""Made-up bodies in real divisions: every county has a few bureaus, and each publishes for several years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

from loaders.values.gazetteer import Division, divisions
from synthetic.vocabulary import FIELDS, Field

YEARS = (2022, 2023, 2024)
BUREAUS_OF_A_COUNTY = 6


@dataclass(frozen=True, slots=True)
class Body:
    """A bureau of a county, with the code that budgets print for it."""

    number: int
    division: Division
    field: Field
    code: str

    @property
    def name(self) -> str:
        """The name as documents print it."""
        return self.division.name + self.field.bureau


@cache
def _counties(seed: int) -> tuple[Division, ...]:
    """The counties of today whose names no other division bears, in an order that the seed decides."""
    names = Counter(division.name for division in divisions())
    counties = [
        division for division in divisions()
        if division.level == "county" and not division.until_year and names[division.name] == 1
        and len(division.name) > 2
    ]
    Random(seed).shuffle(counties)
    return tuple(counties)


def body(seed: int, number: int) -> Body:
    """One body of a corpus."""
    counties = _counties(seed)
    place, rank = divmod(number, BUREAUS_OF_A_COUNTY)
    division = counties[place % len(counties)]
    first = Random(f"{seed}/{place}").randrange(len(FIELDS))
    return Body(number, division, FIELDS[(first + rank) % len(FIELDS)], f"{101 + rank * 17}")
