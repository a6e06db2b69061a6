"""Tables that go on over pages: one table again, repeated headers dropped, a row cut by the page break joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.formats.pdf.blocks import Block, Row, TableBlock, TextLine

NEAR = 4.0
"""How far the columns of the two parts may stand from one another."""
MOST_HEADER_ROWS = 6
_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?[%％]?")
_ENDS = tuple("。；;！？")


def joined_tables(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """All blocks of all pages; a table at the top of a page goes on with the one at the end of the page before."""
    blocks: list[Block] = []
    for page in pages:
        rest = list(page)
        first = _first_table(blocks, rest)
        last = blocks[-1] if blocks else None
        if first is not None and isinstance(last, TableBlock):
            more = rest[first]
            if isinstance(more, TableBlock) and same_columns(last, more):
                blocks[-1] = _together(last, more)
                rest = rest[first + 1 :]
        blocks += rest
    return blocks


def _first_table(before: Sequence[Block], page: Sequence[Block]) -> int | None:
    """The place of the table that begins a page, if only text that also stands above the last table is before it."""
    titles = set()
    for block in reversed(before[:-1]):
        if not isinstance(block, TextLine):
            break
        titles.add(block.line.text)
        if len(titles) > 6:
            break
    for place, block in enumerate(page):
        if isinstance(block, TableBlock):
            return place
        if block.line.text.removeprefix("续").removesuffix("（续）").removesuffix("(续)") not in titles:
            return None
    return None


def same_columns(first: TableBlock, second: TableBlock) -> bool:
    """Whether two tables have their columns at the same places."""
    if len(first.xs) != len(second.xs):
        return False
    shift = second.xs[0] - first.xs[0]
    return all(abs(b - a - shift) <= NEAR for a, b in zip(first.xs, second.xs, strict=True))


def _together(first: TableBlock, second: TableBlock) -> TableBlock:
    repeated = _repeated(first.rows, second.rows)
    rows, more = list(first.rows), list(second.rows[repeated:])
    if rows and more and _is_cut(rows[-1], more[0]):
        rows[-1:] = [_row(rows[-1], more.pop(0))]
    return TableBlock((*rows, *more), first.xs, first.top, second.bottom)


def _repeated(first: Sequence[Row], second: Sequence[Row]) -> int:
    """How many rows of the second part repeat the first rows of the table."""
    count = 0
    for one, two in zip(first[:MOST_HEADER_ROWS], second, strict=False):
        if one.cells != two.cells or sum(bool(_FIGURE.fullmatch(cell)) for cell in one.cells) > 1:
            break
        count += 1
    return count


def _is_cut(last: Row, first: Row) -> bool:
    """Whether a row goes on with the one before the page break: it has fewer cells, each under text that is open."""
    pairs = [(above, below) for above, below in zip(last.cells, first.cells, strict=True) if below]
    filled = sum(map(bool, last.cells))
    if not pairs or first.cells[0] or len(pairs) >= filled:
        return False
    return all(above and not _FIGURE.fullmatch(below) and not above.endswith(_ENDS) for above, below in pairs)


def _row(last: Row, first: Row) -> Row:
    return Row(tuple(a + b for a, b in zip(last.cells, first.cells, strict=True)), last.first, first.last)
