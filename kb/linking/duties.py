"""Duties to goals and projects, and item goals to projects, by shared wording within one department and year.

* A name of a project (without its generic tail) that stands whole in a duty or a goal ties the two: `same_phrase`.
* A topic of a duty (the first clause of a sentence, without verbs) that stands in a name or a title: `same_topic`.
* Else words shared with the name count, weighed by length and rarity: `shared_words`, from `THRESHOLD` on.

Each project keeps only the duties, and only the goals, that match it best: weaker matches of the same words would
claim one sum of money for several duties. Missing a link is better than claiming a false one. General duties get none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TypeVar

from kb.linking.wording import clauses, core, is_name, rarity, shared_words, topics, weight
from kb.links import Link

T = TypeVar("T")

THRESHOLD = 0.6
"""Share of a project's name, weighed by rarity, that a duty or goal must say for an inferred link."""
EXCLUSIVE = 8
"""Characters in words that no other duty says, shared with a goal, from which the goal pursues the duty."""
SHORTEST_OF_TEXTS = 4
"""Characters of a shared word of two long texts; shorter ones are shared by chance."""
IN_TEXT = 0.8
"""Score of a name that stands in the text of a goal rather than in its title."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A specific duty: its folded text and its topics."""

    id: str
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemGoal:
    """An item goal: its folded title and whole text."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project by the subject of its name."""

    id: str
    core: str


@dataclass(slots=True)
class Plan:
    """What the documents of one department say for one year."""

    duties: list[Duty] = field(default_factory=list)
    goals: list[ItemGoal] = field(default_factory=list)
    projects: list[NamedProject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """How well one text matches another. `mentions` tells apart texts that share the same words."""

    method: str
    score: float
    words: tuple[str, ...]
    mentions: int = 0


PLANS = """
select coalesce(d.department_id || '/' || d.fiscal_year, d.id) as plan, r.* from documents d join (
  select document_id, 'responsibilities' as kind, id, text, null as title, null as expected, rowid as place
  from responsibilities where kind = 'specific'
  union all select document_id, 'goals', id, text, title, expected, position from goals where scope = 'item'
  union all select document_id, 'projects', id, null, name, null, position from projects
) r on r.document_id = d.id order by plan, r.kind, r.document_id, r.place, r.id
"""


def link_duties(connection: sqlite3.Connection) -> Iterator[Link]:
    """All links of duties, item goals and projects."""
    for _, rows in groupby(connection.execute(PLANS).fetchall(), key=lambda row: row["plan"]):
        plan = _plan(rows)
        yield from funded_by(plan)
        yield from pursued_by(plan)
        yield from served_by(plan)


def set_funding(connection: sqlite3.Connection) -> None:
    """Mark each duty: `inferred` when a project is linked to it by wording, else `none`.

    Shared wording is never the document's own word, so no duty becomes `explicit` here: that takes a document that
    names duty and project side by side.
    """
    connection.execute(
        "update responsibilities set funding = case when id in (select source_id from links"
        " where relation = 'funded_by') then 'inferred' else 'none' end"
    )


def _plan(rows: Iterable[sqlite3.Row]) -> Plan:
    plan = Plan()
    for row in rows:
        if row["kind"] == "responsibilities":
            plan.duties.append(Duty(row["id"], clauses(row["text"]), topics(row["text"])))
        elif row["kind"] == "goals":
            title = clauses(row["title"])
            plan.goals.append(ItemGoal(row["id"], title, clauses(row["title"], row["text"], row["expected"])))
        else:
            plan.projects.append(NamedProject(row["id"], core(row["title"])))
    return plan


def funded_by(plan: Plan) -> Iterator[Link]:
    """Duties with the projects whose money serves them."""
    texts = sorted({duty.text for duty in plan.duties})
    for project in plan.projects:
        for duty, match in _best(plan.duties, partial(_fund, project.core, texts)):
            yield _link("responsibilities", duty.id, "funded_by", "projects", project.id, match)


def _fund(name: str, duties: Sequence[str], duty: Duty) -> Match | None:
    """Whether a project pays for a duty. A name that many duties say is no sign for any of them."""
    if is_name(name) and name in duty.text and sum(name in text for text in duties) <= max(2, len(duties) // 3):
        return Match("same_phrase", 1.0, (name,))
    if topic := _longest(duty.topics, name):
        return Match("same_topic", (1 + weight(topic) / weight(name)) / 2, (topic,))
    return _by_words(name, duty.text, duties)


def served_by(plan: Plan) -> Iterator[Link]:
    """Item goals with the projects that serve them."""
    texts = sorted({goal.text for goal in plan.goals})
    for project in plan.projects:
        for goal, match in _best(plan.goals, partial(_serve, project.core, texts)):
            yield _link("goals", goal.id, "served_by", "projects", project.id, match)


def _serve(name: str, goals: Sequence[str], goal: ItemGoal) -> Match | None:
    if is_name(name) and name in goal.text:
        return Match("same_phrase", 1.0 if name in goal.title else IN_TEXT, (name,))
    return _by_words(name, goal.text, goals)


def pursued_by(plan: Plan) -> Iterator[Link]:
    """Duties with the item goals that pursue them: each goal with the duty that it repeats most."""
    texts = sorted({duty.text for duty in plan.duties})
    for goal in plan.goals:
        for duty, match in _best(plan.duties, partial(_pursue, goal, texts)):
            yield _link("responsibilities", duty.id, "pursued_by", "goals", goal.id, match)


def _pursue(goal: ItemGoal, duties: Sequence[str], duty: Duty) -> Match | None:
    words = shared_words(goal.text, duty.text, SHORTEST_OF_TEXTS)
    own = tuple(word for word in words if sum(word in text for text in duties) == 1)
    length = sum(map(weight, own))
    if topic := _longest(duty.topics, goal.title):
        return Match("same_topic", 1.0, (topic,))
    if length < EXCLUSIVE:
        return None
    method = "same_phrase" if max(map(weight, own)) >= EXCLUSIVE else "shared_words"
    return Match(method, length / (length + EXCLUSIVE), own)


def _longest(topics: Sequence[str], text: str) -> str | None:
    return max((topic for topic in topics if topic in text), key=len, default=None)


def _by_words(name: str, text: str, texts: Sequence[str]) -> Match | None:
    """The share of a name that a text says, each word weighed by its rarity among texts of the kind."""
    words = shared_words(name, text)
    whole = weight(name)
    if not words or not whole:
        return None
    score = sum(weight(word) * rarity(word, texts) for word in words) / whole
    mentions = sum(text.count(word) for word in words)
    return Match("shared_words", score, words, mentions) if score >= THRESHOLD else None


def _best(candidates: Sequence[T], match: Callable[[T], Match | None]) -> Iterator[tuple[T, Match]]:
    """The candidates that match best, all of them when equal; of equal words, where they are said most often."""
    matched = [(candidate, found) for candidate in candidates if (found := match(candidate))]
    best = max(((found.score, found.mentions) for _, found in matched), default=None)
    yield from (pair for pair in matched if (pair[1].score, pair[1].mentions) == best)


def _link(source_table: str, source: str, relation: str, target_table: str, target: str, match: Match) -> Link:
    return Link(
        source_table=source_table, source_id=source, relation=relation, target_table=target_table,
        target_id=target, method=match.method, score=min(1.0, match.score), evidence="、".join(match.words),
    )
