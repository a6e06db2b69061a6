"""Figures said in prose: an amount after the words of a known item, and its change from last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.forms.outline import Section
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Statement
from loaders.values.amounts import parse_number, to_wan
from loaders.values.wording import fold

_FIGURE = re.compile(r"(?P<number>-?\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>万元|亿元|元)")
_CLAUSE_END = re.compile(r"[，,；;。：:、（）()\n]")
_UP = ("增加", "增长", "增支", "上升", "提高", "上涨")
_DOWN = ("减少", "下降", "降低", "压减", "减支", "节约", "缩减")
_LEVEL = re.compile(r"(?:较|比|与|同)[^，。；]{0,16}(?:持平|无变化|相同|没有变化|一致)")
_ABOUT_ONE = frozenset({"organ_operating", "three_public"})
_PARTS_OF = frozenset({"organ_operating"})
"""Sections whose unlisted items are parts of the section's own figure: 机关运行经费 names its economic items."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One figure with the words of its clause before it."""

    words: str
    amount: Decimal
    direction: int


def read_statements(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add every figure of a section's prose whose words name a known item."""
    for passage in section.paragraphs():
        if reading.structure.get(passage.number) in (None, "introduction", "table_explanation"):
            _read_passage(passage, section.kind, lexicon, reading)


def _read_passage(passage: Passage, section: str, lexicon: Lexicon, reading: Reading) -> None:
    for sentence in re.split(r"(?<=[。\n])", passage.text):
        subject: tuple[str, str] | None = None
        for said in _figures(sentence):
            named = lexicon.statements.within(said.words)
            if named is None and section in _PARTS_OF and subject and not said.direction:
                part = _part_name(said.words)
                if part:
                    _add(passage, f"{section}_part", part, said, sentence, reading)
                continue
            if section in _PARTS_OF and named and named[0] != section and subject and subject[0] == section:
                _add(passage, f"{section}_part", _part_name(said.words) or named[1], said, sentence, reading)
                continue
            subject = named or ((subject or _of_section(section, reading)) if said.direction else None)
            if subject is not None:
                _add(passage, subject[0], subject[1], said, sentence, reading)
        _level_with_last_year(passage, sentence, subject, reading)


def _of_section(section: str, reading: Reading) -> tuple[str, str] | None:
    """A change without a subject, in a section about one figure, is the change of that figure."""
    about = [s for s in reading.of(Statement) if s.item == section]
    return (section, about[-1].name) if about and section in _ABOUT_ONE else None


def _figures(sentence: str) -> Iterator[_Said]:
    start = 0
    for match in _FIGURE.finditer(sentence):
        before = sentence[start : match.start()]
        start = match.end()
        words = _last_clause(before)
        number = parse_number(match["number"])
        if number is None:
            continue
        yield _Said(words, to_wan(number, match["unit"]), _direction(words))


def _last_clause(text: str) -> str:
    """The words right before a figure, from the last mark or 其中 on."""
    ends = [match.end() for match in re.finditer(r"[，,；;。：:、\n]|其中", text)]
    clause = text[ends[-1] :] if ends else text
    return clause.lstrip("（(）)")


def _direction(words: str) -> int:
    """1 for an increase, -1 for a decrease, 0 where no change is said."""
    up = max((words.rfind(word) for word in _UP), default=-1)
    down = max((words.rfind(word) for word in _DOWN), default=-1)
    if up < 0 and down < 0:
        return 0
    return 1 if up > down else -1


def _part_name(words: str) -> str | None:
    name = re.sub(r"(?:预算)?(?:安排|为|共计|合计|支出为)?$", "", words.strip("（()） "))
    return name if 2 <= len(name) <= 20 else None


def _add(passage: Passage, item: str, name: str, said: _Said, sentence: str, reading: Reading) -> None:
    """Keep a figure. A change joins the amount of the same item that the same sentence has just said."""
    before = reading.records[-1] if reading.records else None
    if (
        said.direction and isinstance(before, Statement) and before.item == item and before.change is None
        and before.text == sentence.strip() and before.passages == (passage.number,)
    ):
        reading.records[-1] = _with_change(before, said.amount * said.direction)
        return
    reading.add(
        Statement(
            passages=numbers([passage]), position=len(reading.of(Statement)) + 1, item=item, name=name,
            amount=None if said.direction else said.amount,
            change=said.amount * said.direction if said.direction else None, text=sentence.strip(),
        )
    )


def _with_change(statement: Statement, change: Decimal) -> Statement:
    return Statement(
        passages=statement.passages, position=statement.position, item=statement.item, name=statement.name,
        amount=statement.amount, change=change, text=statement.text,
    )


def _level_with_last_year(
    passage: Passage, sentence: str, subject: tuple[str, str] | None, reading: Reading
) -> None:
    """`与上年持平` after an amount says a change of nothing."""
    last = reading.records[-1] if reading.records else None
    if not (subject and _LEVEL.search(sentence) and isinstance(last, Statement) and last.change is None):
        return
    if last.passages == (passage.number,) and fold(last.text) == fold(sentence):
        reading.records[-1] = _with_change(last, Decimal(0))
