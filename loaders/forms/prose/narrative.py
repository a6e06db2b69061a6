"""Figures said in prose: an amount after the words of a known item, its change from last year, last year's figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from loaders.forms.outline import Section, states_figure
from loaders.forms.prose.said import Said, before_change, figures, of_another_year
from loaders.forms.prose.subjects import Subject, class_of, is_generic, label_of, stands_alone, subject_of
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Fault, Statement

_ABOUT_ONE = frozenset({"organ_operating", "three_public"})
_PARTS_OF = frozenset({"organ_operating"})
"""Sections whose unlisted items are parts of the section's own figure: 机关运行经费 names its economic items."""
_GOALS = frozenset({"goals", "projects"})
"""Sections that say how much money is managed by goals: the sources of it are not the whole budget's."""
_READ = frozenset({None, "introduction", "table_explanation"})
_COMPARED = re.compile(r"^[^，。]{0,4}(?:较|比|与|同)[^，。\d]{0,4}(?:上年|去年|上一年|20\d\d年)")
_WHOLES = {"收入": "income", "支出": "expenditure"}
_WHOLE_CHANGES = re.compile(r"^(收入|支出)(?:预算)?[较比与同]")
_OF_ONE_FIGURE = frozenset({"procurement", "procurement_goods", "procurement_works", "procurement_services"})
_BOTH_SIDES = re.compile(r"收入[、和与及]$")


