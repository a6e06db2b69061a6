"""Tables of contents: which passages only announce what comes later in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.places import Passage, Table
from loaders.values.numerals import numbering, rank
from loaders.values.wording import fold

HEADING = "目录"
LONGEST_HEADING = 12
FEWEST_ENTRIES = 4
"""Headings that follow one another before the first of them comes again, where no heading 目录 is printed."""
SHORTEST_ANNOUNCED = 4
"""Signs that the first entry needs to be found inside a longer heading: 主要职能, as 某局主要职能."""

_LEADERS = re.compile(r"(?:(?:\.{3,}|…{3,}|·{3,}|。{3,}|．{3,}|-{5,})\s*\d*|…{2}\s*\d+)\s*$")
_PAGE = re.compile(r"^[-—–\s]*\d{1,4}[-—–\s]*$")


def is_entry(text: str) -> bool:
    """Whether a line ends in leader dots, with or without a page number.

    >>> is_entry("一、主要职责......3"), is_entry("一、主要职责"), is_entry("包括：办公室、人事处……")
    (True, False, False)
    """
    return bool(_LEADERS.search(text.strip()))


def contents(blocks: Sequence[Passage | Table]) -> frozenset[int]:
    """The numbers of the passages that belong to tables of contents.

    A table of contents is every line with leader dots; what follows the heading 目录 until one of its entries comes
    again as the heading that it announced; and, without that heading, headings that follow one another until the
    first of them comes again.
    """
    listed: set[int] = set()
    held: _Entries | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            if all(is_entry(row.text.replace(" | ", "")) for row in block.rows) or (held and not held.entries):
                listed.update(row.number for row in block.rows)
            held = held.after_table(block) if held else None
        elif is_entry(block.text):
            listed.add(block.number)
            held = held or _Entries()
            held.add(block.text)
        elif _is_heading(block):
            listed.add(block.number)
            held = _Entries()
        elif held and held.goes_on(block):
            listed.add(block.number)
        else:
            held = None
            listed.update(_announced(blocks, index) if block.number not in listed else ())
    return frozenset(listed)


class _Entries:
    """The entries of one table of contents so far."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.parts: set[str] = set()

    def add(self, text: str) -> None:
        """Take an entry."""
        number, _ = numbering(text)
        self.entries.append(entry(text))
        if rank(text) == 0 and number:
            self.parts.add(number)

    def after_table(self, table: Table) -> _Entries | None:
        """The entries once a table has been passed: entries printed as a table go on, any other table ends them."""
        texts = [row.text.replace(" | ", "") for row in table.rows]
        if not all(map(is_entry, texts)):
            return None
        for text in texts:
            self.add(text)
        return self

    def goes_on(self, passage: Passage) -> bool:
        """Whether a line is the next entry; takes it when it is."""
        if _PAGE.match(passage.text):
            return True
        if passage.kind != "heading" or self.announced(passage.text):
            return False
        self.add(passage.text)
        return True

    def announced(self, text: str) -> bool:
        """Whether a heading is one that an entry announced: its words, its part, or words around the first entry."""
        own, number = entry(text), numbering(text)[0]
        if own in self.entries or (rank(text) == 0 and number in self.parts):
            return True
        first = (re.sub("^(部门|单位)", "", listed) for listed in self.entries[:2])
        return any(len(words) >= SHORTEST_ANNOUNCED and words in own for words in first)


def entry(text: str) -> str:
    """The words of an entry, without its number and page.

    >>> entry("一、主要职责 ........ 3"), entry("第一部分")
    ('主要职责', '第一部分')
    """
    _, rest = numbering(text)
    return fold(rest).rstrip("0123456789") or fold(text).rstrip("0123456789")


def _is_heading(passage: Passage) -> bool:
    return passage.kind == "heading" and fold(passage.text).endswith(HEADING) and len(passage.text) <= LONGEST_HEADING


def _announced(blocks: Sequence[Passage | Table], start: int) -> Iterator[int]:
    """The headings from one on, when it comes again with nothing but headings between."""
    first = blocks[start]
    if not isinstance(first, Passage) or first.kind != "heading" or rank(first.text) not in (0, 1):
        return
    passed = [first.number]
    for block in blocks[start + 1 :]:
        if not isinstance(block, Passage) or not (block.kind == "heading" or _PAGE.match(block.text)):
            return
        if entry(block.text) == entry(first.text):
            yield from passed if len(passed) > FEWEST_ENTRIES else ()
            return
        passed.append(block.number)
