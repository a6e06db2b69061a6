"""A document cut into sheets that a browser shows at once, and its passages put together as they were printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

Passage: TypeAlias = sqlite3.Row | Mapping[str, Any]

FULL = 120
"""Passages from which a sheet ends at the next printed page, or table of a document without pages."""
MOST = 300
"""Passages after which a sheet ends anywhere."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The passages of a document that are shown together, by their numbers, and their printed pages."""

    first: int
    last: int
    first_page: int | None = None
    last_page: int | None = None


def sheets(passages: Sequence[Passage]) -> list[Sheet]:
    """Passages (`number`, `page`, `table_number`) in order as sheets; none is empty.

    >>> [sheet.last for sheet in sheets([{"number": n, "page": n // 50, "table_number": None} for n in range(310)])]
    [149, 299, 309]
    """
    found: list[Sheet] = []
    start = 0
    for end in range(1, len(passages) + 1):
        if end == len(passages) or _ends(passages, start, end):
            own = passages[start:end]
            found.append(Sheet(own[0]["number"], own[-1]["number"], own[0]["page"], own[-1]["page"]))
            start = end
    return found


def _ends(passages: Sequence[Passage], start: int, end: int) -> bool:
    before, after = passages[end - 1], passages[end]
    if end - start < FULL:
        return False
    if before["page"] is not None:
        return end - start >= MOST or before["page"] != after["page"]
    return end - start >= MOST or after["table_number"] is None or before["table_number"] != after["table_number"]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: one heading or paragraph, or the rows of one table on one page."""

    table: bool
    page: int | None
    passages: tuple[Passage, ...]

    @property
    def width(self) -> int:
        """The columns of a table."""
        return max(len(cells(passage)) for passage in self.passages)


def blocks(passages: Iterable[Passage]) -> Iterator[Block]:
    """Passages in order as blocks."""
    for (page, table, _), own in groupby(passages, key=_place):
        yield Block(table is not None, page, tuple(own))


def _place(passage: Passage) -> tuple[int | None, int | None, int | None]:
    if passage["kind"] != "row":
        return passage["page"], None, passage["number"]
    return passage["page"], passage["table_number"] or 0, None


def cells(passage: Passage) -> list[str]:
    """The cells of a row as printed; a row that was printed as one line is one cell.

    >>> cells({"cells": '["a", ""]', "text": "a | "}), cells({"cells": None, "text": "a b"})
    (['a', ''], ['a b'])
    """
    return list(json.loads(passage["cells"])) if passage["cells"] else [passage["text"]]
