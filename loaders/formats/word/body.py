"""The body of a Word document in reading order: paragraphs, rows of tables, tables in cells, text boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from loaders.formats.passages import Block, Row, Text, tidy
from loaders.formats.word.names import Element, below, number_of, value_of, w
from loaders.formats.word.numbering import Numbering
from loaders.formats.word.parts import Parts
from loaders.formats.word.runs import Inline, read_runs

_WRAPPERS = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent")
)
MOST_COLUMNS = 1000
"""How many columns one cell may cover; Word itself has 63."""

HAIRLINE = 20
"""Columns narrower than this (in twentieths of a point) are no columns: cells that should end at one line miss it."""


def read_body(parts: Parts) -> Iterator[Block]:
    """The blocks of a document, numbered as they come."""
    return _Reader(parts).read()


class _Reader:
    """Walks the body once; what is numbered or counted is numbered in the order in which it is printed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._numbering = Numbering(parts.numbering, parts.styles)
        self._lines = count(1)
        self._tables = count(1)

    def read(self) -> Iterator[Block]:
        return self._flow(self._parts.body)

    def _flow(self, parent: Element) -> Iterator[Block]:
        for element in _content(parent):
            if element.tag == w("tbl"):
                yield from self._table(element)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        inline = read_runs(element)
        text = self._numbered(element, inline, keep_empty=False)
        if text:
            yield Text(text, next(self._lines))
        for box in inline.boxes:
            yield from self._flow(box)
        yield from self._notes(inline)

    def _numbered(self, element: Element, inline: Inline, *, keep_empty: bool) -> str:
        number = self._numbering.next_number(below(element, "pPr"))
        return tidy(number + inline.text) if inline.text.strip() or keep_empty else ""

    def _notes(self, inline: Inline) -> Iterator[Block]:
        for reference in inline.notes:
            note = self._parts.notes.get(reference)
            if note is not None:
                yield from self._flow(note)

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [row for row in _content(table, "tr") if not _is_deleted(row)]
        if len(rows) == 1 and len(cells := list(_content(rows[0], "tc"))) == 1 and _holds_table(cells[0]):
            yield from self._flow(cells[0])
            return
        number, hairlines = next(self._tables), _hairlines(table)
        for row in rows:
            yield from self._row(row, number, hairlines)

    def _row(self, row: Element, table: int, hairlines: Sequence[int]) -> Iterator[Block]:
        """The cells of a row; tables, text boxes and notes inside its cells come right behind it."""
        texts = [""] * _gap(row, "gridBefore")
        behind: list[Element | Inline] = []
        for cell in _content(row, "tc"):
            texts.append(self._cell(cell, behind))
            texts.extend([""] * (_span(cell) - 1))
        texts.extend([""] * _gap(row, "gridAfter"))
        yield Row(_without(texts, hairlines), next(self._lines), table)
        for element in behind:
            yield from self._notes(element) if isinstance(element, Inline) else self._table(element)

    def _cell(self, cell: Element, behind: list[Element | Inline]) -> str:
        """The text of a cell, its paragraphs on lines of their own; a cell that another one covers is empty."""
        if _is_covered(cell):
            return ""
        lines: list[str] = []
        for element in _content(cell):
            if element.tag == w("tbl"):
                behind.append(element)
                continue
            inline = read_runs(element)
            lines.append(self._numbered(element, inline, keep_empty=True))
            behind.append(inline)
            lines.extend(self._cell(box, behind) for box in inline.boxes)
        return "\n".join(line for line in lines if line)


def _content(parent: Element, *names: str) -> Iterator[Element]:
    """The children of these names (paragraphs and tables unless told), those inside wrappers too."""
    tags = {w(name) for name in names or ("p", "tbl")}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _content(child, *names)


def _is_deleted(row: Element) -> bool:
    return below(row, "trPr/del") is not None


def _holds_table(cell: Element) -> bool:
    return any(element.tag == w("tbl") for element in _content(cell))


def _is_covered(cell: Element) -> bool:
    """Whether the cell above or to the left covers this one."""
    for name in ("vMerge", "hMerge"):
        merge = below(cell, f"tcPr/{name}")
        if merge is not None and merge.get(w("val"), "continue") == "continue":
            return True
    return False


def _span(cell: Element) -> int:
    return min(max(number_of(value_of(cell, "tcPr/gridSpan"), 1), 1), MOST_COLUMNS)


def _hairlines(table: Element) -> list[int]:
    """The columns that only come of rounding, from the last to the first."""
    widths = [number_of(column.get(w("w")), 0) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    return [index for index in range(len(widths) - 1, -1, -1) if 0 < widths[index] < HAIRLINE]


def _without(texts: list[str], columns: Sequence[int]) -> tuple[str, ...]:
    """The cells of a row without some columns; a text that begins in one of them stands in the next.

    >>> _without(["甲", "", "乙", ""], [2, 1])
    ('甲', '乙')
    """
    kept = list(texts)
    for index in columns:
        if index < len(kept) and len(kept) > 1:
            text = kept.pop(index)
            place = min(index, len(kept) - 1)
            kept[place] = "\n".join(filter(None, (text, kept[place])))
    return tuple(kept)


def _gap(row: Element, name: str) -> int:
    return min(max(number_of(value_of(row, f"trPr/{name}"), 0), 0), MOST_COLUMNS)
