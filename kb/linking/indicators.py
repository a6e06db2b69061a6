"""Indicator definitions that are alike without being the same.

* `same_name_other_level`: one name defined at several second levels; each definition is linked to the most used one.
* `near_copy`: two names that differ in a few characters. Names are compared only when they share one of their rarest
  pairs of characters, so the work grows with the number of names, not with its square.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from math import floor

from kb.links import Link
from loaders.values.wording import fold

CONCEPTS = """
select id, name, coalesce(level2, '') as level2, indicator_count as used from indicator_concepts order by id
"""
ALIKE = 0.8
"""Ratio of equal characters (difflib) from which two names are near copies."""
SHORTEST = 5
"""Characters of a name below which one changed character changes everything (满意度, 满意率)."""
COMMON = 0.5
"""Share of common pairs of characters below which two names differ in more than one or two places."""
CROWD = 200
"""Names under one pair of characters; above that the pair is a set phrase, and no sign of copying."""
CLOSEST = 10
"""Near copies kept for each name, the closest first."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One definition, and how often it is used."""

    id: str
    name: str
    level2: str
    used: int


def link_indicators(connection: sqlite3.Connection) -> Iterator[Link]:
    """All links between indicator definitions."""
    by_name: dict[str, list[Concept]] = defaultdict(list)
    for row in connection.execute(CONCEPTS):
        by_name[fold(row["name"])].append(Concept(row["id"], row["name"], row["level2"], row["used"] or 0))
    for _, concepts in sorted(by_name.items()):
        yield from _other_levels(concepts)
    for left, right, score in near_copies(sorted(by_name)):
        yield from _near_copies(by_name[left], by_name[right], score)


def _other_levels(concepts: Sequence[Concept]) -> Iterator[Link]:
    most_used, *others = sorted(concepts, key=lambda concept: (-concept.used, concept.level2, concept.id))
    for concept in others:
        levels = f"{concept.level2 or '—'} / {most_used.level2 or '—'}"
        yield _link(concept, "same_name_other_level", most_used, "same_name", 1.0, levels)


def _near_copies(lefts: Sequence[Concept], rights: Sequence[Concept], score: float) -> Iterator[Link]:
    """The definitions of two names at the same level; when they share none, the most used of each."""
    levels = {concept.level2: concept for concept in rights}
    pairs = [(concept, levels[concept.level2]) for concept in lefts if concept.level2 in levels]
    if not pairs:
        left, right = (min(side, key=lambda concept: (-concept.used, concept.id)) for side in (lefts, rights))
        pairs = [(left, right)]
    for left, right in pairs:
        evidence = difference(left.name, right.name)
        if left.level2 != right.level2:
            evidence += f"；{left.level2 or '—'} / {right.level2 or '—'}"
        yield _link(left, "near_copy", right, "edit_ratio", score, evidence)


def near_copies(names: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of folded names that are alike, in order, with the ratio of their equal characters."""
    found: dict[tuple[str, str], float] = {}
    for left, right in _candidates([name for name in names if len(name) >= SHORTEST]):
        score = SequenceMatcher(None, left, right, autojunk=False).ratio()
        if score >= ALIKE:
            found[left, right] = score
    kept: Counter[str] = Counter()
    for (left, right), score in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if kept[left] < CLOSEST and kept[right] < CLOSEST:
            kept.update((left, right))
            yield left, right, score


def _candidates(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that share one of their rarest pairs of characters, each once."""
    grams = {name: {name[i : i + 2] for i in range(len(name) - 1)} for name in names}
    frequency = Counter(gram for own in grams.values() for gram in own)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for gram in _rarest(grams[name], frequency):
            blocks[gram].append(name)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for left, right in combinations(block, 2) if len(block) <= CROWD else ():
            common, both = grams[left] & grams[right], len(grams[left]) + len(grams[right])
            if len(common) * 2 >= both * COMMON and (left, right) not in seen:
                seen.add((left, right))
                yield left, right


def _rarest(grams: set[str], frequency: Mapping[str, int]) -> list[str]:
    """So many of the rarest pairs of characters that names which differ in one or two places share one of them.

    A changed character breaks two pairs, so two alike names differ in up to twice their share of changed characters.
    """
    prefix = floor(len(grams) * (1 - ALIKE) * 2) + 2
    return sorted(grams, key=lambda gram: (frequency[gram], gram))[:prefix]


def difference(left: str, right: str) -> str:
    """What differs between two names, in order.

    >>> difference("工资发放及时率", "工资社保发放及时性")
    '∅ → 社保、率 → 性'
    """
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return "、".join(
        f"{left[a:b] or '∅'} → {right[c:d] or '∅'}" for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    )


def _link(source: Concept, relation: str, target: Concept, method: str, score: float, evidence: str) -> Link:
    return Link(
        source_table="indicator_concepts", source_id=source.id, relation=relation,
        target_table="indicator_concepts", target_id=target.id, method=method, score=score, evidence=evidence,
    )
