"""People's decisions about links: every linker's output passes through them once.

A confirmed link exists even where no rule finds it, with the method `decision` and the reason as evidence; a refused
one never appears, and no rule counts with it; of an unsure one remains `maybe_…` for readers to see. How people call
a record, `kb.linking.calling` tells. A name that several records bear is narrowed to the pair that stands in one
document; if several pairs remain, the decision is not used, and a finding names the candidates.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from kb.decisions import LINKED, Decision, Decisions, Doubt
from kb.linking.calling import Called, called
from kb.links import Link

Pair = tuple[str, str]
NAMED = 5
"""Candidates that a finding names."""


@dataclass(slots=True)
class Judged:
    """The decided pairs of every relation."""

    links: list[Link] = field(default_factory=list)
    pairs: dict[str, set[Pair]] = field(default_factory=lambda: defaultdict(set))

    def undecided(self, links: Iterable[Link]) -> Iterator[Link]:
        """The links of which people have decided nothing, in either direction."""
        for link in links:
            decided = self.pairs.get(link.relation, ())
            if (link.source_id, link.target_id) not in decided and (link.target_id, link.source_id) not in decided:
                yield link

    def bars(self, relation: str, source: str, target: str) -> bool:
        """Whether a rule has nothing more to say of a pair."""
        return (source, target) in self.pairs.get(relation, ())


def judge(connection: sqlite3.Connection, decisions: Decisions) -> Judged:
    """What people decided, for the records of this build; decisions that name none, or several, are left unused."""
    ours = [decision for decision in decisions.all if decision.kind in LINKED]
    found = called(connection, ours) if ours else {}
    judged = Judged()
    for decision in ours:
        ends = [[one for table in tables for one in found.get((table, words), ())]
                for words, tables in zip((decision.a, decision.b), LINKED[decision.kind], strict=True)]
        pairs = [(a, b) for a, b in product(*ends) if a.id != b.id]
        pairs = pairs if len(pairs) == 1 else [(a, b) for a, b in pairs if a.path == b.path]
        if len(pairs) == 1:
            decisions.used.add(decision)
            _add(judged, decision, *pairs[0])
        else:
            decisions.doubts[decision] = _doubt(decision, ends)
    return judged


def _add(judged: Judged, decision: Decision, source: Called, target: Called) -> None:
    judged.pairs[decision.kind].add((source.id, target.id))
    if decision.verdict != "refused":
        sure = decision.verdict == "confirmed"
        judged.links.append(Link(
            source_table=source.table, source_id=source.id,
            relation=decision.kind if sure else f"maybe_{decision.kind}",
            target_table=target.table, target_id=target.id, method="decision", score=1.0 if sure else 0.5,
            evidence=f"{decision.reason} ({decision.place})",
        ))


def _doubt(decision: Decision, ends: list[list[Called]]) -> Doubt:
    for words, found in zip((decision.a, decision.b), ends, strict=True):
        if not found:
            return Doubt(
                f"no record of {decision.kind} is called “{words}”", f"{decision.kind} 没有叫“{words}”的记录",
            )
    if all(len(found) == 1 for found in ends):
        return Doubt("both names call one record", "两个名称指同一条记录")
    candidates = [f"{one.id} ({one.path})" for found in ends if len(found) > 1 for one in found]
    named = ", ".join(candidates[:NAMED])
    return Doubt(f"its names fit several records, write an id: {named}", f"名称对应多条记录，请写其中一个 id：{named}")
