"""Procurement lines to the projects that pay for them, where the reader could not join them by name.

* `same_name`: one project of the department and year has the name that the line gives (in another document).
* `same_subject`: the names differ only in words of money and scope (经费, 专项, 全国), of this project only.
* `same_amount`: the lines of one name amount to what one project gets and no other one does, and they share words; an
  amount of few digits needs more of them.

Lines of one name belong together; whatever could mean two projects is left alone.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.linking.names import shared, subject
from kb.links import Link
from loaders.values.wording import fold

DIGITS = 3
"""Digits, without zeros at the end, from which an amount tells with any shared word."""
WORDS = 4
"""Characters of shared words that a rounder amount needs."""

PROJECTS = """
select p.id, p.name, p.amount_fen, d.department_id, d.fiscal_year
from projects p join documents d on d.id = p.document_id where d.department_id is not null order by p.id
"""
UNJOINED = """
select r.id, r.project_name, r.item, r.amount_fen, r.document_id, d.department_id, d.fiscal_year
from procurements r join documents d on d.id = r.document_id
where r.kind = 'item' and r.project_id is null and d.department_id is not null
order by r.document_id, r.position, r.id
"""

Plan = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Project:
    """A project of one department and year."""

    id: str
    name: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Bought:
    """The lines of one document that name one project; a line that names none stands alone, by its item."""

    name: str | None
    lines: tuple[sqlite3.Row, ...]

    @property
    def amount(self) -> int | None:
        """What all lines amount to, when each says its amount."""
        amounts = [row["amount_fen"] for row in self.lines]
        return None if None in amounts else sum(amounts)

    @property
    def wording(self) -> str:
        """All that the lines say of their purpose."""
        return "\n".join(filter(None, (self.name, *(row["item"] for row in self.lines))))


def link_procurements(connection: sqlite3.Connection) -> Iterator[Link]:
    """A `procured_for` link for every procurement line whose project is known."""
    projects: dict[Plan, list[Project]] = defaultdict(list)
    for row in connection.execute(PROJECTS):
        plan = row["department_id"], row["fiscal_year"]
        projects[plan].append(Project(row["id"], row["name"], row["amount_fen"]))
    for plan, bought in _bought(connection):
        own = projects.get(plan, [])
        for group in bought:
            yield from _by_name(group, own) or _by_amount(group, bought, own)


def _bought(connection: sqlite3.Connection) -> Iterator[tuple[Plan, list[Bought]]]:
    documents: dict[tuple[Plan, str], dict[str, list[sqlite3.Row]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(UNJOINED):
        plan = row["department_id"], row["fiscal_year"]
        key = fold(row["project_name"]) if row["project_name"] else row["id"]
        documents[plan, row["document_id"]][key].append(row)
    for (plan, _), groups in documents.items():
        yield plan, [Bought(lines[0]["project_name"], tuple(lines)) for lines in groups.values()]


def _by_name(group: Bought, projects: Sequence[Project]) -> list[Link]:
    if group.name is None:
        return []
    same = [project for project in projects if fold(project.name) == fold(group.name)]
    if same:
        return _links(group, same[0], "same_name", 1.0, group.name) if len(same) == 1 else []
    own = subject(group.name)
    like = [project for project in projects if own and subject(project.name) == own]
    evidence = f"{group.name} ≈ {like[0].name}" if like else ""
    return _links(group, like[0], "same_subject", 0.9, evidence) if len(like) == 1 else []


def _by_amount(group: Bought, all_bought: Sequence[Bought], projects: Sequence[Project]) -> list[Link]:
    amount = group.amount
    like = [project for project in projects if project.amount == amount] if amount else []
    if len(like) != 1 or sum(other.amount == amount for other in all_bought) > 1:
        return []
    words = shared(like[0].name, group.wording)
    length = sum(map(len, words))
    if not length or (length < WORDS and len(str(amount).rstrip("0")) < DIGITS):
        return []
    bought, wan = group.name or group.lines[0]["item"], f"{(amount or 0) / 1_000_000:.2f} 万元"
    evidence = f"{bought} = {like[0].name} = {wan}; {'、'.join(words)}"
    return _links(group, like[0], "same_amount", 0.8, evidence)


def _links(group: Bought, project: Project, method: str, score: float, evidence: str) -> list[Link]:
    return [
        Link(
            source_table="procurements", source_id=row["id"], relation="procured_for", target_table="projects",
            target_id=project.id, method=method, score=score, evidence=evidence,
        )
        for row in group.lines
    ]
