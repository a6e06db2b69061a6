"""One side of a comparison: a knowledge base, or one year of it; its bodies and the documents of each year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kb.bodies import BodyKey, BodyName
from kb.database import connect
from loaders.values.wording import fold

BODIES = """
select b.id, b.name, b.kind, b.nature, b.rank, b.funding_mode, b.region_code, b.parent_id, p.name as parent,
  n.name as printed, n.document_id, o.fiscal_year,
  o.kind is 'final_accounts' as accounts
from departments b
join (select department_id, document_id, name from department_names
      union select department_id, id, null from documents where department_id is not null) n on n.department_id = b.id
join documents o on o.id = n.document_id
left join departments p on p.id = b.parent_id
where :year is null or o.fiscal_year = :year
order by b.id, n.document_id, n.name
"""
ATTRIBUTES = ("kind", "parent", "nature", "rank", "funding_mode")


@dataclass(frozen=True, slots=True)
class Edition:
    """What one side publishes of a body for one fiscal year: its budget, or its final accounts."""

    year: int | None
    accounts: bool
    documents: frozenset[str]


@dataclass(slots=True)
class Body:
    """A department or unit as one side knows it: what it is called there, and its documents by edition."""

    id: str
    name: str
    region: str | None
    parent_id: str | None
    attributes: Mapping[str, str | None]
    names: set[str] = field(default_factory=set)
    documents: dict[tuple[bool, int | None], set[str]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The fullest name that its documents print on this side."""
        return max(self.names, key=lambda name: (len(name), name), default=self.name)

    @property
    def keys(self) -> set[BodyKey]:
        """What its names say about which body it is."""
        return {BodyName(self.region, name).key for name in self.names or {self.name}}

    @property
    def known_as(self) -> set[tuple[str | None, str]]:
        """Its names in its region, folded."""
        return {(self.region, fold(name)) for name in self.names or {self.name}}


@dataclass(frozen=True, slots=True)
class Side:
    """A knowledge base open for reading; with a year, only the documents of that fiscal year count."""

    folder: Path
    connection: sqlite3.Connection
    year: int | None = None

    def all_years(self) -> list[int]:
        """The fiscal years of all documents, whether they count or not."""
        rows = self.connection.execute("select distinct fiscal_year from documents where fiscal_year is not null")
        return sorted(row[0] for row in rows)

    def bodies(self) -> dict[str, Body]:
        """Every body that documents of this side name, by id."""
        found: dict[str, Body] = {}
        for row in self.connection.execute(BODIES, {"year": self.year}):
            body = found.get(row["id"])
            if body is None:
                attributes = {name: row[name] for name in ATTRIBUTES}
                body = Body(row["id"], row["name"], row["region_code"], row["parent_id"], attributes)
                found[row["id"]] = body
            if row["printed"]:
                body.names.add(row["printed"])
            body.documents.setdefault((bool(row["accounts"]), row["fiscal_year"]), set()).add(row["document_id"])
        return found


@contextmanager
def opened(old: Path, new: Path, years: tuple[int | None, int | None] = (None, None)) -> Iterator[tuple[Side, Side]]:
    """Two knowledge bases, or one twice, as the sides of a comparison."""
    with (
        closing(connect(old / "kb.db", read_only=True)) as left,
        closing(connect(new / "kb.db", read_only=True)) as right,
    ):
        yield Side(old, left, years[0]), Side(new, right, years[1])


def same_bodies(old: Mapping[str, Body], new: Mapping[str, Body]) -> Iterator[tuple[Body | None, Body | None]]:
    """Bodies with their counterparts: by id, else by a name that exactly one body of each side bears."""
    by_name = dict(_by_name([b for b in old.values() if b.id not in new], [b for b in new.values() if b.id not in old]))
    named = {other.id for other in by_name.values()}
    pairs: list[tuple[Body | None, Body | None]] = [(b, new.get(b.id) or by_name.get(b.id)) for b in old.values()]
    pairs += [(None, b) for b in new.values() if b.id not in old and b.id not in named]
    yield from sorted(pairs, key=lambda pair: _order(pair[1] or pair[0]))


def _order(body: Body | None) -> tuple[str, str, str]:
    return (body.region or "", body.label, body.id) if body else ("", "", "")


def _by_name(old: Iterable[Body], new: Iterable[Body]) -> Iterator[tuple[str, Body]]:
    theirs: dict[tuple[str | None, str], list[Body]] = {}
    for body in new:
        for name in body.known_as:
            theirs.setdefault(name, []).append(body)
    taken: dict[str, list[Body]] = {}
    for body in old:
        others = {other.id: other for name in body.known_as for other in theirs.get(name, ())}
        if len(others) == 1:
            taken.setdefault(next(iter(others)), []).append(body)
    for identifier, bodies in taken.items():
        if len(bodies) == 1:
            other = next(b for names in theirs.values() for b in names if b.id == identifier)
            yield bodies[0].id, other


def edition_pairs(old: Body | None, new: Body | None) -> list[tuple[Edition | None, Edition | None]]:
    """Which year of a body is compared with which, the earliest first; budgets with budgets, accounts with accounts.

    A year of both sides is compared with itself. When each side has one year, these two are compared.
    """
    return [pair for accounts in (False, True) for pair in _pairs(_editions(old, accounts), _editions(new, accounts))]


Editions = dict[int | None, Edition]


def _pairs(left: Editions, right: Editions) -> list[tuple[Edition | None, Edition | None]]:
    if len(left) == len(right) == 1:
        return [(next(iter(left.values())), next(iter(right.values())))]
    years = sorted(left.keys() | right.keys(), key=lambda year: (year is None, year or 0))
    return [(left.get(year), right.get(year)) for year in years]


def _editions(body: Body | None, wanted: bool) -> Editions:
    return {
        year: Edition(year, accounts, frozenset(documents))
        for (accounts, year), documents in (body.documents.items() if body else ()) if accounts == wanted
    }
