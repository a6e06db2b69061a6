"""Which thing of one side is which of the other: only what has exactly one counterpart is matched, nothing is guessed.

Keys are tried from the strictest to the loosest. Things whose key stands on both sides, but more often than once, are
ambiguous. What is left over may be a rewording of exactly one other thing that is left over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from kb.comparing.change import NOWHERE, Place, Value


@dataclass(frozen=True, slots=True)
class Cell:
    """A compared column: the value for people (whole numbers are 分), and what two values that mean one thing share."""

    column: str
    value: Value
    told: Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record to be compared, with its compared columns in `cells`.

    `keys` say, from strict to loose, what it is known by, None where it has no such key; all items of a kind have as
    many. `near` is what a rewording of it has in common with it, None when nothing may count as one; `words` is its
    name as it is compared. `parts` belong to it and are compared when it is matched.
    """

    kind: str
    id: str
    name: str
    keys: tuple[Hashable, ...]
    words: str
    owner: str | None = None
    cells: tuple[Cell, ...] = ()
    near: Hashable = None
    place: Place = NOWHERE
    parts: tuple[Item, ...] = ()

    @property
    def content(self) -> Hashable:
        """What two records that say the same have in common."""
        told = frozenset((cell.column, cell.told) for cell in self.cells if cell.told)
        return self.words, told, frozenset(part.content for part in self.parts)

    def cell(self, column: str) -> Cell:
        """The cell of a column; an empty one when the record has none."""
        return next((cell for cell in self.cells if cell.column == column), Cell(column, None, None))


Group = tuple[tuple[Item, ...], tuple[Item, ...]]


@dataclass(slots=True)
class Matched:
    """What became of the items of two sides. `unclear` are groups that could be matched in several ways."""

    pairs: list[tuple[Item, Item]] = field(default_factory=list)
    reworded: list[tuple[Item, Item]] = field(default_factory=list)
    unclear: list[Group] = field(default_factory=list)
    vanished: list[Item] = field(default_factory=list)
    appeared: list[Item] = field(default_factory=list)


def match(old: Sequence[Item], new: Sequence[Item], near: Callable[[str, str], bool]) -> Matched:
    """Match the items of one kind; `near` says whether the words of two items are a rewording of each other."""
    found = Matched()
    left, right = list(old), list(new)
    for stage in range(len(left[0].keys) if left and right else 0):
        left, right = _paired(left, right, stage, found)
    left, right = _unclear(left, right, old, new, found)
    found.vanished, found.appeared = _reworded(left, right, near, found)
    return found


def _by_key(items: Iterable[Item], stage: int) -> dict[Hashable, list[Item]]:
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        if item.keys[stage] is not None:
            groups[item.keys[stage]].append(item)
    return groups


def _paired(left: list[Item], right: list[Item], stage: int, found: Matched) -> tuple[list[Item], list[Item]]:
    """Match what a key names once on each side; several records that say the same are one."""
    theirs = _by_key(right, stage)
    done: tuple[list[Item], list[Item]] = ([], [])
    for key, ours in _by_key(left, stage).items():
        pairs = _certain(ours, theirs.get(key, []))
        found.pairs += pairs
        if pairs:
            done[0].extend(ours)
            done[1].extend(theirs[key])
    return _without(left, done[0]), _without(right, done[1])


def _without(items: list[Item], done: Iterable[Item]) -> list[Item]:
    ids = {item.id for item in done}
    return [item for item in items if item.id not in ids]


def _certain(ours: list[Item], theirs: list[Item]) -> list[tuple[Item, Item]]:
    """The pairs of two groups of one key, when there is but one way to pair them."""
    old = {item.content: item for item in reversed(ours)}
    new = {item.content: item for item in reversed(theirs)}
    if old.keys() == new.keys():
        return [(item, new[content]) for content, item in reversed(old.items())]
    return [(ours[0], theirs[0])] if len(old) == len(new) == 1 else []


def _unclear(
    left: list[Item], right: list[Item], old: Sequence[Item], new: Sequence[Item], found: Matched
) -> tuple[list[Item], list[Item]]:
    """Set apart what shares a key with something of the other side; returns what does not."""
    groups: dict[Hashable, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    alone: tuple[list[Item], list[Item]] = ([], [])
    for side, (items, others) in enumerate(((left, new), (right, old))):
        known = [_by_key(others, stage) for stage in range(len(items[0].keys))] if items and others else []
        for item in items:
            stage = next((n for n, groups_of in enumerate(known) if item.keys[n] in groups_of), None)
            if stage is None:
                alone[side].append(item)
            else:
                groups[stage, item.keys[stage]][side].append(item)
    found.unclear = [(tuple(ours), tuple(theirs)) for ours, theirs in groups.values()]
    return alone


def _reworded(
    left: list[Item], right: list[Item], near: Callable[[str, str], bool], found: Matched
) -> tuple[list[Item], list[Item]]:
    """Match what is near to exactly one thing of the other side that is near to nothing else."""
    blocks: dict[Hashable, list[Item]] = defaultdict(list)
    for item in right:
        blocks[item.near].append(item)
    ahead = {
        item.id: [other for other in blocks.get(item.near, ()) if near(item.words, other.words)]
        for item in left if item.near is not None
    }
    times: dict[str, int] = defaultdict(int)
    for others in ahead.values():
        for other in others:
            times[other.id] += 1
    for item in left:
        others = ahead.get(item.id, [])
        if len(others) == 1 and times[others[0].id] == 1:
            found.reworded.append((item, others[0]))
    return _without(left, (one for one, _ in found.reworded)), _without(right, (other for _, other in found.reworded))
