"""Responsibilities (部门职责): each numbered item of the section is one."""

from __future__ import annotations

from loaders.forms.outline import Section
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.records import DutyKind, Responsibility
from loaders.values.numerals import numbering


def read_duties(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add the responsibilities of a section. A paragraph without a number continues nothing: it is one of its own.

    A heading inside the section that does not speak of duties (主要工作, 重点任务) ends them: what follows are plans.
    """
    for passage in section.paragraphs():
        if passage.number in reading.structure:
            continue
        number, text = numbering(passage.text)
        if passage.kind == "heading" and lexicon.plans.match(text):
            return
        if number is None and passage.kind == "heading":
            continue
        kind: DutyKind = "general" if lexicon.general_duties.match(text) else "specific"
        reading.add(Responsibility(passages=numbers([passage]), number=number, text=text, kind=kind))
