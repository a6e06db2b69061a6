"""Which printed names are one body: by what the names say, by the kind of document, and by people's decisions.

    names that differ only by division, party or government     one body (rule `name`)
    a name of a 单位预算 that a 部门预算 bears too              two: the department, and its own office below it
    a name of a 单位预算 that is listed as a unit elsewhere     one unit (rule `unit_budget`)
    what people decided                                         as they decided (rule `decision`)

All names of a build are seen at once and in one order, so the result does not depend on the order of the files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kb.bodies import BodyKey, BodyName
from kb.decisions import Decision
from loaders.values.wording import fold


@dataclass(slots=True)
class Named:
    """One name with what documents say under it: which documents, whether as a department, units of which bodies."""

    name: BodyName
    documents: list[str] = field(default_factory=list)
    as_department: bool = False
    parents: list[BodyName] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """A name counted to a body: by which rule, and for what reason beyond the rule."""

    named: Named
    rule: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """One body with all its names; `parent` is the department of a unit."""

    key: BodyKey
    names: tuple[Counted, ...]
    kind: str
    parent: BodyKey | None

    @property
    def label(self) -> str:
        """The fullest name that documents print."""
        return max((counted.named.name.name for counted in self.names), key=lambda name: (len(name), name))


@dataclass(frozen=True, slots=True)
class Families:
    """All bodies, the decisions that had something to decide, and the pairs that stay two.

    Of a pair, people were not sure whether it is one body, or decided that the second one followed the first.
    """

    bodies: tuple[Family, ...]
    used: frozenset[Decision]
    pairs: tuple[tuple[BodyKey, BodyKey, Decision], ...]


def families(names: Iterable[Named], decisions: Sequence[Decision] = ()) -> Families:
    """Put the names of all documents together."""
    joining = _Joining(names)
    joining.join_units()
    ours = [decision for decision in decisions if decision.kind == "department"]
    for verdict in ("different", "same", "unsure", "successor"):
        for decision in ours:
            if decision.verdict == verdict:
                joining.decide(decision)
    return Families(tuple(joining.bodies()), frozenset(joining.used), tuple(joining.pairs))


class _Joining:
    """Names on their way to bodies."""

    def __init__(self, names: Iterable[Named]) -> None:
        self.names = sorted(names, key=lambda named: (named.name.key, named.name.name, named.name.id))
        self.keys = {named.name.id: named.name.key for named in self.names}
        self.rules: dict[str, tuple[str, str | None]] = {}
        self.used: set[Decision] = set()
        self.pairs: list[tuple[BodyKey, BodyKey, Decision]] = []

    def join_units(self) -> None:
        """A name of a 单位预算 that elsewhere is a unit of some department means that unit, not an office."""
        listed = {named.name.key for named in self.names}
        departments = {named.name.key for named in self.names if named.as_department}
        for named in self.names:
            plain = replace(named.name.key, office=False)
            if named.name.office and plain in listed - departments:
                self.keys[named.name.id] = plain
                self.rules[named.name.id] = "unit_budget", None

    def decide(self, decision: Decision) -> None:
        """Let one decision win over the rules, when both of its sides name one body of this build each."""
        a, b = self._called(decision.a), self._called(decision.b)
        if a is None or b is None:
            return
        self.used.add(decision)
        if decision.verdict in ("unsure", "successor"):
            self.pairs.append((a, b, decision))
        elif decision.verdict == "same":
            self._move([named for named in self.names if self.keys[named.name.id] == b], a, decision)
        elif a == b:
            apart = [named for named in self.names if fold(named.name.name) == fold(decision.b)]
            self._move([n for n in apart if self.keys[n.name.id] == b], replace(b, apart=fold(decision.b)), decision)

    def _called(self, words: str) -> BodyKey | None:
        """The body of an id or a name; a department rather than its office; nothing when several are called so."""
        found = {self.keys[n.name.id] for n in self.names if fold(n.name.name) == fold(words)}
        found |= {key for key in self.keys.values() if key.id == words}
        whole = {key for key in found if not key.office} or found
        return whole.pop() if len(whole) == 1 else None

    def _move(self, names: list[Named], key: BodyKey, decision: Decision) -> None:
        for named in names:
            self.keys[named.name.id] = key
            self.rules[named.name.id] = "decision", f"{decision.reason} ({decision.place})"

    def bodies(self) -> Iterator[Family]:
        """Every body with its names, in the order of their keys."""
        members: dict[BodyKey, list[Named]] = defaultdict(list)
        for named in self.names:
            members[self.keys[named.name.id]].append(named)
        for key, names in sorted(members.items()):
            counted = tuple(Counted(named, *self.rules.get(named.name.id, ("name", None))) for named in names)
            department = not key.office and any(named.as_department for named in names)
            parent = None if department else self._parent(key, names, members)
            yield Family(key, counted, "department" if department else "unit", parent)

    def _parent(
        self, key: BodyKey, names: list[Named], members: dict[BodyKey, list[Named]]
    ) -> BodyKey | None:
        """The department that documents print for a unit, else the one whose own office it is."""
        printed = (self.keys[parent.id] for named in names for parent in named.parents if parent.id in self.keys)
        whole = replace(key, office=False)
        candidates = [*printed, *([whole] if key.office else [])]
        return next((other for other in candidates if other != key and other in members), None)
