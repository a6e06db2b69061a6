"""What two sets of indicators have in common and how they differ, indicator by indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass

from kb.linking.indicator_sets import Member
from kb.linking.indicator_wording import Wording, wording
from loaders.values.wording import fold

Pair = tuple[Member, Member]
SHOWN = 8
"""Differences that the evidence names one by one."""


@dataclass(frozen=True, slots=True)
class SetDifference:
    """Each indicator of two sets once: in pairs, or alone on one side.

    `identical` pairs agree in definition and target, `retargeted` ones in definition, `reworded` ones are near copies.
    """

    identical: tuple[Pair, ...]
    retargeted: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    only_left: tuple[Member, ...]
    only_right: tuple[Member, ...]

    @property
    def alike(self) -> float:
        """The share of the larger set that stands in both."""
        return (len(self.identical) + len(self.retargeted) + len(self.reworded)) / self._larger

    @property
    def same_targets(self) -> float:
        """The share of the larger set that stands in both with the same target."""
        same = sum(fold(left.target) == fold(right.target) for left, right in self.reworded)
        return (len(self.identical) + same) / self._larger

    @property
    def _larger(self) -> int:
        pairs = len(self.identical) + len(self.retargeted) + len(self.reworded)
        return pairs + max(len(self.only_left), len(self.only_right))

    @property
    def method(self) -> str:
        """In what the sets differ: in cost indicators only, in targets only, or in indicators."""
        differing = [member for pair in (*self.retargeted, *self.reworded) for member in pair]
        differing += (*self.only_left, *self.only_right)
        if all(member.is_cost for member in differing):
            return "other_costs"
        return "other_indicators" if self.reworded or self.only_left or self.only_right else "other_targets"

    def evidence(self) -> str:
        """How many indicators are identical, and what differs in the others."""
        changes = [_change(*pair) for pair in (*self.retargeted, *self.reworded)]
        changes += [f"{member.shown} → ∅" for member in self.only_left]
        changes += [f"∅ → {member.shown}" for member in self.only_right]
        shown = changes[:SHOWN] + ["…"] * (len(changes) > SHOWN)
        return "；".join([f"{len(self.identical)} ＝", *shown])


def _change(left: Member, right: Member) -> str:
    """What changed from one indicator to its like: the target, the level or the name.

    >>> rate = Member("c1", "", "办结率", "≥95%", "产出指标", "质量指标")
    >>> _change(rate, Member("c1", "", "办结率", "≥98%", "产出指标", "质量指标"))
    '办结率 ≥95% → ≥98%'
    >>> _change(rate, Member("c2", "", "办结率", "≥95%", "产出指标", "时效指标"))
    '办结率（质量指标 → 时效指标）'
    >>> _change(rate, Member("c3", "", "按时办结率", "≥95%", "产出指标", "质量指标"))
    '办结率 ≥95% → 按时办结率 ≥95%'
    """
    if fold(left.name) != fold(right.name):
        return f"{left.shown} → {right.shown}"
    levels = "" if left.level2 == right.level2 else f"（{left.level2 or '—'} → {right.level2 or '—'}）"
    targets = "" if fold(left.target) == fold(right.target) else f" {left.target or '—'} → {right.target or '—'}"
    return f"{left.name}{levels}{targets}"


def compare(
    left: Sequence[Member], right: Sequence[Member], copies: Mapping[Wording, Container[Wording]]
) -> SetDifference:
    """Pair the indicators of two sets: identical ones first, then those of one definition, then near copies.

    `copies` gives the wordings that are near copies of a wording.
    """
    identical, left, right = _paired(left, right, lambda member: member.key)
    retargeted, left, right = _paired(left, right, lambda member: member.concept)
    same_words, left, right = _paired(left, right, lambda member: wording(member.name))
    linked, left, right = _linked(left, right, copies)
    return SetDifference(identical, retargeted, same_words + linked, tuple(left), tuple(right))


def _paired(
    left: Sequence[Member], right: Sequence[Member], key: Callable[[Member], Hashable]
) -> tuple[tuple[Pair, ...], list[Member], list[Member]]:
    """Pairs of one key, each member once; then what is left on each side."""
    free: dict[Hashable, list[Member]] = defaultdict(list)
    for other in right:
        free[key(other)].append(other)
    pairs: list[Pair] = []
    alone: list[Member] = []
    for one in left:
        found = free.get(key(one))
        if found:
            pairs.append((one, found.pop(0)))
        else:
            alone.append(one)
    return tuple(pairs), alone, [other for others in free.values() for other in others]


def _linked(
    left: Sequence[Member], right: Sequence[Member], copies: Mapping[Wording, Container[Wording]]
) -> tuple[tuple[Pair, ...], list[Member], list[Member]]:
    """Pairs of near copies, each member once; then what is left on each side."""
    pairs: list[Pair] = []
    alone: list[Member] = []
    free = list(right)
    for one in left:
        likes = copies.get(wording(one.name), ())
        found = next((place for place, other in enumerate(free) if wording(other.name) in likes), None)
        if found is None:
            alone.append(one)
        else:
            pairs.append((one, free.pop(found)))
    return tuple(pairs), alone, free
