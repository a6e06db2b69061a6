"""Rows and columns that a sheet hides: they are not printed, so their cells are named and not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, MutableMapping, Set
from dataclasses import dataclass
from itertools import groupby

from loaders.formats.sheet.merging import Place, Range

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

WIDEST = 16_384
"""How many columns a sheet has."""
MOST_FOLLOWED = 1000
"""How far into a merged cell the first place that is seen is looked for."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The rows and columns that are hidden, from 0."""

    rows: Set[int] = frozenset()
    columns: Set[int] = frozenset()


def leave_out(
    cells: MutableMapping[Place, str], bordered: set[Place], ranges: Iterable[Range], hidden: Hidden
) -> str:
    """Take out the cells that are hidden; returns which rows and columns these were, empty when there were none.

    Columns behind a hidden one move up. The text of a merged cell that begins in a hidden place and goes on into a seen
    one is printed there.

    >>> cells = {(0, 0): "预算表", (1, 0): "编号", (1, 1): "项目"}
    >>> leave_out(cells, set(), [(0, 0, 0, 1)], Hidden(columns={0})), cells
    ('隐藏的列：A', {(1, 0): '项目', (0, 0): '预算表'})
    """
    if not hidden.rows and not hidden.columns:
        return ""
    for top, left, bottom, right in ranges:
        if (top, left) in cells and (top in hidden.rows or left in hidden.columns):
            row, column = _first_seen(top, bottom, hidden.rows), _first_seen(left, right, hidden.columns)
            if row is not None and column is not None:
                cells[row, column] = cells.pop((top, left))
    unseen = [place for place in cells if place[0] in hidden.rows or place[1] in hidden.columns]
    for place in unseen:
        del cells[place]
    _move_up(cells, bordered, sorted(hidden.columns))
    named = (
        ("隐藏的行：", _runs({row for row, _ in unseen} & hidden.rows, lambda row: str(row + 1))),
        ("隐藏的列：", _runs({column for _, column in unseen} & hidden.columns, letters_of)),
    )
    return "；".join(label + said for label, said in named if said)


def _move_up(cells: MutableMapping[Place, str], bordered: set[Place], columns: list[int]) -> None:
    kept = {(row, column - bisect_left(columns, column)): text for (row, column), text in cells.items()}
    edged = {(row, column - bisect_left(columns, column)) for row, column in bordered}
    cells.clear()
    cells.update(kept)
    bordered.clear()
    bordered.update(edged)


def _first_seen(first: int, last: int, hidden: Set[int]) -> int | None:
    return next((place for place in range(first, min(last, first + MOST_FOLLOWED) + 1) if place not in hidden), None)


def places_of(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """All places of ranges, the last ones included, each looked at once however often ranges say it.

    >>> places_of([(3, 4), (0, 1), (0, 1)])
    {0, 1, 3, 4}
    """
    places: set[int] = set()
    end = -1
    for first, last in sorted(ranges):
        places.update(range(max(first, end + 1), last + 1))
        end = max(end, last)
    return places


def letters_of(column: int) -> str:
    """The letters that a spreadsheet prints above a column.

    >>> letters_of(0), letters_of(27)
    ('A', 'AB')
    """
    above, letter = divmod(column, len(LETTERS))
    return (letters_of(above - 1) if above else "") + LETTERS[letter]


def _runs(numbers: Set[int], name: Callable[[int], str]) -> str:
    """Numbers by their names, those that follow one another as a range."""
    runs: list[str] = []
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(name(run[0]) if len(run) == 1 else f"{name(run[0])}-{name(run[-1])}")
    return "、".join(runs)
