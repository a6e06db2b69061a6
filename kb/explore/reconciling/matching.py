"""Candidates for a name: by id, by name or code as it stands, by all and by some of its characters, with a score."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kb.explore.reconciling.batches import Query
from kb.explore.reconciling.properties import Property, Value, entity_id, row_of, values
from kb.publishing.names import fold as folded
from kb.publishing.names import marks
from kb.publishing.words import pairs
from loaders.values.wording import fold

NAMESAKES = 2000
"""Things of one name that are compared; of more, none is a match."""
CONSIDERED = 200
"""Things of similar names that are compared."""
EXACT, BY_OTHER_NAME, BY_CODE, SIMILAR = 100.0, 98.0, 97.0, 95.0
"""Scores of a thing of just this name, other name or code, and the most that a similar name can reach."""
CONTRADICTED = 0.5
"""What remains of the score of a thing that has another value of a given property."""
COMMON = 2000
"""Names with one pair of characters, from which on it does not help to find similar ones."""
LONGEST_KEY = 100

ROWS = """
select n.number, n.kind, n.id, n.name, n.other, n.code, d.name as department,
  (select name from regions where id = (select iif(min(region_code) = max(region_code), max(region_code), null)
    from search_places p where p.number = n.number)) as region,
  (select iif(min(fiscal_year) = max(fiscal_year), max(fiscal_year), min(fiscal_year) || '–' || max(fiscal_year))
    from search_places p where p.number = n.number) as years
from json_each(:numbers) j join search_names n on n.number = j.value left join departments d on d.id = n.department_id
"""
BY_KEY = "select number from search_keys where kind = :kind and key = :key limit :most"
BY_ID = "select number from search_names where kind = :kind and id = :id"
BY_WORDS = """
select rowid from search_names_fts where search_names_fts match :expression order by {order} limit :most
"""
HOLDING = """
select count(*) from (select 1 from search_names_fts where search_names_fts match :expression limit :most)
"""
MEANT = """
select n.id from search_keys k join search_names n on n.number = k.number where k.kind = :kind and k.key = :key
"""


@dataclass(slots=True)
class Candidate:
    """A thing that a query may mean: how well its name agrees, and which of the given properties do."""

    table: str
    id: str
    name: str
    about: str
    likeness: float
    exact: bool
    agreed: dict[str, bool] = field(default_factory=dict)
    match: bool = False

    @property
    def score(self) -> float:
        """From 0 to 100."""
        return round(self.likeness * (1 if all(self.agreed.values()) else CONTRADICTED), 1)


def matched(connection: sqlite3.Connection, query: Query) -> list[Candidate]:
    """The candidates of a query, best first.

    One is a match where it alone has the name and all given values.
    """
    exact = _exact(connection, query)
    found = _weighed(connection, query, exact)
    if len(found) < query.limit:
        found += _weighed(connection, query, [one for one in _similar(connection, query) if one not in set(exact)])
    sure = [one for one in found if one.exact and len(one.agreed) == len(query.values) and all(one.agreed.values())]
    if len(sure) == 1 and len(exact) < NAMESAKES:
        sure[0].match = True
    found.sort(key=lambda one: (-one.score, query.tables.index(one.table), len(one.name), one.name, one.id))
    return found[: query.limit]


def _exact(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The things that the words name as they stand: by a name, a code, an id."""
    words, key = query.words, folded(query.words)[:LONGEST_KEY]
    place = row_of(words)
    found: list[int] = []
    for table in query.tables:
        asked = {"kind": table, "key": key, "id": place[1] if place and place[0] == table else words, "most": NAMESAKES}
        for sql in (BY_KEY, BY_ID):
            found += [number for (number,) in connection.execute(sql, asked)]
    return list(dict.fromkeys(found))


def _similar(connection: sqlite3.Connection, query: Query) -> list[int]:
    """Things with all pairs of characters of the words, and where these are few, with some that are not common."""
    tokens = list(dict.fromkeys((pairs(query.words) or "").split()))
    tokens = [token for token in tokens if len(token) > 1] or tokens
    found = _holding(connection, query, " AND ", tokens, "rowid")
    if len(found) < query.limit:
        found += _holding(connection, query, " OR ", [one for one in tokens if not _common(connection, one)], "rank")
    return list(dict.fromkeys(found))


