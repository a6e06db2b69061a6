"""How many hits there are of each kind, in each region and each year."""

from __future__ import annotations

import sqlite3

from kb.publishing.asking import MOST, MOST_TEXTS, Total, Wanted, expression_of, numbers_of
from kb.publishing.names import NAMED
from kb.publishing.search import TEXTS

KINDS = (*NAMED, TEXTS)

PLACES = """
select :kind as kind, j.value as number, p.region_code, p.fiscal_year from json_each(:numbers) j
left join search_places p on p.number = j.value
"""
TEXT_PLACES = """
select 'passages' as kind, f.number, d.region_code, d.fiscal_year
from (select rowid as number from passages_fts where passages_fts match :expression order by rowid limit :most) f
join passages p on p.rowid = f.number join documents d on d.id = p.document_id
"""
Place = tuple[str, int, str | None, int | None]
"""The kind and number of a hit, and a region and a year in which it occurs."""


def facets(
    connection: sqlite3.Connection, wanted: Wanted
) -> tuple[dict[str, Total], dict[str, Total], dict[str, Total]]:
    """How many hits each kind, region and year would give beside the other choices; a hit counts once for each."""
    places: list[Place] = []
    cut: set[str] = set()
    for kind in KINDS:
        own, more = _places(connection, Wanted(wanted.words, kind))
        places += own
        cut |= {kind} if more else set()
    chosen = (wanted.kind, wanted.region, str(wanted.year or ""))
    hits: tuple[dict[str, set[tuple[str, int]]], ...] = ({}, {}, {})
    for kind, number, region, year in places:
        cell = (kind, region or "", str(year or ""))
        apart = [place for place in range(3) if chosen[place] not in ("", cell[place])]
        for place in range(3):
            if cell[place] and apart in ([], [place]):
                hits[place].setdefault(cell[place], set()).add((kind, number))
    kinds, regions, years = (
        {value: Total(len(own), any(kind in cut for kind, _ in own)) for value, own in of.items()} for of in hits
    )
    return kinds, regions, years


def _places(connection: sqlite3.Connection, wanted: Wanted) -> tuple[list[Place], bool]:
    """Where and when the hits of one kind occur, and whether there are more than were looked at."""
    if wanted.kind == TEXTS:
        asked = {"expression": expression_of(wanted), "most": MOST_TEXTS + 1}
        found: list[Place] = connection.execute(TEXT_PLACES, asked).fetchall() if asked["expression"] else []
        return found[:MOST_TEXTS], len(found) > MOST_TEXTS
    ranked = numbers_of(connection, wanted, MOST + 1)
    numbers = str([number for _, number in ranked[:MOST]])
    return connection.execute(PLACES, {"kind": wanted.kind, "numbers": numbers}).fetchall(), len(ranked) > MOST
