"""Sets of indicators that were copied with changes, linked as `near_identical_set` from the less to the more used one.

Links join sets, not projects. Their method:

* `other_costs`: all indicators but those of cost are identical (cost follows the amount of the project);
* `other_targets`: the same definitions, and some targets differ;
* `other_indicators`: at least `ALIKE` of the indicators of the larger set stand in both, as one definition, at another
  level, or as near copies of each other.

Targets may differ, too, but at least `SAME_TARGETS` of the larger set agree in them: definitions that many share, each
with targets of its own, are no copies.

The evidence names what differs. Sets of less than `SMALLEST` indicators may be equal by chance and are not linked.

Sets that have so much in common share one of the rarest wordings of each: only these are compared, and in a crowd each
with the most used only, so that work and links grow with the number of sets.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from kb.linking.indicator_sets import IndicatorSet, Member
from kb.linking.indicator_wording import Wording, wording
from kb.linking.scopes import nearest
from kb.linking.set_differences import SetDifference, compare
from kb.links import Link

ALIKE = 0.8
"""Share of the indicators of the larger of two sets from which they are near-identical."""
SAME_WORDING = 0.5
"""Share of the wordings of each set that has to stand in the other; the rest may be near copies."""
SAME_TARGETS = 0.5
"""Share of the larger set that has to stand in both with the same target."""
SMALLEST = 3
"""Indicators of a set, cost apart, below which equal sets may be chance."""
CROWD = 20
"""Sets that share a wording and are all compared; of more, each with so many of the most used. As many links it has."""
COPIES = """
select a.name, b.name from links l join indicator_concepts a on a.id = l.source_id
join indicator_concepts b on b.id = l.target_id where l.relation = 'near_copy'
"""


def link_sets(connection: sqlite3.Connection, sets: Sequence[IndicatorSet]) -> Iterator[Link]:
    """The links between near-identical sets, which come with the most used first."""
    copies = _copies(connection)
    for found, others in _candidates([found for found in sets if len(found.members) >= SMALLEST]):
        compared = [(compare(found.members, other.members, copies), other) for other in others]
        alike = [(difference, other) for difference, other in compared if _is_near(difference)]
        alike.sort(key=lambda pair: (-pair[0].alike, -pair[0].same_targets, pair[1].id))
        yield from (_link(found, other, difference) for difference, other in alike[:CROWD])


def _copies(connection: sqlite3.Connection) -> dict[Wording, set[Wording]]:
    """The wordings that are near copies of each other, in both directions."""
    copies: dict[Wording, set[Wording]] = defaultdict(set)
    for row in connection.execute(COPIES):
        one, other = map(wording, row)
        copies[one].add(other)
        copies[other].add(one)
    return copies


def _is_near(difference: SetDifference) -> bool:
    if difference.method == "other_costs" and _kept(difference) >= SMALLEST:
        return True
    return difference.alike >= ALIKE and difference.same_targets >= SAME_TARGETS


def _kept(difference: SetDifference) -> int:
    """How many indicators other than those of cost are identical and have a target."""
    members: list[Member] = [left for left, _ in difference.identical]
    return sum(bool(member.signature) and not member.is_cost for member in members)


def _candidates(sets: Sequence[IndicatorSet]) -> Iterator[tuple[IndicatorSet, list[IndicatorSet]]]:
    """Each set with the more used ones that share one of its rarest wordings.

    Of `n` wordings, so many of the rarest are looked at that two sets with the required share in common meet in one.
    """
    words = [frozenset(wording(member.name) for member in found.members) for found in sets]
    uses = Counter(word for own in words for word in own)
    blocks: dict[Wording, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        rarest = sorted(own, key=lambda word: (uses[word], word.subject, word.measure))
        met: set[int] = set()
        for word in rarest[: len(own) - ceil(len(own) * SAME_WORDING) + 1]:
            met.update(blocks[word])
            if len(blocks[word]) < CROWD:
                blocks[word].append(number)
        enough = (other for other in sorted(met) if _have_enough_in_common(own, words[other]))
        yield sets[number], [sets[other] for other in enough]


def _have_enough_in_common(left: frozenset[Wording], right: frozenset[Wording]) -> bool:
    return len(left & right) >= max(len(left), len(right)) * SAME_WORDING


def _link(found: IndicatorSet, other: IndicatorSet, difference: SetDifference) -> Link:
    return Link(
        source_table="indicator_sets", source_id=found.id, relation="near_identical_set",
        target_table="indicator_sets", target_id=other.id, method=difference.method, score=difference.alike,
        evidence=difference.evidence(), scope=nearest(found.beginnings, other.beginnings),
    )
