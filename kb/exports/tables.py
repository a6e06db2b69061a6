"""The tables as CSV for spreadsheet programs: one file for each table, safe to open by double click.

The files begin with a byte order mark: without it Excel on a Chinese Windows reads UTF-8 as GBK and shows nonsense,
and readers of these files open them in Excel first. In Python, read them with the encoding `utf-8-sig`.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from kb.database import rows
from kb.exports.packing import Part
from kb.publishing.rendering import defused
from kb.schema import BY_NAME, TABLES, Table


def csv_parts(connection: sqlite3.Connection, kinds: Collection[str] = ()) -> Iterator[Part]:
    """One file for each table, or for each of the tables named."""
    unknown = sorted(set(kinds) - set(BY_NAME))
    if unknown:
        raise ValueError(f"there is no table {', '.join(unknown)}; the tables are {', '.join(BY_NAME)}")
    for table in TABLES:
        if not kinds or table.name in kinds:
            yield f"{table.name}.csv", _lines(connection, table)


def _lines(connection: sqlite3.Connection, table: Table) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"
    yield line(table.stored)
    for row in rows(connection, table.name):
        yield line(defused(row[name]) for name in table.stored)


def line(values: Iterable[object]) -> bytes:
    """One CSV line; a missing value is an empty cell.

    >>> line(["a,b", None, 3])
    b'"a,b",,3\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(list(values))
    return text.getvalue().encode("utf-8")
