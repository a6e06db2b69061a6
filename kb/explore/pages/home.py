"""The home page: what is here, the questions with their answers, what is worth a look, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from kb.explore.examples import examples
from kb.explore.holdings import Holdings, holdings
from kb.explore.language import Speech
from kb.explore.shelf import Shelf
from kb.explore.site import Asked, Content, Page
from kb.explore.striking import Striking, striking
from kb.explore.terms import terms
from kb.explore.wording import money
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import Question, questions
from kb.schema import TABLES

if TYPE_CHECKING:
    from datasette.app import Datasette

TOPICS: Mapping[str, str] = {
    "1": "indicators", "2": "duties", "3": "money", "4": "indicators", "5": "money", "6": "years", "9": "grounds",
}
"""What a question is about, by the first figure of its number; `names` for the others."""
MACHINES = ("sparql", "dataset", "ontology", "shapes")
"""Ways in for programs of which the home page says more than their name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it stands on the page: how many answers it has, or the words it needs, each with an example."""

    question: Question
    answers: int | None
    needed: Mapping[str, str]

    @property
    def path(self) -> str:
        """Its page, with the examples filled in."""
        given = {name: word for name, word in self.needed.items() if word}
        return f"/question/{self.question.name}" + (f"?{urlencode(given)}" if given else "")

    @property
    def topic(self) -> str:
        """What it is about."""
        return TOPICS.get(self.question.number[:1], "names")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the home page says of a knowledge base, in whatever language; `tables` are names with their rows."""

    holdings: Holdings
    striking: Sequence[Striking]
    words: Sequence[str]
    asked: Sequence[Asking]
    tables: Sequence[tuple[str, str, int]]


_GATHERED: WeakKeyDictionary[Datasette, Gathered] = WeakKeyDictionary()


async def content(asked: Asked) -> Content:
    """Everything, gathered at the first visit: what is served does not change."""
    datasette = asked.shelf.datasette
    if (found := _GATHERED.get(datasette)) is None:
        found = _GATHERED[datasette] = await _gathered(asked.shelf)
    return {
        "found": found, "here": found.holdings, "core": list(_core(found.asked)), "further": _further(found.asked),
        "classes": terms(), "machines": MACHINES, "said": partial(_said, asked.speech),
    }


def _said(speech: Speech, one: Striking) -> str:
    """The figures of an answer that is worth a look, as a sentence."""
    words = {name: money(value) if isinstance(value, float) else value for name, value in one.figures.items()}
    return speech(f"home.look_{one.kind}_said", **words)


async def _gathered(shelf: Shelf) -> Gathered:
    about: Mapping[str, Any] = shelf.datasette.metadata(database=DATABASE) or {}
    known = await examples(shelf)
    asked = [
        Asking(one, about.get("queries", {}).get(name, {}).get("answers"),
               {p.name: known.of(name, p.name) for p in one.needed})
        for name, one in questions().items()
    ]
    tables = [
        (table.name, table.rdf_class, rows) for table in TABLES
        if (rows := int(await shelf.value(f'select count(*) from "{table.name}"')))
    ]
    return Gathered(await holdings(shelf), await striking(shelf), known.words, asked, tables)


def _core(asked: Sequence[Asking]) -> Iterator[Asking]:
    """The first question of each of the numbers 1 to 7: those that the project exists for."""
    seen: set[str] = set()
    for one in asked:
        number = one.question.number[:1]
        if number in "1234567" and number not in seen:
            seen.add(number)
            yield one


def _further(asked: Sequence[Asking]) -> list[tuple[str, list[Asking]]]:
    core = list(_core(asked))
    rest = [one for one in asked if one not in core]
    topics = dict.fromkeys(one.topic for one in rest)
    return [(topic, [one for one in rest if one.topic == topic]) for topic in topics]


PAGE = Page(r"/$", "kb/home.html", content, styles=("home.css",))
