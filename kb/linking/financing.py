"""Projects to the functional codes that finance them, where amounts allow one answer only: `financed_under`.

The budget table of a body gives the project expenditure of each code, its project list the amount of each project.

* `single_code`: one code has all project expenditure, so every project is paid under it.
* `only_partition`: all projects make up all codes' figures, and in every way to do so the project is under one code.
* `same_amount`: the amount is the figure of one code and of no other, and no other projects make it up.
* `only_sum`: a few projects make up the figure of a code, and no others do.

Where the list does not make up the table, equal amounts may be chance: then an amount must have `DIGITS` digits that
tell, or share a word with the name of the code. Money printed twice counts once (`same_project` of one year).

The evidence quotes the figures as sums and parts (Σ, ⊂, =), which any language reads alike.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.linking.names import shared
from kb.linking.sums import MOST_AMOUNTS, shares, unique_sums
from kb.links import Link

TABLES = ("expenditure", "fiscal_expenditure")
"""The table of all expenditure first: that of appropriations holds only the projects that appropriations pay for."""
DIGITS, DIGITS_OF_WHOLE, DIGITS_OF_PART = 4, 3, 3
"""Digits, without zeros at the end, from which an amount tells: any, where the projects make up the table, in a sum."""

PROJECTS = """
select p.id, p.name, p.amount_fen, p.unit_id, o.department_id, o.fiscal_year,
  exists (select 1 from funds f where f.project_id = p.id and f.source = '其他资金' and f.amount_fen > 0) as other
from projects p join documents o on o.id = p.document_id
where o.department_id is not null and o.fiscal_year is not null and coalesce(o.kind, '') <> 'final_accounts'
  and p.amount_fen > 0 and p.id not in (
    select l.source_id from links l join projects a on a.id = l.source_id join projects b on b.id = l.target_id
    where l.relation = 'same_project' and a.fiscal_year = b.fiscal_year)
order by o.path, p.position, p.id
"""
FIGURES = """
select distinct o.department_id, o.fiscal_year, b.department_id as body, b.form, b.code, b.amount_fen,
  coalesce(b.economic_code, '') || coalesce(b.government_economic_code, '') as economic, b.classification_id, c.name
from budget_lines b join documents o on o.id = b.document_id join classifications c on c.id = b.classification_id
where b.item = 'project' and b.form in ('expenditure', 'fiscal_expenditure') and length(b.code) = 7
  and b.amount_fen > 0 and o.department_id is not null and o.fiscal_year is not null
  and coalesce(o.kind, '') <> 'final_accounts' and c.scheme = 'functional'
