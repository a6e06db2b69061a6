"""One project printed several times: in two documents of one year, and in the documents of several years.

* One year: `unit_and_department` (a department and its unit both print it) or `several_documents` (the tables, goals
  and accounts of one body). Every further printing is linked to the one that counts, so that money is counted once.
* Over years: each project to its printing in the nearest earlier year, by `project_code` (which stays when the name
  changes, also when another body goes on with the project), else by `project_name`, years in the name left out.

A name is known within its body only, and where a document has two projects of one name it tells neither. Everything
goes through dictionaries: the work grows with the number of projects, and no project gets more than two links.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.bodies import BodyName
from kb.linking.names import subject
from kb.links import Link
from loaders.values.codes import project_code
from loaders.values.wording import fold

_YEARS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d)+(?!\d)(?:年度?)?|年度")
SHORTEST = 3
"""Characters that a name must keep without its years."""
SCORES = {"code": 1.0, "name": 0.9, "name_and_amount": 0.8, "name_without_years": 0.8}

PROJECTS = """
select p.id, p.code, p.name, p.amount_fen, p.unit_id, p.document_id, o.path, o.kind, o.fiscal_year, o.department_id
from projects p join documents o on o.id = p.document_id
where o.department_id is not null and o.fiscal_year is not null
order by o.department_id, o.fiscal_year, o.path, p.position, p.id
"""
BODIES = """
select d.id, d.name, d.region_code, p.id as parent_id, p.name as parent, p.region_code as parent_region
from departments d left join departments p on p.id = d.parent_id
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A project as one document prints it: whose it is (`body`), in which department (`root`), by which document.

    `unit_said` tells a body that the document names from one that is only the document's own.
    """

    id: str
    code: str | None
    name: str
    amount: int | None
    document: str
    path: str
    year: int
    final: bool
    by_unit: bool
    body: str
    root: str
    unit_said: bool

    @property
    def body_known(self) -> bool:
        """Whether the document says whose project it is: it is the unit's own, or it names the unit."""
        return self.by_unit or self.unit_said


Key = Callable[[Printed], Hashable]


def link_projects(connection: sqlite3.Connection) -> Iterator[Link]:
    """All `same_project` links: those of one year first, then from year to year between the printings that count."""
    printed = _printed(connection)
    within = list(_within_years(printed))
    yield from within
    further = {link.source_id for link in within}
    yield from _over_years([project for project in printed if project.id not in further])


def _printed(connection: sqlite3.Connection) -> list[Printed]:
    whose = {row["id"]: _whose(row) for row in connection.execute(BODIES)}
    printed: list[Printed] = []
    for row in connection.execute(PROJECTS):
        publisher, body = row["department_id"], row["unit_id"] or row["department_id"]
        _, department = whose.get(publisher, (publisher, publisher))
        owner, root = whose.get(body, (body, body))
        printed.append(Printed(
            row["id"], row["code"], row["name"], row["amount_fen"], row["document_id"], row["path"],
            row["fiscal_year"], row["kind"] == "final_accounts",
            row["kind"] == "unit_budget" or publisher != department, owner, root, row["unit_id"] is not None,
        ))
    return printed


def _whose(row: sqlite3.Row) -> tuple[str, str]:
    """The body that a project of this body belongs to, and its department; a department's own office is the department.

    Where only a unit's budget is published, its office has no department above it and stands for itself.
    """
    if row["parent_id"] is None:
        return row["id"], row["id"]
    own, above = BodyName(row["region_code"], row["name"]), BodyName(row["parent_region"], row["parent"])
    is_office = own.key.words == above.key.words
    return (row["parent_id"] if is_office else row["id"]), row["parent_id"]


def _code(project: Printed) -> Hashable:
    """A code of the national shape names one project everywhere; any other one names it within its department."""
    if project.code is None:
        return None
    return project.code if project_code(project.code) else (project.root, project.code)


def _bare(project: Printed) -> str | None:
    bare = _YEARS.sub("", fold(project.name))
    return bare if len(bare) >= SHORTEST else None


# --- One year --------------------------------------------------------------------------------------------------------


def _within_years(printed: Sequence[Printed]) -> Iterator[Link]:
    keys: tuple[tuple[str, Key], ...] = (
        ("code", lambda p: p.code and (p.root, p.year, p.code)),
        ("name", lambda p: (p.body, p.year, fold(p.name))),
        ("name_and_amount", lambda p: (p.root, p.year, fold(p.name))),
    )
    linked: set[str] = set()
    for by, key in keys:
        for group in _groups(printed, key):
            if len({project.document for project in group}) < len(group):
                continue
            counts, *others = sorted(group, key=_counts_first)
            for project in _printed_again(counts, others, by) if counts.id not in linked else ():
                if project.id not in linked:
                    linked.add(project.id)
                    yield _printing(project, counts, by)


