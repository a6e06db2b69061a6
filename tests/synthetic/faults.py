"""Faults planted in a known share of documents: which rule should find each of them, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from redump import Block

from synthetic.disclosure import Disclosure
from synthetic.printed_slips import PRINTED_SLIPS
from synthetic.printing import blocks
from synthetic.project_slips import PROJECT_SLIPS
from synthetic.projects import copies_one_set

SHARE = 0.2
"""Share of documents with a planted fault."""
RULES = (*PROJECT_SLIPS, *PRINTED_SLIPS)


class Planted(NamedTuple):
    """A fault: the rule that should find it, and the name of the document."""

    rule: str
    document: str


def fault_of(seed: int, number: int) -> str | None:
    """The rule that a document of a corpus breaks."""
    chance = Random(f"{seed}/faults/{number}")
    return chance.choice(RULES) if chance.random() < SHARE else None


def plant(document: Disclosure, rule: str | None) -> Sequence[Block]:
    """A document as blocks, with a fault of one rule."""
    if rule in PRINTED_SLIPS:
        return PRINTED_SLIPS[rule](blocks(document))
    if rule in PROJECT_SLIPS:
        first, *others = document.projects
        return blocks(replace(document, projects=(PROJECT_SLIPS[rule](first), *others)))
    return blocks(document)


def truth(seed: int, document: Disclosure, name: str, rule: str | None) -> Iterator[Planted]:
    """What should be found in a document: its fault, and that its projects share one set."""
    if rule is not None:
        yield Planted(rule, name)
    if copies_one_set(seed, document.body) and len(document.projects) > 2:
        yield Planted("indicator.copied_set", name)
