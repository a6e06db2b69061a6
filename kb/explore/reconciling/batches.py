"""What clients send: batches of queries and requests for values, read strictly and within bounds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.explore.reconciling.properties import TYPES, Property, properties

MOST_QUERIES = 50
MOST_IDS = 1000
MOST_CANDIDATES = 50
MOST_WORDS = 300
"""Characters of a query that are compared; longer ones are cut."""


class Unfit(ValueError):
    """A batch that cannot be answered: the status, and one sentence that says why."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Query:
    """One name to be matched: within tables, with the values that properties should have."""

    words: str
    tables: tuple[str, ...]
    limit: int
    values: tuple[tuple[Property, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Entities, and the properties of which the values are wanted."""

    entities: tuple[str, ...]
    properties: tuple[Property, ...]


def queries_of(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys. Raises `Unfit`."""
    batch = _object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise Unfit(f"A batch holds at most {MOST_QUERIES} queries, not {len(batch)}.", 413)
    return {key: _query(key, one) for key, one in batch.items()}


def _query(key: str, said: Any) -> Query:
    if not isinstance(said, Mapping):
        raise Unfit(f"Query {key[:20]!r} is no object.")
    words = said.get("query", "")
    given = said.get("properties") or []
    if not isinstance(words, str) or not isinstance(given, list):
        raise Unfit(f"In query {key[:20]!r}, `query` must be a text and `properties` a list.")
    if not words.strip() and not given:
        raise Unfit(f"Query {key[:20]!r} has neither `query` nor `properties`.")
    limit = said.get("limit", 10)
    if not isinstance(limit, int | float) or isinstance(limit, bool) or not limit >= 1:
        raise Unfit(f"In query {key[:20]!r}, `limit` must be a number from 1 on.")
    asked = tuple(_narrowing(one) for one in given)
    return Query(_clean(words), _tables(said.get("type")), int(min(limit, MOST_CANDIDATES)),
                 tuple((one, wanted) for one, wanted in asked if wanted))


def _tables(said: Any) -> tuple[str, ...]:
    names = [said] if isinstance(said, str | Mapping) else said or []
    if not isinstance(names, list):
        raise Unfit("`type` must be the id of a type, or a list of ids.")
    wanted = [str(one.get("id")) if isinstance(one, Mapping) else str(one) for one in names if one]
    return tuple(dict.fromkeys(table_of(name) for name in wanted)) or tuple(TYPES.values())


def table_of(kind: str) -> str:
    """The table of a type. Raises `Unfit`."""
    if kind not in TYPES:
        raise Unfit(f"There is no type {kind[:40]!r}: choose from {', '.join(TYPES)}.")
    return TYPES[kind]


def _narrowing(said: Any) -> tuple[Property, tuple[str, ...]]:
    if not isinstance(said, Mapping) or "pid" not in said:
        raise Unfit("A property is an object with `pid` and `v`.")
    value = said.get("v")
    texts = [_text(one) for one in (value if isinstance(value, list) else [value])]
    return property_of(said["pid"]), tuple(text for text in texts if text)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return _clean(str(value.get("id") or value.get("name") or ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _clean(str(value))


def _clean(text: str) -> str:
    """Without what no text of UTF-8 holds, and no longer than is compared."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()[:MOST_WORDS]


def property_of(name: Any) -> Property:
    """A property by its id. Raises `Unfit`."""
    if (found := properties().get(str(name))) is None:
        raise Unfit(f"There is no property {str(name)[:40]!r}: choose from {', '.join(properties())}.")
    return found


def extension_of(text: str) -> Extension:
    """What is wanted of which entities. Raises `Unfit`."""
    said = _object(text, "extend")
    ids, wanted = said.get("ids"), said.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise Unfit("`extend` must hold the lists `ids` and `properties`.")
    if len(ids) > MOST_IDS:
        raise Unfit(f"`extend` asks of at most {MOST_IDS} entities, not {len(ids)}.", 413)
    names = dict.fromkeys(str(one.get("id") if isinstance(one, Mapping) else one) for one in wanted)
    return Extension(tuple(_clean(str(one)) for one in ids), tuple(map(property_of, names)))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unfit(f"`{name}` is no JSON.") from None
    if not isinstance(found, dict):
        raise Unfit(f"`{name}` must be a JSON object.")
    return found