def _holding(
    connection: sqlite3.Connection, query: Query, join: str, tokens: Sequence[str], order: str
) -> list[int]:
    """The things whose names hold the tokens; in the order of rows, those of short names come first."""
    if not tokens:
        return []
    kinds = " OR ".join(f'"{mark}"' for table in query.tables for mark in marks(table))
    words = join.join(f'"{token}"' for token in tokens)
    asked = {"expression": f"({words}) AND ({kinds})", "most": CONSIDERED}
    return [number for (number,) in connection.execute(BY_WORDS.format(order=order), asked)]


def _common(connection: sqlite3.Connection, token: str) -> bool:
    """Whether so many names hold a pair of characters that it tells nothing."""
    asked = {"expression": f'"{token}"', "most": COMMON + 1}
    return bool(connection.execute(HOLDING, asked).fetchone()[0] > COMMON)


def _weighed(connection: sqlite3.Connection, query: Query, numbers: Sequence[int]) -> list[Candidate]:
    """The things of these numbers as candidates."""
    cursor = connection.execute(ROWS, {"numbers": json.dumps(list(numbers))})
    cursor.row_factory = sqlite3.Row
    found = [_candidate(query, row) for row in cursor]
    for one, wanted in query.values:
        meant = _meant(connection, one, wanted)
        for table in query.tables:
            own = {candidate.id: candidate for candidate in found if candidate.table == table}
            for identifier, known in values(connection, one, table, list(own)).items():
                own[identifier].agreed[one.id] = any(_agrees(value, wanted, meant) for value in known)
    return found


def _candidate(query: Query, row: sqlite3.Row) -> Candidate:
    named = query.words in (row["id"], entity_id(row["kind"], row["id"]))
    likeness = EXACT if named else _likeness(fold(query.words), row)
    known = (row["code"], row["department"], row["region"], row["years"])
    about = " · ".join(str(said) for said in known if said not in (None, "", row["name"]))
    return Candidate(row["kind"], row["id"], row["name"], about, likeness, likeness > SIMILAR)


def _likeness(words: str, row: sqlite3.Row) -> float:
    """How well the words agree with the name, an other name or the code of a thing, from 0 to 100."""
    name, others = fold(row["name"]), [fold(other) for other in (row["other"] or "").split("\n") if other]
    if not words or words == name:
        return EXACT if words else 0.0
    if words in others:
        return BY_OTHER_NAME
    if row["code"] and words == fold(row["code"]):
        return BY_CODE
    compared = SequenceMatcher(None, "", words, autojunk=False)
    best = 0.0
    for other in (name, *others):
        compared.set_seq1(other)
        best = max(best, compared.ratio())
    return best * SIMILAR


def _meant(connection: sqlite3.Connection, property: Property, wanted: Iterable[str]) -> set[str]:
    """The entities that given values name: by id, by any of their names, by code."""
    targets = {column.target for column in property.columns.values() if column.target}
    return {
        entity_id(kind, identifier)
        for kind in targets for text in wanted
        for (identifier,) in connection.execute(MEANT, {"kind": kind, "key": folded(text)[:LONGEST_KEY]})
    } | set(wanted)


def _agrees(value: Value, wanted: Iterable[str], meant: set[str]) -> bool:
    """Whether a value is one of the wanted; a division is also where it lies."""
    entity = str(value.get("id", ""))
    if entity in meant or {fold(str(said)) for said in value.values()} & {fold(text) for text in wanted}:
        return True
    divisions = [one for one in meant if one.startswith("regions/")]
    return entity.startswith("regions/") and any(entity.startswith(_shared(division)) for division in divisions)


def _shared(division: str) -> str:
    """What the entities of all parts of a division begin with.

    >>> _shared("regions/130000"), _shared("regions/130434")
    ('regions/13', 'regions/130434')
    """
    while division.endswith("00"):
        division = division[:-2]
    return division
