"""Names of indicators that differ little: in a number, in wording without meaning, or in one place.

Two names are near copies when they measure the same and their subjects are alike:

* `number`: the subjects differ in numbers or years only;
* `wording`: they differ in fillers, or in another word for the same measure;
* `one_place`: they have a beginning and an end in common that make up `ALIKE` of them, and differ only in between.

What is measured counts for nothing, so 保安人员数量 and 保洁人员数量 are none: one of four characters differs. Where
the end of the subject tells what is measured or counted, it has to be the same: 体验活动 and 体验活动策划 are none.

All such pairs are found without comparing names with each other. Names of one subject meet under that subject; subjects
that differ in one place meet under what is left of them when that place is cut out. In a crowd of more than `CROWD`
each is held against the most used only, so work and links grow with the number of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kb.linking.indicator_wording import Wording, contradict, numbers, wording

T = TypeVar("T")

ALIKE = 0.8
"""Share of equal characters of two subjects from which names are near copies."""
LONGEST = 6
"""Characters of the place in which two subjects differ; what is longer is more than a word."""
CROWD = 10
"""Names that share a pattern and are all compared with each other, and links from one name."""
SHORTEST = 2
"""Characters of a subject, numbers aside, below which it says too little to be copied."""
COMMON = 4
"""Characters that two subjects that differ in one place must have in common, numbers aside."""

@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two names that are near copies: `other` is the more used one."""

    name: str
    other: str
    method: str
    score: float


def near_copies(used: Mapping[str, int]) -> Iterator[NearCopy]:
    """All near copies among some names, each given with how often it is used; the closest first."""
    by_wording: dict[Wording, list[str]] = defaultdict(list)
    for name in sorted(used, key=lambda name: (-used[name], name)):
        parts = wording(name)
        if len(parts.letters) >= SHORTEST:
            by_wording[parts].append(name)
    found = [copy for names in by_wording.values() for copy in _same_subject(names)]
    found += (
        NearCopy(by_wording[less][0], by_wording[more][0], "one_place", score)
        for (more, less), score in _one_place(list(by_wording)).items()
    )
    kept: Counter[str] = Counter()
    for copy in sorted(found, key=lambda copy: (-copy.score, copy.name, copy.other)):
        kept[copy.name] += 1
        if kept[copy.name] <= CROWD:
            yield copy


def _same_subject(names: Sequence[str]) -> Iterator[NearCopy]:
    for other, name in _pairs(names):
        yield NearCopy(name, other, "wording" if numbers(name) == numbers(other) else "number", 1.0)


def _pairs(members: Sequence[T]) -> Iterator[tuple[T, T]]:
    """All pairs of a few; in a crowd, the first with each other. The more used one comes first."""
    return combinations(members, 2) if len(members) <= CROWD else ((members[0], other) for other in members[1:])


def _one_place(wordings: Sequence[Wording]) -> dict[tuple[Wording, Wording], float]:
    """Pairs that differ in one place, with the share of their subjects that does not; the most used come first."""
    found: dict[tuple[Wording, Wording], float] = {}
    for from_start, block in _blocks(wordings):
        patterns: dict[tuple[str, str], list[Wording]] = defaultdict(list)
        for parts in block:
            for pattern in _patterns(parts.letters, from_start):
                patterns[pattern].append(parts)
        for members in patterns.values():
            for pair in _pairs(members):
                if pair not in found and (score := similarity(*pair)) >= ALIKE:
                    found[pair] = score
    return found


def _blocks(wordings: Sequence[Wording]) -> Iterator[tuple[bool, list[Wording]]]:
    """Names of one measure that begin alike (true), and those that end alike: few enough to hold all their patterns."""
    for from_start, part in ((True, slice(None, SHORTEST)), (False, slice(-SHORTEST, None))):
        blocks: dict[tuple[str, str], list[Wording]] = defaultdict(list)
        for parts in wordings:
            blocks[parts.measure, parts.letters[part]].append(parts)
        yield from ((from_start, block) for block in blocks.values() if len(block) > 1)


def _patterns(subject: str, from_start: bool) -> Iterator[tuple[str, str]]:
    """What is left of a subject when up to a third of it is cut out in one place: its beginning and its end.

    The longer of both is the beginning or, not `from_start`, the end, by which alike names are in one block.
    """
    for gap in range(min(LONGEST, len(subject) // 3) + 1):
        half = (len(subject) - gap + 1) // 2
        for start in range(half, len(subject) - gap + 1) if from_start else range(half):
            yield subject[:start], subject[start + gap :]


def similarity(left: Wording, right: Wording) -> float:
    """The share of two subjects, numbers aside, that stands at their beginning and end in common.

    >>> similarity(Wording("工资发放", "及时率"), Wording("工资社保发放", "及时率"))
    0.8

    It is 0 when too little is in common, when more than a word differs, or when what differs says the contrary.

    >>> similarity(Wording("农产品抽检不合格", "率"), Wording("农产品抽检合格", "率"))
    0.0
    """
    one, other = left.letters, right.letters
    start = _same_beginning(one, other)
    end = _same_beginning(one[start:][::-1], other[start:][::-1])
    pieces = one[start : len(one) - end], other[start : len(other) - end]
    open_end = left.is_open and end < SHORTEST
    if start + end < COMMON or max(map(len, pieces)) > LONGEST or open_end or contradict(*pieces):
        return 0.0
    return 2 * (start + end) / (len(one) + len(other))


def _same_beginning(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
