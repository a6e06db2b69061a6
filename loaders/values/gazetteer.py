"""The list of administrative divisions: by code, by name, by their successors.

A row with successors but no last year lost a part of its territory and is still in use: it stays its own successor.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division under one name. `until_year` is `None` while it is in use."""

    code: str
    name: str
    level: str
    parent_code: str | None
    from_year: int
    until_year: int | None
    successors: tuple[str, ...]


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """All divisions since 1981, former ones too, in the order of their codes."""
    text = files("loaders").joinpath("codes/divisions.csv").read_text("utf-8")
    return tuple(
        Division(
            code=row["code"], name=row["name"], level=row["level"], parent_code=row["parent_code"] or None,
            from_year=int(row["from_year"]), until_year=int(row["until_year"]) if row["until_year"] else None,
            successors=tuple(dict.fromkeys(code for code in row["successor_codes"].split(";") if code)),
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Division]:
    """The row in use of every code, or its most recent former one."""
    return {row.code: row for row in sorted(divisions(), key=lambda row: row.until_year or 9999)}


@lru_cache(maxsize=1)
def by_name() -> dict[str, tuple[Division, ...]]:
    """The divisions of every full name, former ones too."""
    rows: dict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        rows[row.name].append(row)
    return {name: tuple(same) for name, same in rows.items()}


def by_code(code: str | None) -> Division | None:
    """The division of a code: the one in use, else the most recent former one.

    >>> by_code("130609").name, by_code("130625").until_year, by_code("999999")
    ('徐水区', 2015, None)
    """
    return _by_code().get(code or "")


def current(code: str | None) -> Division | None:
    """The division in use today that a code leads to; `None` when it was divided among several.

    >>> current("130625").name, current("640221").name, current("999999")
    ('徐水区', '平罗县', None)
    """
    division, seen = by_code(code), set[str]()
    while division is not None and division.until_year is not None:
        seen.add(division.code)
        if len(division.successors) != 1 or division.successors[0] in seen:
            return None
        division = by_code(division.successors[0])
    return division


@lru_cache(maxsize=1)
def _renamings() -> dict[str, tuple[Division, ...]]:
    """The former rows of every code that became it by a new name or rank alone, in the year that it begins."""
    rows: dict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        for code in {row.code, *row.successors} if row.until_year else ():
            after = by_code(code)
            if after is not None and after is not row and after.from_year == row.until_year:
                rows[code].append(row)
    return {code: tuple(former) for code, former in rows.items() if len({row.code for row in former} - {code}) <= 1}


def former_names(code: str) -> tuple[str, ...]:
    """The names that a division had before; not the names of others that were merged into it.

    >>> former_names("130609"), former_names("110101")
    (('徐水县',), ())
    """
    names: dict[str, None] = {}
    for row in _renamings().get(code, ()):
        names |= dict.fromkeys([row.name, *(former_names(row.code) if row.code != code else ())])
    return tuple(names)


def ancestors(code: str | None) -> tuple[Division, ...]:
    """The divisions above a code, the nearest first.

    >>> [division.name for division in ancestors("130609")]
    ['保定市', '河北省']
    """
    above: list[Division] = []
    division = by_code(code)
    while division is not None and (division := by_code(division.parent_code)) is not None:
        above.append(division)
    return tuple(above)
