"""Responsibilities (部门职责): each numbered item of the section is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from loaders.forms.outline import Section
from loaders.forms.prose.general_duties import is_general
from loaders.forms.prose.items import split_items
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import DutyKind, Responsibility
from loaders.values.numerals import rank
from loaders.values.wording import fold

LONGEST_TITLE = 30
SHORTEST_DUTY = 2
"""Signs that name a duty; the places of a blank form (`1.`, `XX是…`) have fewer."""


@dataclass(frozen=True, slots=True)
class _Item:
    passages: tuple[Passage, ...]
    number: str | None
    text: str
    depth: int | None


def read_duties(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add the responsibilities of a section. A paragraph without a number continues nothing: it is one of its own.

    Items numbered inside one paragraph are one each. What introduces them (某局是某市政府组成部门，主要职责是：) and
    the name of the body above the items of several bodies are known structure.
    """
    for item in _titled(list(_items(section, lexicon, reading)), reading):
        if len(fold(item.text).strip("xX×")) < SHORTEST_DUTY:
            continue
        kind: DutyKind = "general" if is_general(item.text, lexicon) else "specific"
        reading.add(Responsibility(passages=numbers(item.passages), number=item.number, text=item.text, kind=kind))


def _items(section: Section, lexicon: Lexicon, reading: Reading) -> Iterator[_Item]:
    """The items as they are printed; a heading that speaks of plans ends them."""
    for passage in section.paragraphs():
        if passage.number in reading.structure:
            continue
        items = split_items(passage.text)
        if passage.kind == "heading" and lexicon.duties["plans"].match(items[0][1]):
            return
        for number, text in items:
            introduces = len(items) == 1 and lexicon.structure["introduces_duties"].match(text)
            if introduces and (number is None or rank(passage.text) == 1):
                reading.known("introduction", passage)
            elif number is not None:
                yield _Item((passage,), number, text, rank(passage.text) if len(items) == 1 else None)
            elif len(items) == 1 and passage.kind == "paragraph":
                yield _Item((passage,), None, text, None)


def _titled(items: list[_Item], reading: Reading) -> Iterator[_Item]:
    """The items, a title on a line of its own joined to the paragraph below it; above deeper items it is a heading."""
    held: _Item | None = None
    for item, following in zip_longest(items, items[1:]):
        if held is not None:
            yield _Item((*held.passages, *item.passages), held.number, f"{held.text}\n{item.text}", held.depth)
            held = None
        elif _is_title(item) and following is not None and following.number is None:
            held = item
        elif _is_title(item) and following is not None and (following.depth or 0) > (item.depth or 9):
            reading.known("heading", *item.passages)
        else:
            yield item


def _is_title(item: _Item) -> bool:
    bare = item.text.rstrip("。：:")
    return item.number is not None and len(bare) <= LONGEST_TITLE and not set(bare) & set("，。；")
