"""Indicator definitions that are alike without being the same, and what identical indicators have in common.

* `indicator_signatures`: one row for each definition with its target, that all identical indicators share.
* `same_name_other_level`: one name defined at several second levels; each definition is linked to the most used one.
* `near_copy`: two names that differ little (see `kb.linking.near_copies`); the evidence says in what.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from kb.database import Row, insert
from kb.linking.indicator_wording import wording
from kb.linking.near_copies import NearCopy, near_copies
from kb.linking.scopes import JOINS, PATH, Path, beginnings, nearest, path_of, paths, reach
from kb.links import Link
from loaders.values.wording import fold

CONCEPTS = """
select id, name, coalesce(level2, '') as level2, indicator_count as used from indicator_concepts order by id
"""
SIGNATURES = f"""
select i.signature, i.concept_id, i.name, i.target, i.operator, i.value, i.value_high, i.unit, i.project_id,
       d.department_id, {PATH}
from indicators i {JOINS} where i.signature is not null order by i.signature, i.target, i.id
"""
_NUMBER_OR_CHARACTER = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
NOWHERE: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Concept:
    """One definition, and how often it is used."""

    id: str
    name: str
    level2: str
    used: int


def link_indicators(connection: sqlite3.Connection) -> Iterator[Link]:
    """All links between indicator definitions, each with the nearest scope in which both stand."""
    by_name: dict[str, list[Concept]] = defaultdict(list)
    for row in connection.execute(CONCEPTS):
        by_name[fold(row["name"])].append(Concept(row["id"], row["name"], row["level2"], row["used"] or 0))
    links = [link for _, concepts in sorted(by_name.items()) for link in _other_levels(concepts)]
    links += _near_copies(by_name)
    linked = {end for link in links for end in (link.source_id, link.target_id)}
    places = {key: frozenset(beginnings(found)) for key, found in paths(connection, "concept_id") if key in linked}
    for link in links:
        yield replace(link, scope=nearest(*(places.get(end, NOWHERE) for end in (link.source_id, link.target_id))))


def _other_levels(concepts: Sequence[Concept]) -> Iterator[Link]:
    most_used, *others = sorted(concepts, key=lambda concept: (-concept.used, concept.level2, concept.id))
    for concept in others:
        yield _link(concept, "same_name_other_level", most_used, "same_name", 1.0, _levels(concept, most_used))


def _near_copies(by_name: Mapping[str, Sequence[Concept]]) -> Iterator[Link]:
    shown = {concepts[0].name: concepts for concepts in by_name.values()}
    for copy in near_copies({name: sum(concept.used for concept in concepts) for name, concepts in shown.items()}):
        for concept, other in _of_one_level(shown[copy.name], shown[copy.other]):
            yield _near_copy(concept, other, copy)


def _of_one_level(lefts: Sequence[Concept], rights: Sequence[Concept]) -> list[tuple[Concept, Concept]]:
    """The definitions of two names at the same level; when they share none, the most used of each.

    Unless their names say what they measure: then the level does, and another level measures something else.
    """
    levels = {concept.level2: concept for concept in rights}
    pairs = [(concept, levels[concept.level2]) for concept in lefts if concept.level2 in levels]
    if pairs or not wording(lefts[0].name).measure:
        return pairs
    left, right = (min(side, key=lambda concept: (-concept.used, concept.id)) for side in (lefts, rights))
    return [(left, right)]


def _near_copy(concept: Concept, other: Concept, copy: NearCopy) -> Link:
    evidence = (difference if copy.method != "number" else one_difference)(concept.name, other.name)
    if concept.level2 != other.level2:
        evidence += f"；{_levels(concept, other)}"
    return _link(concept, "near_copy", other, copy.method, copy.score, evidence)


def _levels(left: Concept, right: Concept) -> str:
    return f"{left.level2 or '—'} / {right.level2 or '—'}"


def difference(left: str, right: str) -> str:
    """What differs between two names, in order; numbers are shown whole.

    >>> difference("2023年工资发放及时率", "2024年工资社保发放及时性")
    '2023 → 2024、∅ → 社保、率 → 性'
    """
    one, other = (_NUMBER_OR_CHARACTER.findall(name) for name in (left, right))
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return "、".join(
        f"{''.join(one[a:b]) or '∅'} → {''.join(other[c:d]) or '∅'}" for kind, a, b, c, d in changes if kind != "equal"
    )


def one_difference(left: str, right: str) -> str:
    """What differs between two names from the first difference to the last.

    >>> one_difference("油松高度：5-6m", "油松高度：4-5m")
    '5-6 → 4-5'
    """
    names = [_NUMBER_OR_CHARACTER.findall(name) for name in (left, right)]
    for end in (0, -1):
        while all(names) and names[0][end] == names[1][end]:
            names = [name[1:] if end == 0 else name[:-1] for name in names]
    return " → ".join("".join(name) or "∅" for name in names)


def _link(source: Concept, relation: str, target: Concept, method: str, score: float, evidence: str) -> Link:
    return Link(
        source_table="indicator_concepts", source_id=source.id, relation=relation,
        target_table="indicator_concepts", target_id=target.id, method=method, score=score, evidence=evidence,
    )


def write_signatures(connection: sqlite3.Connection) -> None:
    """Fill `indicator_signatures`, what identical indicators share, and say how far these and definitions reach."""
    scopes = [(reach(found), concept) for concept, found in paths(connection, "concept_id")]
    connection.executemany("update indicator_concepts set scope = ? where id = ?", scopes)
    grouped = groupby(connection.execute(SIGNATURES), key=lambda row: row["signature"])
    insert(connection, "indicator_signatures", (_signature(signature, list(rows)) for signature, rows in grouped))


def _signature(signature: str, rows: Sequence[sqlite3.Row]) -> Row:
    found = {path_of(row) for row in rows}
    names = Counter(row["name"] for row in rows)
    return {
        "id": signature, "name": min(names, key=lambda name: (-names[name], name)),
        **{column: rows[0][column] for column in ("concept_id", "target", "operator", "value", "value_high", "unit")},
        "indicator_count": len(rows), "project_count": _count(rows, "project_id"),
        "department_count": _count(rows, "department_id"), "scope": reach(found),
    }


def _count(rows: Sequence[sqlite3.Row], column: str) -> int:
    return len({row[column] for row in rows} - {None})
