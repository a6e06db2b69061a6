"""What a body says for one year: its duties and item goals, and the projects that may serve them.

The documents of one body and year belong together, and those that are linked as one publication. A project of a unit
may serve a duty of its department; of a department's projects, those that name the unit may serve a duty of the unit.
Texts of different years are never held against each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.linking.rarity import pairs
from kb.linking.wording import clauses, core, particular, parts, plain, sentences, topics

INDEXES = {
    "linking_duties": "responsibilities (document_id)", "linking_goals": "goals (document_id)",
    "linking_projects": "projects (document_id)", "linking_units": "projects (unit_id)",
}
"""What plans look up, indexed only for their time: the database is indexed for readers later."""
DOCUMENTS = """
select d.id, d.path, d.department_id as body, d.fiscal_year as year, b.parent_id as parent, b.name from documents d
left join departments b on b.id = d.department_id order by d.id
"""
PUBLICATIONS = "select source_id, target_id from links where relation = 'same_publication' order by id"
DUTIES = """
select id, text from responsibilities where kind = 'specific' and document_id in (select value from json_each(?))
order by document_id, rowid
"""
GOALS = """
select id, title, text, expected, label from goals where scope = 'item'
and document_id in (select value from json_each(?)) order by document_id, position, id
"""
PROJECTS = """
select id, name from projects where document_id in (select value from json_each(?1)) or (unit_id = ?2 and exists (
select 1 from documents d where d.id = document_id and d.fiscal_year = ?3)) order by document_id, position, id
"""


@dataclass(frozen=True, slots=True)
class Duty:
    """A specific duty: its plain text, its sentences, its topics, and the subjects that one topic joins."""

    id: str
    text: str
    sentences: tuple[str, ...]
    topics: tuple[str, ...]
    joined_topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemGoal:
    """An item goal: its label, its plain title, whole text and sentences."""

    id: str
    label: str
    title: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project by the subject of its name, what of it is particular, and its parts if it names several subjects."""

    id: str
    core: str
    particular: str
    parts: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """What the documents of one body say for one year. `common` are the pairs of characters of its own name."""

    documents: tuple[str, ...]
    common: frozenset[str]
    duties: list[Duty] = field(default_factory=list)
    goals: list[ItemGoal] = field(default_factory=list)
    projects: list[NamedProject] = field(default_factory=list)

    def own_topics(self, duty: Duty) -> tuple[str, ...]:
        """The topics that no other duty has; of those that it joins with others, what no other duty even joins."""
        others = [other for other in self.duties if other.text != duty.text]
        whole = {topic for other in others for topic in other.topics}
        joined = {topic for other in others for topic in other.joined_topics}
        return (*(topic for topic in duty.topics if topic not in whole),
                *(topic for topic in duty.joined_topics if topic not in whole | joined))


def plans(connection: sqlite3.Connection) -> Iterator[Plan]:
    """The plans of all bodies and years, one at a time."""
    documents = {row["id"]: row for row in connection.execute(DOCUMENTS)}
    homes = _homes(connection, documents)
    own: dict[tuple[str, int], list[str]] = defaultdict(list)
    below: dict[tuple[str, int], list[str]] = defaultdict(list)
    for identifier, (body, year) in homes.items():
        own[body, year].append(identifier)
        if parent := documents[identifier]["parent"]:
            below[parent, year].append(identifier)
    for key, ours in sorted(own.items()):
        theirs = below.get(key, [])
        plan = Plan(
            tuple(sorted(documents[one]["path"] for one in (*ours, *theirs))),
            frozenset(pair for one in ours for pair in pairs(plain(documents[one]["name"] or ""))),
        )
        _fill(connection, plan, key, ours, theirs)
        yield plan


def _homes(connection: sqlite3.Connection, documents: dict[str, sqlite3.Row]) -> dict[str, tuple[str, int]]:
    """Body and year of each document; one without a body or year stands alone, or counts to its publication."""
    homes = {
        one: (row["body"], row["year"]) if row["body"] and row["year"] else (one, 0) for one, row in documents.items()
    }
    for one, other in connection.execute(PUBLICATIONS):
        for part, whole in ((one, other), (other, one)):
            if homes[part][1] == 0 and documents[part]["year"] in (None, documents[whole]["year"]):
                homes[part] = homes[whole]
    return homes


def _fill(
    connection: sqlite3.Connection, plan: Plan, key: tuple[str, int], ours: list[str], theirs: list[str]
) -> None:
    own = json.dumps(ours)
    for row in connection.execute(DUTIES, (own,)):
        plan.duties.append(Duty(row["id"], clauses(row["text"]), sentences(row["text"]), *topics(row["text"])))
    for row in connection.execute(GOALS, (own,)):
        texts = row["title"], row["text"], row["expected"]
        plan.goals.append(
            ItemGoal(row["id"], row["label"] or "", clauses(row["title"]), clauses(*texts), sentences(*texts))
        )
    for row in connection.execute(PROJECTS, (json.dumps(ours + theirs), *key)):
        subject = core(row["name"])
        plan.projects.append(NamedProject(row["id"], subject, particular(subject), parts(row["name"])))
