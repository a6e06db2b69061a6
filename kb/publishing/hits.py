"""What holds the words that people search: names first, then texts, by kind, region and fiscal year, with counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.publishing.asking import MOST, MOST_TEXTS, Total, Wanted, check, expression_of, numbers_of, total_of
from kb.publishing.facets import facets
from kb.publishing.names import NAMED
from kb.publishing.search import TEXTS

SUGGESTED = 10
OF_ONE_KIND = 4
"""So many suggestions of one kind, while there are others."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one page, all of them counted, and how many there are of each kind, in each region and year."""

    names: Sequence[sqlite3.Row]
    texts: Sequence[sqlite3.Row]
    named: Total
    told: Total
    kinds: Mapping[str, Total]
    regions: Mapping[str, Total]
    years: Mapping[str, Total]


def find(connection: sqlite3.Connection, wanted: Wanted, start: int = 0, limit: int = 20) -> Found:
    """The hits from `start` on, at most `limit` names and `limit` texts. Raises `NoIndex`."""
    check(connection)
    numbers, named = _chosen(connection, wanted)
    told = _told(connection, wanted)
    return Found(
        _names(connection, numbers[start : start + limit]), _texts(connection, wanted, told, start, limit), named, told,
        *facets(connection, wanted),
    )


def suggest(connection: sqlite3.Connection, words: str, limit: int = SUGGESTED) -> list[sqlite3.Row]:
    """Names that hold the words: those that are the words, then those that begin so, then others. Raises `NoIndex`."""
    rows: dict[tuple[str, str, str], sqlite3.Row] = {}
    for row in named(connection, words, NAMED, 2 * limit):
        rows.setdefault((row["kind"], row["name"], row["department"] or ""), row)
    of_kind: Counter[str] = Counter()
    kept: list[sqlite3.Row] = []
    others: list[sqlite3.Row] = []
    for row in rows.values():
        of_kind[row["kind"]] += 1
        (kept if of_kind[row["kind"]] <= OF_ONE_KIND else others).append(row)
    chosen = [*kept, *others][:limit]
    return [row for row in rows.values() if row in chosen]


def named(connection: sqlite3.Connection, words: str, kinds: Collection[str], most: int) -> list[sqlite3.Row]:
    """The names that hold the words, at most `most` of each kind, best first. Raises `NoIndex`."""
    check(connection)
    ranked = sorted(hit for kind in NAMED if kind in kinds for hit in numbers_of(connection, Wanted(words, kind), most))
    return _names(connection, [number for _, number in ranked])


def _chosen(connection: sqlite3.Connection, wanted: Wanted) -> tuple[list[int], Total]:
    ranked: list[tuple[int, int]] = []
    total = Total()
    for kind in NAMED:
        if wanted.kind in ("", kind):
            own = numbers_of(connection, replace(wanted, kind=kind), MOST + 1)
            ranked += own[:MOST]
            total += total_of(len(own), MOST)
    return [number for _, number in sorted(ranked)], total


NAMES = """
select n.*, d.name as department, p.regions, p.region_code, r.name as region, p.first_year, p.last_year
from json_each(:numbers) j join search_names n on n.number = j.value left join departments d on d.id = n.department_id
left join (
  select number, count(distinct region_code) as regions, max(region_code) as region_code,
    min(fiscal_year) as first_year, max(fiscal_year) as last_year
  from search_places where number in (select value from json_each(:numbers)) group by number) p on p.number = n.number
left join regions r on r.id = p.region_code
order by j.key
"""


def _names(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    return _rows(connection, NAMES, {"numbers": str(list(numbers))})


TEXT_COUNT = """
select count(*) from (select 1 from passages_fts where passages_fts match :expression limit :most)
"""
TEXT_ROWS = """
select p.id, p.text, p.page, p.first_line, p.last_line, p.document_id, coalesce(d.title, d.path) as document,
  d.fiscal_year, n.name as department, r.name as region
from (select rowid as number, row_number() over () as place from (
  select rowid from passages_fts where passages_fts match :expression order by {order} limit :limit offset :start)) f
join passages p on p.rowid = f.number join documents d on d.id = p.document_id
left join departments n on n.id = d.department_id left join regions r on r.id = d.region_code
order by f.place
"""


def _of_texts(wanted: Wanted) -> str:
    return expression_of(replace(wanted, kind=TEXTS)) if wanted.kind in ("", TEXTS) else ""


def _told(connection: sqlite3.Connection, wanted: Wanted) -> Total:
    if not (expression := _of_texts(wanted)) or not (wanted.words or wanted.kind):
        return Total()
    found = {"expression": expression, "most": MOST_TEXTS + 1}
    return total_of(int(connection.execute(TEXT_COUNT, found).fetchone()[0]), MOST_TEXTS)


def _texts(
    connection: sqlite3.Connection, wanted: Wanted, told: Total, start: int, limit: int
) -> list[sqlite3.Row]:
    """Texts, best first; in the order of the documents where there are too many to be weighed against each other."""
    if start >= told.number:
        return []
    order = "rowid" if told.more or not wanted.words else "rank, rowid"
    asked = {"expression": _of_texts(wanted), "start": start, "limit": min(limit, told.number - start)}
    return _rows(connection, TEXT_ROWS.format(order=order), asked)


def _rows(connection: sqlite3.Connection, sql: str, asked: Mapping[str, object]) -> list[sqlite3.Row]:
    cursor = connection.execute(sql, asked)
    cursor.row_factory = sqlite3.Row
    return cursor.fetchall()
