"""Projects: codes with the right check character, money, a plan of spending, and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from synthetic import vocabulary as words
from synthetic.bodies import YEARS, Body
from synthetic.indicators import Indicator, boilerplate, own_set, reworded
from synthetic.money import year_by_year

CHECK_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTER_PLACE = 8
PLANS = ((25, 50, 75, 100), (30, 60, 80, 100), (25, 55, 90, 100), (40, 70, 100, 100))
COPIED = 0.06
"""Share of bodies whose projects all bear one set, and of projects whose set is a near copy of another one's."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project in one year's budget."""

    code: str
    name: str
    topic: str
    line: str
    amount: int
    treasury: int
    plan: tuple[int, ...]
    indicators: tuple[Indicator, ...]


def project_code(division: str, year: int, serial: int) -> str:
    """A code whose check character agrees with the others.

    >>> project_code("130625", 2024, 61)
    '13062524P00000000061Q'
    """
    front = f"{division}{year % 100:02d}P{serial:011d}"
    values = [(place, int(character)) for place, character in enumerate(front) if place != LETTER_PLACE]
    total = sum(pow(3, place, 31) * value for place, value in values)
    return front + CHECK_ALPHABET[(4 - total) % 31]


def how_many(chance: Random) -> int:
    """Projects of a body: mostly a few, in one body of twelve some thirty (a document of forty pages)."""
    return chance.randrange(24, 40) if chance.random() < 0.08 else chance.randrange(2, 10)


def copies_one_set(seed: int, body: Body) -> bool:
    """Whether all projects of a body bear one set of indicators."""
    return Random(f"{seed}/copied/{body.number}").random() < COPIED


def projects(seed: int, body: Body, year: int) -> list[Project]:
    """The projects of a body in one year: most go on, with another amount."""
    return list(_projects(seed, body, year))


def _projects(seed: int, body: Body, year: int) -> Iterator[Project]:
    lines = [code for code in body.field.codes if len(code) == 7][1:]
    many = how_many(Random(f"{seed}/many/{body.number}"))
    same = copies_one_set(seed, body) and many > 2
    before: tuple[Indicator, ...] = ()
    for number in range(many):
        chance = Random(f"{seed}/project/{body.number}/{number}")
        topic = body.field.topics[number % len(body.field.topics)]
        qualifier = chance.choice(words.QUALIFIERS) if number < len(body.field.topics) else f"{number // 10 + 1}期"
        amounts = year_by_year(chance.randrange(200, 30000), len(YEARS) + 1, chance)
        amount = amounts[year - YEARS[0] + 1]
        own = own_set(topic, body.division.name, year, amount, chance)
        if same:
            own = boilerplate()
        elif before and chance.random() < COPIED:
            own = reworded(before, own)
        before = own
        yield Project(
            code=project_code(body.division.code, YEARS[0] - 1 + number % 2, body.number * 100 + number + 1),
            name=qualifier + topic + chance.choice(words.TAILS), topic=topic, line=chance.choice(lines),
            amount=amount, treasury=amount, plan=chance.choice(PLANS), indicators=own,
        )