def read_statements(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add every figure of a section's prose whose subject is clear; figures that were not taken are a fault."""
    heading = section.heading
    label = label_of(heading.text, _side(section), lexicon) if heading else None
    for passage in [*([heading] if heading and states_figure(heading.text) else []), *section.paragraphs()]:
        if passage.kind == "heading" and not states_figure(passage.text):
            label = label_of(passage.text, _side(section), lexicon)
        elif passage is heading or reading.structure.get(passage.number) in _READ:
            _Reader(passage, section.kind, _side(section), lexicon, reading, label).read()


def _side(section: Section) -> str:
    """What sources of money are read as: what the section is about, income where it does not say."""
    text = section.heading.text if section.heading else ""
    if section.kind in _GOALS:
        return "under_goals"
    return "expenditure" if "支出" in text and "收" not in text else "income"


def _one_side(sentence: str) -> str:
    """A sentence in which 收、支 is one word, because 、 parts the items of a list."""
    return sentence.replace("收、支", "收支")


@dataclass(slots=True)
class _Stated:
    """A figure that a change may belong to, and the records that it made."""

    said: Said
    indexes: tuple[int, ...]


@dataclass(slots=True)
class _Reader:
    """One passage being read.

    `label` is what its heading or its label names; `subject` what words without a subject of their own (2026年预算安排)
    speak of: the last class or whole figure named, at first the label. `own` are the records of this passage, `latest`
    those that were last added or given a change, to which a percent belongs.
    """

    passage: Passage
    section: str
    side: str
    lexicon: Lexicon
    reading: Reading
    label: Subject | None
    subject: Subject | None = None
    sentence: str = ""
    stated: list[_Stated] = field(default_factory=list)
    previous: dict[str, Decimal] = field(default_factory=dict)
    own: list[int] = field(default_factory=list)
    latest: tuple[int, ...] = ()
    missed: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Add the figures of the passage in order."""
        for sentence in filter(str.strip, re.split(r"(?<=[。\n])(?![）)])", self.passage.text)):
            self.sentence = sentence
            said = list(figures(_one_side(sentence)))
            head = re.split("[：:。]", self.sentence)[0]
            label = label_of(head, self.side, self.lexicon)
            self.label = label or self.label
            self.subject = self.label if self.subject is None or (label and not said) else self.subject
            if said and not self._goes_on(said[0]):
                self.stated = []
            for figure in said:
                self._take(figure)
        self.missed += [str(amount) for amount in self.previous.values()]
        if self.missed and self.own:
            self._fault("read.figure", " | ".join(self.missed),
                        "it is not clear what these figures of the passage are of, so they were not taken",
                        "段落中的这些数字所指不明，没有采用")

    def _goes_on(self, said: Said) -> bool:
        """Whether a sentence begins with the change of the only figure of the sentence before."""
        return len(self.stated) == 1 and bool(said.direction) and self._subject(said) is None

    def _subject(self, said: Said) -> Subject | None:
        around = _one_side(self.sentence)[: said.place]
        income, expenditure = around.rfind("收入"), around.rfind("支出")
        side = "income" if income > expenditure else "expenditure"
        side = self.side if income == expenditure or self.section in _GOALS else side
        whole = _WHOLE_CHANGES.match(said.words)
        if whole is not None and said.direction:
            return Subject(_WHOLES[whole[1]], whole[1])
        subject = subject_of(said.words, said.lead, side, self.lexicon)
        # 其中：本年收入 is a part of the figure before it, not the income of the whole body
        return None if subject and subject.item in _WHOLES.values() and said.listed == 0 else subject

    def _take(self, said: Said) -> None:
        subject = self._subject(said)
        if said.kind == "percent":
            self._percent(said)
        elif said.direction:
            if subject is None or not self._change_of(subject, said):
                self._change(said)
        elif _COMPARED.match(said.words):
            self._was(said.amount)
        elif of_another_year(said, self.passage.text):
            self._of_last_year(subject, said)
        elif self._is_part(subject, said):
            self._part(subject, said)
        elif subject is not None and (class_of(said.lead, self.lexicon) or stands_alone(said.words, subject.name)):
            self._named(subject, said)
        elif self.subject is not None and said.listed != 0 and is_generic(said.words):
            self._again(self.subject, said)
        else:
            self.missed.append(str(said.amount))

    # --- Amounts ----------------------------------------------------------------------------------------------------

    def _named(self, subject: Subject, said: Said) -> None:
        """The record of a named figure; 收入、支出总计 names two."""
        if self.subject is None or subject.item.startswith("by_") or said.listed is None:
            self.subject = subject
        known = {self._statement(index).item for index in self.own}
        if said.listed is not None and subject.item in known and not subject.item.startswith("by_"):
            # 采购预算10万元，其中：一般公共预算采购6万元 is a part of the figure of the same name before it
            subject = replace(subject, item=f"{subject.item}_part") if subject.item in _OF_ONE_FIGURE else subject
        both = subject.item == "expenditure" and _BOTH_SIDES.search(said.lead.removesuffix(said.words))
        subjects = [Subject("income", "收入"), subject] if both else [subject]
        self._state(said, *(self._add(one, said) for one in subjects))

    def _again(self, subject: Subject, said: Said) -> None:
        """A figure of the subject said before: the same amount again is nothing new, but a change may follow it."""
        item = self._item(subject, said)
        known = [i for i in self.own if (self._statement(i).item, self._statement(i).amount) == (item, said.amount)]
        self._state(said, known[-1] if known else self._add(subject, said))

    def _of_last_year(self, subject: Subject | None, said: Said) -> None:
        """The figure of an earlier year belongs to the figure of this year, which may come before or after it."""
        of = subject or (self.subject if is_generic(said.words) else None)
        known = [index for index in self.own if of and self._statement(index).item == of.item]
        if known and self._statement(known[-1]).previous is None:
            self._set(known[-1], previous=said.amount)
        elif of is not None:
            self.previous[of.item] = said.amount
        else:
            self.missed.append(str(said.amount))

    def _was(self, amount: Decimal) -> None:
        """`比2025年年初预算数30385.62万元` is the figure of last year of the figure before it."""
        for index in self.stated[-1].indexes if self.stated else ():
            self._set(index, previous=amount)
        if not self.stated:
            self.missed.append(str(amount))

    # --- Parts of the section's own figure --------------------------------------------------------------------------

    def _is_part(self, subject: Subject | None, said: Said) -> bool:
        """Whether a figure is a part of the section's own figure, which the sentence has named before."""
        return self.section in _PARTS_OF and bool(self.stated) and (subject is None or subject.item != self.section)

    def _part(self, subject: Subject | None, said: Said) -> None:
        name = _part_name(said.words) or (subject.name if subject else None)
        if name is None:
            self.missed.append(str(said.amount))
        else:
            self._add(Subject(f"{self.section}_part", name), said)

    # --- Changes ----------------------------------------------------------------------------------------------------

    def _change_of(self, subject: Subject, said: Said) -> bool:
        """A change that names its item joins the amount of that item in this passage, or stands alone."""
        items = {subject.item, "income", "expenditure"} if subject.item == "budget" else {subject.item}
        found = [i for i in self.own if self._statement(i).item in items and self._statement(i).change is None]
        if found:
            self._changed(found if subject.item == "budget" else found[-1:], said)
            return True
        if not stands_alone(before_change(said.words), subject.name) and not subject.code:
            return False
        self._state(said, self._add(subject, said))
        return True

    def _change(self, said: Said) -> None:
        """A change without a name belongs to the last figure that stands as deep in brackets as it does."""
        level = [one for one in self.stated if one.said.depth <= said.depth]
        if not level:
            self._change_of_section(said)
            return
        last = level[-1]
        if said.all:
            self._changed([index for one in self.stated for index in one.indexes], said)
        elif self._is_doubtful(level, said):
            self._fault("read.change", str(said.amount),
                        "it is not clear which figure this change belongs to, so it was not taken",
                        "该增减额属于哪个数字不明，没有采用")
        else:
            self._changed(last.indexes, said)

    def _is_doubtful(self, level: list[_Stated], said: Said) -> bool:
        """Whether a change behind a list may be that of the list's last figure or of the whole."""
        last, *others = reversed(level)
        unsaid = [one for one in others if all(self._statement(i).change is None for i in one.indexes)]
        of_list = any(one.said.listed is not None for one in unsaid)
        return bool(last.said.listed) and of_list and not said.parted and any(one.said.listed is None for one in unsaid)

    def _change_of_section(self, said: Said) -> None:
        """A change without a subject, in a section about one figure, is the change of that figure."""
        about = [s for s in self.reading.of(Statement) if s.item == self.section]
        if about and self.section in _ABOUT_ONE:
            self._add(Subject(self.section, about[-1].name), said)
        elif self.label is not None and is_generic(before_change(said.words)):
            own = [index for index in self.own if self._statement(index).item == self.label.item]
            self._state(said, *([own[0]] if own else [self._add(self.label, said)]))
            self._changed(own[:1], said)
        elif said.kind == "amount":
            self.missed.append(str(said.amount))

    def _changed(self, indexes: tuple[int, ...] | list[int], said: Said) -> None:
        self.latest = tuple(indexes)
        for index in indexes:
            if self._statement(index).change is None:
                self._set(index, change=said.amount * said.direction)

    def _percent(self, said: Said) -> None:
        """A percent with a direction, or in brackets right behind a change, is that of the last change."""
        target = self.latest or tuple(self.own[-1:])
        for index in target:
            statement = self._statement(index)
            direction = said.direction
            if not direction and said.lead.strip() in ("（", "(") and statement.change:
                direction = 1 if statement.change > 0 else -1
            if direction and statement.change_percent is None:
                self._set(index, change_percent=said.amount * direction)

    # --- Records ----------------------------------------------------------------------------------------------------

    def _statement(self, index: int) -> Statement:
        return cast(Statement, self.reading.records[index])

    def _set(self, index: int, **values: Decimal) -> None:
        self.reading.records[index] = replace(self._statement(index), **values)  # type: ignore[arg-type]

    def _state(self, said: Said, *indexes: int) -> None:
        self.stated.append(_Stated(said, indexes))
        self.latest = indexes

    def _item(self, subject: Subject, said: Said) -> str:
        """The item of a figure: final accounts state the first budget beside the outcome."""
        first = "年初预算" in said.words and "决算" in self.passage.text
        return f"{subject.item}_initial" if first else subject.item

    def _add(self, subject: Subject, said: Said) -> int:
        item = self._item(subject, said)
        self.reading.add(
            Statement(
                passages=numbers([self.passage]), position=self.reading.position(Statement), item=item,
                name=subject.name, code=subject.code, amount=None if said.direction else said.amount,
                change=said.amount * said.direction if said.direction else None,
                previous=self.previous.pop(item, None), text=self.sentence.strip(),
            )
        )
        self.own.append(len(self.reading.records) - 1)
        return self.own[-1]

    def _fault(self, rule: str, actual: str, message: str, message_zh: str) -> None:
        number = self.passage.number
        self.reading.fault(
            Fault(rule=rule, severity="info", passage=number, actual=actual, message=message, message_zh=message_zh)
        )


def _part_name(words: str) -> str | None:
    name = re.sub(r"(?:预算)?(?:安排|为|共计|合计|支出为)?$", "", words.strip("（()） "))
    return name if 2 <= len(name) <= 20 else None