def _printed_again(counts: Printed, others: Sequence[Printed], by: str) -> list[Printed]:
    """The further printings of a project; none when the projects of two bodies could be meant."""
    found = [other for other in others if by == "code" or _one_printing(counts, other, by)]
    return found if len({project.body for project in found if project.body_known}) <= 1 or by == "code" else []


def _counts_first(project: Printed) -> tuple[object, ...]:
    """What the department prints before what its units do, budgets before accounts, amounts before none."""
    return project.by_unit, project.final, project.amount is None, project.path, project.id


def _one_printing(counts: Printed, other: Printed, by: str) -> bool:
    """Whether one name of one year is one project: of one body; where a document does not say it, by the amount."""
    if counts.code and other.code and counts.code != other.code:
        return False
    if counts.body_known == other.body_known:
        return counts.body == other.body
    return by == "name_and_amount" and counts.amount is not None and counts.amount == other.amount


def _printing(project: Printed, counts: Printed, by: str) -> Link:
    apart = project.by_unit != counts.by_unit
    shared = f"the code {project.code}" if by == "code" else f"the name {project.name}"
    money = f" and the amount {_wan(project)}" if project.amount is not None and project.amount == counts.amount else ""
    return _link(
        project, counts, "unit_and_department" if apart else "several_documents", SCORES[by],
        f"{project.path} and {counts.path} print {shared}{money} for {project.year}; it is counted once",
    )


# --- From year to year -----------------------------------------------------------------------------------------------


def _over_years(printed: Sequence[Printed]) -> Iterator[Link]:
    keys: tuple[tuple[str, Key], ...] = (
        ("code", _code),
        ("name", lambda p: (p.body, fold(p.name))),
        ("name", lambda p: (p.root, fold(p.name))),
        ("name_without_years", lambda p: (bare := _bare(p)) and (p.body, bare)),
        ("name_without_years", lambda p: (bare := _bare(p)) and (p.root, bare)),
    )
    later: set[str] = set()
    earlier: set[str] = set()
    for by, key in keys:
        for group in _groups(printed, key):
            for before, after in _neighbours(group):
                if after.id in later or before.id in earlier or not _goes_on(before, after, by):
                    continue
                later.add(after.id)
                earlier.add(before.id)
                yield _continuation(after, before, by)


def _neighbours(group: Iterable[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """The printings of neighbouring years, where each of the two years has one only."""
    years: dict[int, list[Printed]] = defaultdict(list)
    for project in group:
        years[project.year].append(project)
    for (_, before), (_, after) in pairwise(sorted(years.items())):
        if len(before) == len(after) == 1:
            yield before[0], after[0]


def _goes_on(before: Printed, after: Printed, by: str) -> bool:
    """Whether a key stands for one project in two years: a name only for one body, a general one only where told.

    工作经费 of a department and of one of its units are two projects.
    """
    if by == "code":
        return True
    if before.body_known == after.body_known:
        return before.body == after.body
    return bool(subject(after.name))


def _continuation(after: Printed, before: Printed, by: str) -> Link:
    names = f"{before.name} ({before.year}) and {after.name} ({after.year})"
    shared = f"share the code {after.code}" if by == "code" else "are projects of one body"
    differ = "" if by == "code" else {"name": " under one name"}.get(by, " under one name but for its years")
    moved = ", printed by two departments" if before.root != after.root else ""
    method = "project_code" if by == "code" else "project_name"
    return _link(after, before, method, SCORES[by], f"{names} {shared}{differ}{moved}")


# --- Both ------------------------------------------------------------------------------------------------------------


def _groups(printed: Sequence[Printed], key: Key) -> Iterator[list[Printed]]:
    """The printings that share a key, two and more, in the order in which the first of them comes."""
    groups: dict[Hashable, list[Printed]] = defaultdict(list)
    for project in printed:
        if (known := key(project)) is not None:
            groups[known].append(project)
    return (group for group in groups.values() if len(group) > 1)


def _wan(project: Printed) -> str:
    return f"{(project.amount or 0) / 1_000_000:.2f} 万元"


def _link(source: Printed, target: Printed, method: str, score: float, evidence: str) -> Link:
    return Link(
        source_table="projects", source_id=source.id, relation="same_project", target_table="projects",
        target_id=target.id, method=method, score=score, evidence=evidence,
    )
