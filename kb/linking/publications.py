"""Documents that are parts of one disclosure: narrative and tables of one body and year, published as two files.

Where both print their department, department and year say so. Where one prints none, its figures do: a text repeats
the figures of its own tables, and those of no other body. What is inferred so is a link with its evidence, and the
document then counts to that department. People's decisions win.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kb.decisions import Decision
from kb.links import Link
from kb.schema import TABLES

MANY, SHARE = 5, 0.4
"""How many different figures, and what share of those of the text, must stand in the tables."""
DIGITS = 4
"""How many digits make a figure tell documents apart; round figures stand everywhere."""
ROUNDED = 10_000
"""Texts print 万元 with two decimals: 100 元, in 分. Cut or rounded, they may differ by one of these."""

DOCUMENTS = "select id, path, department_id, fiscal_year from documents order by id"
SAID = "select amount_fen from statements where document_id = ? and amount_fen > 0"
TABLED = "select amount_fen from budget_lines where document_id = ? and amount_fen > 0"


@dataclass(slots=True)
class Part:
    """A document with the figures that its prose and its tables give, in hundreds of 元."""

    id: str
    path: str
    department: str | None
    year: int | None
    said: set[int] = field(default_factory=set)
    tabled: set[int] = field(default_factory=set)

    @property
    def is_text(self) -> bool:
        """Whether its figures stand in prose."""
        return len(self.said) >= MANY and len(self.tabled) * 2 <= len(self.said)

    @property
    def is_tables(self) -> bool:
        """Whether its figures stand in tables."""
        return len(self.tabled) >= MANY and len(self.said) * 10 <= len(self.tabled)


def link_publications(
    connection: sqlite3.Connection, decisions: Sequence[Decision]
) -> tuple[list[Link], set[Decision]]:
    """The links between parts, and the decisions that were used; documents without a department get one."""
    parts = [_part(connection, row) for row in connection.execute(DOCUMENTS).fetchall()]
    judged = dict(_judged(parts, decisions))
    links = [link for link in map(_decided, judged.values()) if link is not None]
    links += (link for pair, link in _inferred(parts) if pair not in judged)
    by_id = {part.id: part for part in parts}
    for link in links:
        if link.relation == "same_publication":
            _share_department(connection, by_id[link.source_id], by_id[link.target_id])
    return links, {decision for _, _, decision in judged.values()}


def _part(connection: sqlite3.Connection, row: sqlite3.Row) -> Part:
    part = Part(row["id"], row["path"], row["department_id"], row["fiscal_year"])
    for figures, query in ((part.said, SAID), (part.tabled, TABLED)):
        found = {(fen + ROUNDED // 2) // ROUNDED for (fen,) in connection.execute(query, (part.id,))}
        figures |= {figure for figure in found if len(str(figure).rstrip("0")) >= DIGITS}
    return part if part.is_text or part.is_tables else replace(part, said=set(), tabled=set())


Judged = tuple[Part, Part, Decision]


def _judged(parts: Sequence[Part], decisions: Sequence[Decision]) -> Iterator[tuple[frozenset[str], Judged]]:
    for decision in decisions:
        pair = [[part for part in parts if words in (part.id, part.path)] for words in (decision.a, decision.b)]
        if decision.kind == "document" and all(pair):
            one, two = pair[0][0], pair[1][0]
            yield frozenset((one.id, two.id)), (one, two, decision)


def _decided(judged: Judged) -> Link | None:
    one, two, decision = judged
    if decision.verdict == "different":
        return None
    relation = "same_publication" if decision.verdict == "same" else "maybe_same_publication"
    reason = f"{decision.reason} ({decision.place})"
    return _link(one, two, relation, "decision", 1.0 if decision.verdict == "same" else 0.5, reason)


def _inferred(parts: Sequence[Part]) -> Iterator[tuple[frozenset[str], Link]]:
    texts = [part for part in parts if part.is_text and part.year is not None]
    tables = [part for part in parts if part.is_tables and part.year is not None]
    for text, table in _of_one_department(texts, tables):
        link = _link(text, table, "same_publication", "department_and_year", 1.0, f"{text.path}, {table.path}")
        yield frozenset((text.id, table.id)), link
    like = list(_of_like_figures(texts, tables))
    times = Counter(part.id for pair in like for part in pair)
    for text, table in like:
        if times[text.id] == times[table.id] == 1:  # figures that fit two documents tell nothing
            yield frozenset((text.id, table.id)), _by_figures(text, table)


def _of_one_department(texts: Sequence[Part], tables: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    published: dict[tuple[object, object], list[Part]] = defaultdict(list)
    for table in tables:
        published[table.department, table.year].append(table)
    for text in texts:
        if text.department is not None:
            yield from ((text, table) for table in published[text.department, text.year])


def _of_like_figures(texts: Sequence[Part], tables: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Texts with the tables that hold their figures, where one of the two prints no department."""
    unnamed = _by_figure(table for table in tables if table.department is None)
    every = _by_figure(tables) if any(text.department is None for text in texts) else {}
    for text in texts:
        holders = every if text.department is None else unnamed
        common: dict[str, Part] = {}
        times: Counter[str] = Counter()
        for figure in text.said:
            found = {table.id: table for near in (-1, 0, 1) for table in holders.get((text.year, figure + near), ())}
            common |= found
            times.update(found.keys())
        for identifier, count in sorted(times.items()):
            if count >= MANY and count >= SHARE * len(text.said):
                yield text, common[identifier]


def _by_figure(tables: Iterable[Part]) -> dict[tuple[int | None, int], list[Part]]:
    holders: dict[tuple[int | None, int], list[Part]] = defaultdict(list)
    for table in tables:
        for figure in table.tabled:
            holders[table.year, figure].append(table)
    return holders


def _common(text: Part, tables: Part) -> list[int]:
    """The figures of the text that stand in the tables, the greatest first."""
    return sorted((f for f in text.said if {f - 1, f, f + 1} & tables.tabled), reverse=True)


def _by_figures(text: Part, tables: Part) -> Link:
    common = _common(text, tables)
    shown = "、".join(f"{figure / 100:.2f}" for figure in common[:MANY])
    evidence = f"{len(common)}/{len(text.said)} (万元): {shown}"
    return _link(text, tables, "same_publication", "figures", len(common) / len(text.said), evidence)


def _link(one: Part, two: Part, relation: str, method: str, score: float, evidence: str) -> Link:
    return Link(
        source_table="documents", source_id=one.id, relation=relation, target_table="documents", target_id=two.id,
        method=method, score=score, evidence=evidence,
    )


def _share_department(connection: sqlite3.Connection, one: Part, two: Part) -> None:
    """Let the part without a department, and all that it states, count to the department of the other."""
    for known, other in ((one, two), (two, one)):
        if known.department is None or other.department is not None:
            continue
        other.department = known.department
        connection.execute(
            "update documents set department_id = ?1, region_code = coalesce(region_code, "
            "(select region_code from departments where id = ?1)) where id = ?2",
            (known.department, other.id),
        )
        for table in TABLES:
            if {"document_id", "department_id"} <= set(table.stored):
                connection.execute(
                    f'update "{table.name}" set department_id = ? where document_id = ? and department_id is null',
                    (known.department, other.id),
                )