order by o.department_id, o.fiscal_year, body, b.form, b.code, economic, b.amount_fen
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its money; `only_fiscal` when no other money than appropriations is in it."""

    id: str
    name: str
    amount: int
    only_fiscal: bool


@dataclass(slots=True)
class Code:
    """A functional code in one table: its project expenditure, and how it is made up by economic class."""

    id: str
    code: str
    name: str
    whole: set[int] = field(default_factory=set)
    parts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def figure(self) -> int | None:
        """The figure of the code, printed or added up; nothing when a table prints several for the same thing."""
        if self.whole:
            return next(iter(self.whole)) if len(self.whole) == 1 else None
        single = all(len(amounts) == 1 for amounts in self.parts.values())
        return sum(next(iter(amounts)) for amounts in self.parts.values()) if single else None

    @property
    def figures(self) -> set[int]:
        """Every figure that the table prints for the code."""
        return self.whole.union(*self.parts.values())

    @property
    def said(self) -> str:
        """The code as evidence quotes it."""
        return f"{self.code} {self.name}"


Plan = tuple[str, int, str]
"""A body within the documents of one department and year."""


def link_financing(connection: sqlite3.Connection) -> Iterator[Link]:
    """The `financed_under` links of all bodies."""
    projects: dict[Plan, list[Project]] = defaultdict(list)
    for row in connection.execute(PROJECTS):
        project = Project(row["id"], row["name"], row["amount_fen"], not row["other"])
        for body in {row["department_id"], row["unit_id"] or row["department_id"]}:
            projects[row["department_id"], row["fiscal_year"], body].append(project)
    for plan, tables in _tables(connection).items():
        if own := projects.get(plan):
            yield from _financed(own, tables)


def _tables(connection: sqlite3.Connection) -> dict[Plan, dict[str, dict[str, Code]]]:
    plans: dict[Plan, dict[str, dict[str, Code]]] = defaultdict(lambda: defaultdict(dict))
    for row in connection.execute(FIGURES):
        table = plans[row["department_id"], row["fiscal_year"], row["body"]][row["form"]]
        code = table.setdefault(row["code"], Code(row["classification_id"], row["code"], row["name"]))
        (code.parts[row["economic"]] if row["economic"] else code.whole).add(row["amount_fen"])
    return plans


def _financed(projects: Sequence[Project], tables: Mapping[str, Mapping[str, Code]]) -> Iterator[Link]:
    """The links by the table that the projects make up, else by the first one."""
    choices: list[tuple[str, list[Code], list[Project]]] = []
    for form in TABLES:
        codes = [code for _, code in sorted(tables.get(form, {}).items())]
        own = [project for project in projects if project.only_fiscal or form == "expenditure"]
        if codes and own and all(code.figure is not None for code in codes):
            choices.append((form, codes, own))
    if choices:
        whole = (choice for choice in choices if _left_over(choice[1], choice[2]) == 0)
        _, codes, own = next(whole, choices[0])
        yield from _by_table(codes, own)


def _left_over(codes: Sequence[Code], projects: Sequence[Project]) -> int:
    return sum(code.figure or 0 for code in codes) - sum(project.amount for project in projects)


def _by_table(codes: Sequence[Code], projects: Sequence[Project]) -> Iterator[Link]:
    left = _left_over(codes, projects)
    if len(codes) == 1 and left >= 0:
        yield from (_single(project, codes[0], projects) for project in projects)
        return
    found = shares([project.amount for project in projects], [code.figure or 0 for code in codes]) if not left else []
    for project, places in zip(projects, found, strict=False):
        if len(places) == 1:
            yield _partition(project, codes[next(iter(places))], projects, codes)
    if not found:
        yield from _by_amounts(codes, projects, whole=not left)


def _by_amounts(codes: Sequence[Code], projects: Sequence[Project], *, whole: bool) -> Iterator[Link]:
    """Single figures and small sums. A project that is not listed may be just as round as a listed one."""
    amounts = [project.amount for project in projects]
    sums = unique_sums(amounts)
    taken: set[str] = set()
    for project in projects:
        bearing = [code for code in codes if project.amount in code.figures]
        only = amounts.count(project.amount) == 1 and (project.amount in sums or len(amounts) > MOST_AMOUNTS)
        if only and len(bearing) == 1 and _tells(project, bearing[0], DIGITS_OF_WHOLE if whole else DIGITS):
            taken.add(project.id)
            yield _same(project, bearing[0])
    for code in codes:
        parts = [projects[place] for place in sums.get(code.figure or 0, ())]
        telling = whole or all(_digits(part.amount) >= DIGITS_OF_PART for part in parts)
        if len(parts) > 1 and telling and _digits(code.figure or 0) >= DIGITS and not taken & {p.id for p in parts}:
            yield from (_summed(part, code, parts) for part in parts)


def _tells(project: Project, code: Code, digits: int) -> bool:
    return _digits(project.amount) >= digits or bool(shared(project.name, code.name))


def _digits(amount: int) -> int:
    """How many digits of an amount tell.

    >>> _digits(74_500_000), _digits(20_000)
    (3, 1)
    """
    return len(str(amount).rstrip("0"))


def _single(project: Project, code: Code, projects: Sequence[Project]) -> Link:
    total = sum(one.amount for one in projects)
    return _link(
        project, code, "single_code", 1.0 if total == code.figure else 0.9,
        f"{project.name} {_wan(project.amount)} ⊂ Σ({len(projects)}) {_wan(total)}"
        f" {'=' if total == code.figure else '<'} {code.said} {_wan(code.figure)}",
    )


def _partition(project: Project, code: Code, projects: Sequence[Project], codes: Sequence[Code]) -> Link:
    total = sum(one.amount for one in projects)
    return _link(
        project, code, "only_partition", 1.0,
        f"{project.name} {_wan(project.amount)} ⊂ {code.said} {_wan(code.figure)};"
        f" Σ({len(projects)}) = Σ({len(codes)}) = {_wan(total)}",
    )


def _same(project: Project, code: Code) -> Link:
    return _link(project, code, "same_amount", 0.9, f"{project.name} = {code.said} = {_wan(project.amount)}")


def _summed(project: Project, code: Code, parts: Sequence[Project]) -> Link:
    terms = " + ".join(f"{part.name} {_wan(part.amount)}" for part in parts)
    return _link(project, code, "only_sum", 0.8, f"{terms} = {code.said} {_wan(code.figure)}")


def _wan(amount: int | None) -> str:
    """An amount in 分 as people read it, with all its digits.

    >>> _wan(1_000_000), _wan(173_980_100)
    ('1.00 万元', '173.9801 万元')
    """
    whole, rest = divmod(amount or 0, 1_000_000)
    return f"{whole}.{f'{rest:06}'.rstrip('0'):0<2} 万元"


def _link(project: Project, code: Code, method: str, score: float, evidence: str) -> Link:
    return Link(
        source_table="projects", source_id=project.id, relation="financed_under", target_table="classifications",
        target_id=code.id, method=method, score=score, evidence=evidence,
    )
