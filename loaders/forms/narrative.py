"""Figures said in prose: an amount after the words of a known item, and its change from last year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from loaders.forms.outline import Section
from loaders.forms.reading import Reading, numbers
from loaders.forms.said import Said, figures, named, of_another_year
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Statement

_ABOUT_ONE = frozenset({"organ_operating", "three_public"})
_PARTS_OF = frozenset({"organ_operating"})
"""Sections whose unlisted items are parts of the section's own figure: 机关运行经费 names its economic items."""


def read_statements(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add every figure of a section's prose whose words name a known item."""
    for passage in section.paragraphs():
        if reading.structure.get(passage.number) in (None, "introduction", "table_explanation"):
            for sentence in re.split(r"(?<=[。\n])", passage.text):
                _Sentence(passage, sentence, section.kind, lexicon, reading).read()


@dataclass(slots=True)
class _Sentence:
    """One sentence being read; `stated` are the figures that a change may belong to, with their depth in brackets."""

    passage: Passage
    text: str
    section: str
    lexicon: Lexicon
    reading: Reading
    stated: list[tuple[Said, int]] = field(default_factory=list)

    def read(self) -> None:
        """Add the figures of the sentence in order."""
        for said in figures(self.text):
            if of_another_year(said, self.passage.text):
                continue
            item = named(said.words, self.lexicon.statements)
            if self._is_part(item, said):
                if part := _part_name(said.words) or (item[1] if item else None):
                    self._add(f"{self.section}_part", part, said)
            elif item is not None:
                self.stated.append((said, self._change_of_named(item, said)))
            elif said.direction:
                self._change(said)

    def _is_part(self, item: tuple[str, str] | None, said: Said) -> bool:
        """Whether a figure is a part of the section's own figure, which the sentence has named before."""
        if self.section not in _PARTS_OF or not self.stated or said.direction:
            return False
        return item is None or item[0] != self.section

    def _change_of_named(self, item: tuple[str, str], said: Said) -> int:
        """The record of a named figure: a change joins the amount of the same item in this sentence."""
        if said.direction:
            for _, index in reversed(self.stated):
                statement = self._statement(index)
                if statement.item == item[0] and statement.change is None:
                    self.reading.records[index] = replace(statement, change=said.amount * said.direction)
                    return index
        return self._add(*item, said)

    def _change(self, said: Said) -> None:
        """A change without a name belongs to the last figure that stands as deep in brackets as it does."""
        level = [(other, index) for other, index in self.stated if other.depth <= said.depth]
        if not level:
            self._change_of_section(said)
            return
        last, index = level[-1]
        statement = self._statement(index)
        unsaid = any(not other.listed and self._statement(i).change is None for other, i in level[:-1])
        if last.listed and unsaid and not said.parted:
            self._doubtful(said)
        elif statement.change is None:
            self.reading.records[index] = replace(statement, change=said.amount * said.direction)

    def _change_of_section(self, said: Said) -> None:
        """A change without a subject, in a section about one figure, is the change of that figure."""
        about = [s for s in self.reading.of(Statement) if s.item == self.section]
        if about and self.section in _ABOUT_ONE:
            self._add(self.section, about[-1].name, said)

    def _statement(self, index: int) -> Statement:
        """The figure kept at an index of the records."""
        return cast(Statement, self.reading.records[index])

    def _add(self, item: str, name: str, said: Said) -> int:
        self.reading.add(
            Statement(
                passages=numbers([self.passage]), position=self.reading.position(Statement), item=item, name=name,
                amount=None if said.direction else said.amount,
                change=said.amount * said.direction if said.direction else None, text=self.text.strip(),
            )
        )
        return len(self.reading.records) - 1

    def _doubtful(self, said: Said) -> None:
        self.reading.fault(
            Fault(
                rule="read.change", severity="info", passage=self.passage.number, actual=str(said.amount),
                message="it is not clear which figure this change belongs to, so it was not taken",
            )
        )


def _part_name(words: str) -> str | None:
    name = re.sub(r"(?:预算)?(?:安排|为|共计|合计|支出为)?$", "", words.strip("（()） "))
    return name if 2 <= len(name) <= 20 else None
