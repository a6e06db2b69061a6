"""Elements of a page in reading order: texts between block elements, and tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml.html import HtmlElement

from loaders.formats.passages import Block, Row, Text, tidy
from loaders.formats.spans import SpanCell, full_rows

_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
        "figcaption", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
    }
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPAN = re.compile(r"\s*(\d{1,6})")


def read_flow(element: HtmlElement) -> Iterator[Block]:
    """The blocks of an element, numbered as they come."""
    return _Flow().read(element)


class _Flow:
    """Walks the elements once, without recursion, because a page may nest as deep as it likes."""

    def __init__(self) -> None:
        self._lines = count(1)
        self._tables = count(1)

    def read(self, element: HtmlElement) -> Iterator[Block]:
        line: list[str] = []
        for part in _parts(element):
            if isinstance(part, str):
                line.append(part)
                continue
            yield from self._text(line)
            line = []
            if part is not None:
                yield from self._table(part)
        yield from self._text(line)

    def _text(self, line: list[str]) -> Iterator[Block]:
        text = tidy(_BLANKS.sub(" ", "".join(line)))
        if text:
            yield Text(text, next(self._lines))

    def _table(self, table: HtmlElement) -> Iterator[Block]:
        number = next(self._tables)
        for caption in table.iterchildren("caption"):
            yield from self._text([caption.text_content()])
        rows = table.iterdescendants("tr")
        for cells in full_rows([_cell(cell) for cell in row.iterchildren("td", "th")] for row in rows):
            yield Row(cells, next(self._lines), number)


def _parts(root: HtmlElement) -> Iterator[str | HtmlElement | None]:
    """Pieces of text, line breaks (`None`) and data tables, in order. A table that arranges the page is no table."""
    pending: list[str | HtmlElement | None] = [root]
    while pending:
        part = pending.pop()
        if part is None or isinstance(part, str):
            yield part
            continue
        if part is not root and part.tag == "table" and not _arranges_the_page(part):
            yield part
            continue
        within: list[str | HtmlElement | None] = [part.text or ""]
        for child in part:
            within += [child] if isinstance(child.tag, str) else []
            within.append(child.tail or "")
        if part.tag in _BLOCKS or part.tag == "br":
            within = [None, *within, None]
        pending += reversed(within)


def _arranges_the_page(table: HtmlElement) -> bool:
    """Whether a table holds another table, or is nothing but one cell."""
    return next(table.iterdescendants("table"), None) is not None or sum(1 for _ in table.iter("td", "th")) <= 1


def _cell(cell: HtmlElement) -> SpanCell:
    parts = (part for part in _parts(cell) if not isinstance(part, HtmlElement))
    text = "".join("\n" if part is None else _BLANKS.sub(" ", part) for part in parts)
    return SpanCell(tidy(text), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: HtmlElement, name: str) -> int:
    """The number in an attribute; without one, one. A `rowspan` of 0 reaches to the end of the table."""
    match = _SPAN.match(cell.get(name) or "")
    if match is None:
        return 1
    return int(match[1]) or (1 if name == "colspan" else 65_534)
