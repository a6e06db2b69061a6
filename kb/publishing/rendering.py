"""An answer as people and programs read it: a table for the terminal, CSV for a spreadsheet, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.graph import Answer

Format = Literal["table", "csv", "json"]
Value = object

WIDTH = 80
NARROW = 12
# What a spreadsheet may take for a formula, also behind blanks and in the full-width forms of Chinese input; and what
# was quoted so before, so that taking one apostrophe away always gives the text back.
FORMULA = re.compile(r"[\s\x00-\x20']*[=+\-@＝＋－＠﹢﹣﹦﹫⁺⁻⁼₊₋₌]|'*[\t\r\n]")


def render(answer: Answer, format: Format = "table") -> str:
    """The answer as text that ends in a line break."""
    return RENDERERS[format](answer)


def _table(answer: Answer) -> str:
    """A table when it fits 80 columns, else each row as a list of names and values."""
    cells = [tuple(shown(value) for value in row) for row in answer.rows]
    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, highlight=False, emoji=False, markup=False)
    if _fits(answer, cells):
        console.print(_grid(answer, cells))
    else:
        for number, row in enumerate(cells, 1):
            console.print(_list(number, answer.columns, row))
    console.print(Text(f"{len(cells)} row{'' if len(cells) == 1 else 's'}"))
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"  # type: ignore[attr-defined]


def _fits(answer: Answer, cells: list[tuple[str, ...]]) -> bool:
    """Whether every column gets its width, or a width in which wrapped text still reads well."""
    widths = [
        min(max(cell_len(name), *(cell_len(row[i]) for row in cells), 1), max(NARROW, cell_len(name)))
        for i, name in enumerate(answer.columns)
    ]
    return sum(widths) + 3 * len(widths) <= WIDTH


def _grid(answer: Answer, cells: list[tuple[str, ...]]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for index, name in enumerate(answer.columns):
        numeric = any(isinstance(row[index], int | float) for row in answer.rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _list(number: int, columns: tuple[str, ...], row: tuple[str, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(f"— {number} —"), Text(""))
    for name, value in zip(columns, row, strict=True):
        table.add_row(Text(name), Text(value))
    return table


def shown(value: Value) -> str:
    r"""A value on a terminal: control characters become blanks, so that no document can steer it.

    >>> shown(0.5), shown(1200.0), shown(None), shown("a\x1b[2Jb")
    ('0.5', '1200', '', 'a [2Jb')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in str(value))


def _csv(answer: Answer) -> str:
    return "".join(map(_csv_row, (answer.columns, *answer.rows)))


def _csv_row(row: Sequence[Value]) -> str:
    output = io.StringIO()
    csv.writer(output, lineterminator="\r\n").writerow(map(defused, row))
    return output.getvalue()


def defused(value: Value) -> Value:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; a number stays a number.

    >>> defused("=1+1"), defused(" ＝1+1"), defused(-2.5), defused("≥95%")
    ("'=1+1", "' ＝1+1", -2.5, '≥95%')
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def streamed(columns: Sequence[str], rows: Iterable[Sequence[Value]], format: Format) -> Iterator[str]:
    """What `render` gives as CSV or JSON, part by part, so that an answer of any length fits.

    >>> list(streamed(["a"], [["=1"], [2]], "csv"))
    ['a\\r\\n', "'=1\\r\\n", '2\\r\\n']
    >>> json.loads("".join(streamed(["a"], [["=1"], [2]], "json")))
    [{'a': '=1'}, {'a': 2}]
    """
    if format == "csv":
        yield _csv_row(columns)
        yield from map(_csv_row, rows)
        return
    mark = "[\n "
    for row in rows:
        yield mark + json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
        mark = ",\n "
    yield "[]\n" if mark.startswith("[") else "\n]\n"


def _json(answer: Answer) -> str:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


RENDERERS: dict[Format, Callable[[Answer], str]] = {"table": _table, "csv": _csv, "json": _json}
