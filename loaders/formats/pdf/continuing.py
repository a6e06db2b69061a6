"""Tables that go on over pages: one table again, repeated headers dropped, a row cut by the page break joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.formats.paragraphs import closes, open_marks
from loaders.formats.pdf.blocks import Block, Row, TableBlock, TextLine

NEAR = 4.0
"""How far the columns of the two parts may stand from one another."""
MOST_UNKNOWN = 4
"""One column of so many may be printed in one part of a table only, on either side."""
REACHES_DOWN = 0.6
MOST_HEADER_ROWS = 6
_FIGURE = re.compile(r"[≥≤＞＜><＝=]?[-+]?[\d,]+(?:\.\d+)?[%％]?")
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
            fitted = _fitted(last, more) if isinstance(more, TableBlock) else None
            if fitted is not None and not _begins_anew(*fitted):
                blocks[-1] = _together(*fitted)
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


def _fitted(first: TableBlock, second: TableBlock) -> tuple[TableBlock, TableBlock] | None:
    """Two parts of a table with the same columns, if they are parts of one.

    A page prints only the columns that its own cells tell apart, so one part may lack some; then the first part must
    reach down the page, for a table that ends high on its page is complete.
    """
    xs = _united(first.xs, second.xs)
    if len(xs) > len(first.xs) or len(xs) > len(second.xs):
        fewer = min(len(first.xs), len(second.xs))
        if len(xs) > max(len(first.xs), len(second.xs)) + fewer // MOST_UNKNOWN or first.reach < REACHES_DOWN:
            return None
    return _spread(first, xs), _spread(second, xs)


def _united(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    """The places of both, those that are near to one another once."""
    return (*first, *(place for place in second if all(abs(place - other) > NEAR for other in first)))


def _spread(table: TableBlock, xs: Sequence[float]) -> TableBlock:
    """The table with all these columns; the new ones are empty, as behind a merged cell."""
    places = sorted(xs)
    if len(places) == len(table.xs):
        return table
    columns = [min(range(len(places)), key=lambda index: abs(places[index] - place)) for place in table.xs[:-1]]
    rows = []
    for row in table.rows:
        cells = [""] * (len(places) - 1)
        for column, cell in zip(columns, row.cells, strict=True):
            cells[column] = cell
        deep, full, parts = (
            frozenset(columns[place] for place in found) for found in (row.deep, row.full, row.parts)
        )
        rows.append(replace(row, cells=tuple(cells), deep=deep, full=full, parts=parts))
    hanging = {columns[place]: text for place, text in table.hanging.items()}
    return TableBlock(tuple(rows), tuple(places), table.reach, hanging)


def _begins_anew(first: TableBlock, second: TableBlock) -> bool:
    """Whether the second part is the same form filled in again: the same labels in its first rows beside other text."""
    rows = [_without_repeated(row, first.hanging) for row in second.rows[:1]] + list(second.rows[1:])
    for one, two in zip(first.rows[:MOST_HEADER_ROWS], rows, strict=False):
        if one.cells == two.cells or (_is_title(one) and _is_title(two)):
            continue
        return bool(one.cells[0]) and one.cells[0] == two.cells[0] and not _FIGURE.fullmatch(one.cells[0])
    return False


def _is_title(row: Row) -> bool:
    return bool(row.cells[0]) and not any(row.cells[1:])


def _together(first: TableBlock, second: TableBlock) -> TableBlock:
    repeated = _repeated(first.rows, second.rows)
    rows, more = list(first.rows), list(second.rows[repeated:])
    if rows and more:
        more[0] = _without_repeated(more[0], first.hanging)
        _close_marks(rows, more)
    if rows and more and _is_broken(rows, more[0]):
        _take_up(rows, more.pop(0))
    return TableBlock((*rows, *more), first.xs, second.reach, second.hanging)


def _close_marks(rows: list[Row], more: list[Row]) -> None:
    """Put the end of a text that the page break cut inside brackets back to its beginning."""
    for place, end in enumerate(more[0].cells):
        above = _above(rows, place)
        if not end or open_marks(end) or not closes(rows[above].cells[place], end):
            continue
        rows[above] = _with_cell(rows[above], place, rows[above].cells[place] + end)
        more[0] = _with_cell(more[0], place, "")
    if not any(more[0].cells):
        del more[0]


def _with_cell(row: Row, place: int, text: str) -> Row:
    return replace(row, cells=(*row.cells[:place], text, *row.cells[place + 1 :]))


def _without_repeated(row: Row, hanging: Mapping[int, tuple[str, bool]]) -> Row:
    """The first row of a part without the texts of merged cells that the page break cut and the next page repeats."""
    cells = list(row.cells)
    for place, (text, several) in hanging.items():
        if cells[place] == text and (several or place in row.deep):
            cells[place] = ""
    return replace(row, cells=tuple(cells)) if any(cells) else row


def _repeated(first: Sequence[Row], second: Sequence[Row]) -> int:
    """How many rows of the second part repeat the first rows of the table."""
    count = 0
    for one, two in zip(first[:MOST_HEADER_ROWS], second, strict=False):
        if one.cells != two.cells or sum(bool(_FIGURE.fullmatch(cell)) for cell in one.cells) > 1:
            break
        count += 1
    return count


def _is_broken(rows: Sequence[Row], first: Row) -> bool:
    """Whether all text of a row goes on with lines that fill their cells, and part of the row above has nothing below.

    Where every cell goes on, one of them must show that it was cut: a single sign below a longer text. Cells that are
    merged over rows above may go on as well.
    """
    last = rows[-1]
    own = {place for place, cell in enumerate(last.cells) if cell and place not in last.deep}
    places = [place for place, cell in enumerate(first.cells) if cell]
    if not places or last.parts != first.parts:
        return False
    if len(own) > 1 and own <= set(places) and not any(_is_rest(last.cells[p], first.cells[p]) for p in own):
        return False
    return all(_is_open(rows, place, first.cells[place]) for place in places)


def _is_rest(above: str, more: str) -> bool:
    """Whether a text can only be the last sign of the one above it.

    >>> _is_rest("≥95百分", "比"), _is_rest("2.8", "8"), _is_rest("项", "个")
    (True, True, False)
    """
    return len(more) == 1 < len(above)


def _is_open(rows: Sequence[Row], place: int, more: str) -> bool:
    """Whether the last text of a column is in the last row or merged down to it, fills its cell, and has no end."""
    above = _above(rows, place)
    row = rows[above]
    text = row.cells[place]
    if not text or text.endswith(_ENDS) or (row is not rows[-1] and place not in row.deep):
        return False
    if _FIGURE.fullmatch(text) and _FIGURE.fullmatch(more) and not _is_figure_of(rows[:above], place, text + more):
        return False
    return place in row.full or more.startswith(("（", "("))


def _is_figure_of(rows: Sequence[Row], place: int, text: str) -> bool:
    """Whether a text is a figure with as many decimals as the figures above it in its column."""
    printed = [_decimals(row.cells[place]) for row in rows if _FIGURE.fullmatch(row.cells[place])]
    return bool(_FIGURE.fullmatch(text)) and _decimals(text) in printed


def _decimals(figure: str) -> int:
    return len(figure.rpartition(".")[2].rstrip("%％")) if "." in figure else 0


def _above(rows: Sequence[Row], place: int) -> int:
    """The number of the last row that has text in a column; of the last row if none has."""
    return next((number for number in range(len(rows) - 1, -1, -1) if rows[number].cells[place]), len(rows) - 1)


def _take_up(rows: list[Row], first: Row) -> None:
    """Put what the page break cut off back to the texts above it."""
    for place, more in enumerate(first.cells):
        if more:
            above = _above(rows, place)
            rows[above] = _with_cell(rows[above], place, rows[above].cells[place] + more)
    rows[-1] = replace(rows[-1], last=first.last)
