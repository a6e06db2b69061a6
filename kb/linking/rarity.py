"""How much a word says: the rarer it is among all duties, goals and project names of the knowledge base, the more."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from math import log

from kb.ids import digest
from kb.linking.wording import BREAK, clauses

TELLING = 50
"""A pair of characters that one text in so many says tells as much as a word can."""
UNREAD = 100
"""Texts of other bodies that we suppose beside those read: a few documents cannot tell what is rare."""
TEXTS = """
select text, null, null from responsibilities union all select title, text, expected from goals where scope = 'item'
union all select name, null, null from projects
"""


class Rarity:
    """Weights of pairs of characters, from 0 (every text says it) to 1."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        self.texts = 0
        for text in texts:
            self.texts += 1
            self.counts.update(pairs(text))

    def of(self, pair: str) -> float:
        """
        >>> rarity = Rarity(["信用体系", *["政务服务", "政务公开"] * 10])
        >>> rarity.of("信用"), round(rarity.of("公开"), 2), round(rarity.of("政务"), 2)
        (1.0, 0.64, 0.46)
        """
        return min(1.0, log((self.texts + UNREAD) / max(1, self.counts[pair])) / log(TELLING))

    def weights(self, text: str, common: frozenset[str] = frozenset()) -> tuple[float, ...]:
        """What each character says: as much as the more common of the two pairs it stands in.

        Pairs of `common`, such as those of the body's own name, say nothing.
        """
        between = [0.0 if BREAK in pair or pair in common else self.of(pair)
                   for pair in (text[i : i + 2] for i in range(len(text) - 1))]
        inner = [BREAK not in text[i : i + 2] for i in range(len(text) - 1)]
        return tuple(
            min((between[j] for j in (i - 1, i) if 0 <= j < len(between) and inner[j]), default=0.0)
            for i in range(len(text))
        )


def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters of a text in clauses."""
    found = (text[i : i + 2] for i in range(len(text) - 1))
    return frozenset(pair for pair in found if BREAK not in pair)


def of_corpus(connection: sqlite3.Connection) -> Rarity:
    """The rarity of words among the texts of a knowledge base, each different text counted once."""
    return Rarity(_different(connection))


def _different(connection: sqlite3.Connection) -> Iterable[str]:
    seen: set[str] = set()
    for row in connection.execute(TEXTS):
        text = clauses(*row)
        key = digest(text)
        if key not in seen:
            seen.add(key)
            yield text
