"""Column headers: the words that stand above each column, from rows in which one word may stand over several columns.

Some formats print a span as its word and empty cells, so that all rows are equally wide; others print it as one cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the words of its header from top to bottom."""

    path: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """The lowest word of the header."""
        return self.path[-1] if self.path else ""


Paths = list[tuple[str, ...]]


def columns_of(header: Sequence[Sequence[str]]) -> Iterator[Column]:
    """One column for each cell of the lowest header row, with the words that stand above it.

    >>> [column.path for column in columns_of([["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]])]
    [('收入', '项目'), ('收入', '预算数'), ('支出', '项目'), ('支出', '预算数')]
    >>> [column.path for column in columns_of([["2025年", "", "", "2026年"], ["合计", "用车", "", ""]])]
    [('2025年', '合计'), ('2025年', '用车'), ('2025年', '用车'), ('2026年',)]
    """
    paths: Paths = []
    groups: list[int] = []
    for row in header:
        if not paths:
            paths, groups = [()] * len(row), [0] * len(row)
        if len(row) > len(paths):
            paths = _below_spans(paths, row)
            groups = list(range(len(row)))
        else:
            paths, groups = _below(paths, groups, [*row, *[""] * (len(paths) - len(row))])
    return (Column(path) for path in paths)


def _below(paths: Paths, groups: list[int], row: Sequence[str]) -> tuple[Paths, list[int]]:
    """A row as wide as those above: a word stands over the empty cells behind it, up to the end of what is above it."""
    lower: Paths = []
    within: list[int] = []
    word = ""
    for index, text in enumerate(row):
        inside = index > 0 and groups[index] == groups[index - 1]
        same = inside and text == row[index - 1]
        word = text or (word if inside else "")
        path = paths[index]
        lower.append((*path, word) if word and path[-1:] != (word,) else path)
        goes_on = same or (inside and not text)
        within.append(within[-1] if goes_on else index)
    return lower, within


def _below_spans(upper: Paths, lower: Sequence[str]) -> Paths:
    """The upper row prints a span as one cell: an empty cell below stands under one word, a run under one span or more.

    A run under several spans is cut where the first word of the run comes again.
    """
    result: Paths = []
    remaining = list(upper)
    runs = [list(run) for _, run in groupby(lower, key=bool)]
    for index, run in enumerate(runs):
        needed_later = sum(len(later) if not later[0] else 1 for later in runs[index + 1 :])
        if not run[0]:
            for _ in run:
                result.append(remaining.pop(0) if remaining else ())
            continue
        for part in _parts(run, len(remaining) - needed_later):
            above = remaining.pop(0) if remaining else ()
            result.extend((*above, word) for word in part)
    return result


def _parts(run: list[str], spans: int) -> list[list[str]]:
    if spans <= 1:
        return [run]
    starts = [i for i, word in enumerate(run) if word == run[0]]
    if len(starts) == spans:
        return [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]
    if len(run) % spans == 0:
        size = len(run) // spans
        return [run[i : i + size] for i in range(0, len(run), size)]
    if len(run) == spans:
        return [[word] for word in run]
    return [run]
