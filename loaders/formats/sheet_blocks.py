"""Sheets as readers of single formats hand them on, and how their rows become texts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count, groupby

from loaders.formats.passages import Block, Row, Text, tidy


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: its number in the file, its cells, and whether the first that prints anything has a border."""

    number: int
    cells: Sequence[str]
    bordered: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, whether it is hidden, and the texts of its cells by row and column (from 0).

    `bordered` are the places whose cells have a border; a format that tells none leaves it empty. `unseen` says which
    rows and columns are hidden. `lines` are the lines (from 1) in which rows begin, where these are not simply counted.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], str]
    bordered: Set[tuple[int, int]] = frozenset()
    unseen: str = ""
    lines: Mapping[int, int] = field(default_factory=dict)


def read_sheets(sheets: Iterable[Sheet], *, paged: bool = True) -> Iterator[Block]:
    """The blocks of a workbook; the pages are its sheets. What is hidden (sheets, rows, columns) is only named."""
    tables = count(1)
    for number, sheet in enumerate(sheets, start=1):
        page = number if paged else None
        if sheet.hidden:
            yield Text(f"隐藏的工作表：{tidy(sheet.name)}", 1, page)
            continue
        yield from _blocks(sheet, page, tables)
        if sheet.unseen:
            yield Text(sheet.unseen, 1 + max((row for row, _ in sheet.cells), default=0), page)


def _blocks(sheet: Sheet, page: int | None, tables: Iterator[int]) -> Iterator[Block]:
    """Texts above, between and below the tables of a sheet, and the rows of these.

    Between two blank rows, the rows at either end that print only one text, without a border, are texts (titles and
    notes); what stands between them is a table. A table goes on over a blank row, but not over a text.
    """
    table: int | None = None
    for lines in _ranges(sheet):
        start, end = _table_within(lines, goes_on=table is not None)
        for index, line in enumerate(lines):
            if start <= index < end:
                table = next(tables) if table is None else table
                yield Row(tuple(line.cells), line.number, table, page)
            else:
                table = None
                yield Text("".join(line.cells), line.number, page)


def _ranges(sheet: Sheet) -> Iterator[list[_Line]]:
    """Runs of rows between blank rows; cells begin with the first column that prints anything."""
    printed = {place: tidied for place, text in sheet.cells.items() if (tidied := tidy(text))}
    first = min((column for _, column in printed), default=0)
    rows: dict[int, list[str]] = {}
    bordered: set[int] = set()
    for (row, column), text in sorted(printed.items()):
        cells = rows.setdefault(row, [])
        if not cells and (row, column) in sheet.bordered:
            bordered.add(row)
        cells.extend([""] * (column - first - len(cells)))
        cells.append(text)
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        yield [_Line(sheet.lines.get(row, row + 1), rows[row], row in bordered) for _, row in run]


def _table_within(lines: Sequence[_Line], *, goes_on: bool) -> tuple[int, int]:
    """Where the rows of a table begin and end; without a row of two texts, only a table from above goes on here."""
    several = [sum(map(bool, line.cells)) > 1 for line in lines]
    rows = [index for index, line in enumerate(lines) if several[index] or line.bordered]
    return (rows[0], rows[-1] + 1) if rows and (goes_on or any(several)) else (0, 0)
