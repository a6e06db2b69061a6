"""The tables as CSV for spreadsheet programs: one file for each table, safe to open by double click.

The files begin with a byte order mark: without it Excel on a Chinese Windows reads UTF-8 as GBK and shows nonsense,
and readers of these files open them in Excel first. In Python, read them with the encoding `utf-8-sig`.
"""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from kb.database import rows
from kb.exports.packing import Part
from kb.schema import BY_NAME, TABLES, Table

# What a spreadsheet may take for a formula, also behind blanks and in the full-width forms of Chinese input; and what
# was quoted so before, so that taking one apostrophe away always gives the text back.
FORMULA = re.compile(r"[\x00-\x20']*[=+\-@＝＋－＠]|'*[\t\r\n]")


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


def defused(value: str | int | float | None) -> str | int | float | None:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; a number stays a number.

    >>> defused("=HYPERLINK(A1)"), defused(-12.5), defused("≥95%")
    ("'=HYPERLINK(A1)", -12.5, '≥95%')
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def line(values: Iterable[object]) -> bytes:
    """One CSV line; a missing value is an empty cell.

    >>> line(["a,b", None, 3])
    b'"a,b",,3\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(list(values))
    return text.getvalue().encode("utf-8")
