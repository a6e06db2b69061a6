"""Markdown tables: a row is a line between pipes; text stands outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.formats.pieces import Line, Piece, RowPiece, TextPiece
from loaders.formats.tidy import repair_blanks, strip_residue

_RULE_CELL = re.compile(r":?-+:?")
_PIPE = re.compile(r"(?<!\\)\|")


def is_pipe_row(line: Line) -> bool:
    """Whether a line is printed as a table row: it begins with a pipe and has another one."""
    text = line.text.strip()
    return text.startswith("|") and text.count("|") >= 2


def read_pipe_rows(lines: Sequence[Line]) -> Iterator[Piece]:
    """Table rows and lines of text. A new table begins after text, and where a new rule follows a header."""
    table = 0
    inside = False
    for index, line in enumerate(lines):
        if not is_pipe_row(line):
            if not line.blank:
                inside = False
                text = repair_blanks(strip_residue(line.text.strip()))
                if text:
                    yield TextPiece(text, line.number, line.number)
            continue
        cells = _cells(line)
        if _is_rule(cells):
            continue
        if not inside or (index + 1 < len(lines) and _is_rule(_cells(lines[index + 1]))):
            table += 1
            inside = True
        if any(cells):
            yield RowPiece(cells, line.number, line.number, table)


def _cells(line: Line) -> tuple[str, ...]:
    inner = line.text.strip().removeprefix("|").removesuffix("|")
    return tuple(repair_blanks(strip_residue(cell.replace("\\|", "|"))) for cell in _PIPE.split(inner))


def _is_rule(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_RULE_CELL.fullmatch(cell) for cell in cells)
