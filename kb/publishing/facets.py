"""How many hits there are of each kind, in each region and each year."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from kb.publishing.asking import MOST, MOST_TEXTS, Total, Wanted, expression_of, numbers_of
from kb.publishing.names import NAMED
from kb.publishing.search import TEXTS

KINDS = (*NAMED, TEXTS)

PLACES = """
select j.value as number, p.region_code, p.fiscal_year from json_each(:numbers) j
left join search_places p on p.number = j.value
"""
TEXT_PLACES = """
select f.number, d.region_code, d.fiscal_year
from (select rowid as number from passages_fts where passages_fts match :expression order by rowid limit :most) f
join passages p on p.rowid = f.number join documents d on d.id = p.document_id
"""
Place = tuple[int, str | None, int | None]
"""The number of a hit, and a region and a year in which it occurs."""


def facets(
    connection: sqlite3.Connection, wanted: Wanted
) -> tuple[dict[str, Total], dict[str, Total], dict[str, Total]]:
    """How many hits each kind, region and year would give beside the other choices; a hit counts once for each."""
    cells: dict[tuple[str, str, str], set[int]] = {}
    cut: set[str] = set()
    for kind in KINDS:
        own, more = _places(connection, Wanted(wanted.words, kind))
        cut |= {kind} if more else set()
        for number, region, year in own:
            cells.setdefault((kind, region or "", str(year or "")), set()).add(number)
    chosen = (wanted.kind, wanted.region, str(wanted.year or ""))
    kinds, regions, years = (_by(place, cells, chosen, cut) for place in range(3))
    return kinds, regions, years


def _by(
    place: int, cells: Mapping[tuple[str, str, str], set[int]], chosen: tuple[str, str, str], cut: Collection[str]
) -> dict[str, Total]:
    """The totals by kind (0), region (1) or year (2), of what has the other two choices."""
    hits: dict[str, dict[str, set[int]]] = {}
    for cell, numbers in cells.items():
        if cell[place] and all(chosen[other] in ("", cell[other]) for other in range(3) if other != place):
            hits.setdefault(cell[place], {}).setdefault(cell[0], set()).update(numbers)
    return {
        value: Total(sum(map(len, of_kind.values())), any(kind in cut for kind in of_kind))
        for value, of_kind in hits.items()
    }


def _places(connection: sqlite3.Connection, wanted: Wanted) -> tuple[list[Place], bool]:
    """Where and when the hits of one kind occur, and whether there are more than were looked at."""
    if wanted.kind == TEXTS:
        asked = {"expression": expression_of(wanted), "most": MOST_TEXTS + 1}
        found: list[Place] = connection.execute(TEXT_PLACES, asked).fetchall() if asked["expression"] else []
        return found[:MOST_TEXTS], len(found) > MOST_TEXTS
    ranked = numbers_of(connection, wanted, MOST + 1)
    numbers = str([number for _, number in ranked[:MOST]])
    return connection.execute(PLACES, {"numbers": numbers}).fetchall(), len(ranked) > MOST
