"""The questions that search asks of its index: which names of a kind hold the words, and how the index is asked.

Every question is bounded: of each kind no more than `MOST` hits are looked at, and what is cut says so.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from kb.publishing.names import fold, marks
from kb.publishing.words import NOTHING, match_expression

MOST = 1000
"""Names of one kind that are looked at."""
MOST_TEXTS = 5000
LAST = "\U0010ffff"


class NoIndex(LookupError):
    """The knowledge base was built before names had an index."""


def check(connection: sqlite3.Connection) -> None:
    """Make sure that there is an index of names. Raises `NoIndex`."""
    if not connection.execute("select 1 from sqlite_master where name = 'search_names_fts'").fetchone():
        raise NoIndex("the knowledge base was built before search had an index of names; build it again")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched: words, and the kind, region and fiscal year that the hits must have. Nothing limits nothing."""

    words: str = ""
    kind: str = ""
    region: str = ""
    year: int = 0


class Total(NamedTuple):
    """A number of hits; with `more`, there are at least so many."""

    number: int = 0
    more: bool = False

    def __add__(self, other: object) -> Total:
        """Both together."""
        return Total(self.number + other.number, self.more or other.more) if isinstance(other, Total) else self


def expression_of(wanted: Wanted) -> str:
    """What the index is asked; nothing where the words hold no letter and no figure."""
    chosen = [*marks(wanted.kind), *marks(places=[(wanted.region, wanted.year)])[-1:]]
    words = match_expression(wanted.words) if wanted.words.strip() else ""
    return "" if words == NOTHING else " ".join([words, *(f'"{mark}"' for mark in chosen)]).strip()


NUMBERS = """
select min(class), number from (
  select iif(key = :key, 0, 1) as class, number from (
    select key, number from search_keys k where kind = :kind and key >= :key and key < :end and :key <> ''
    and ((:region = '' and :year = 0) or exists (select 1 from search_places p where p.number = k.number
      and (:region = '' or p.region_code = :region) and (:year = 0 or p.fiscal_year = :year)))
    order by key limit :most)
  union all
  select 2, number from (
    select rowid as number from search_names_fts where search_names_fts match :expression order by rowid limit :most)
) group by number order by 1, 2 limit :most
"""


def numbers_of(connection: sqlite3.Connection, wanted: Wanted, most: int) -> list[tuple[int, int]]:
    """The names of one kind, best first, each with 0 for the words themselves, 1 for what begins so, 2 for others."""
    expression, key = expression_of(wanted), fold(wanted.words)
    if not expression:
        return []
    found = connection.execute(NUMBERS, {
        "kind": wanted.kind, "region": wanted.region, "year": wanted.year, "key": key, "end": key + LAST,
        "expression": expression, "most": most,
    })
    return [(rank, number) for rank, number in found]


def total_of(number: int, most: int) -> Total:
    """The total of hits of which one more than `most` were looked for."""
    return Total(min(number, most), number > most)
