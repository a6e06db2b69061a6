"""The knowledge base as the pages read it: rows by SQL, within Datasette's limits of time and of rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils import sqlite_timelimit

from kb.publishing.metadata import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Reads rows of the knowledge base that a Datasette serves."""

    datasette: Datasette

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query. Our own pages page by `limit`, never by what was cut off."""
        found = await self.datasette.get_database(DATABASE).execute(sql, parameters, page_size=100_000, truncate=False)
        return list(found.rows)

    async def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row, if there is one."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, if there is one."""
        row = await self.row(sql, parameters)
        return None if row is None else row[0]

    async def asked(self, question: Callable[[sqlite3.Connection], T], seconds: float) -> T:
        """The answer to a question of several queries; after so many seconds SQLite's error “interrupted”."""

        def limited(connection: sqlite3.Connection) -> T:
            with sqlite_timelimit(connection, int(seconds * 1000)):
                return question(connection)

        answer: T = await self.datasette.get_database(DATABASE).execute_fn(limited)
        return answer


def listed(text: str | None) -> list[Any]:
    """A column that a query filled with json_group_array(…)."""
    return list(json.loads(text)) if text else []
