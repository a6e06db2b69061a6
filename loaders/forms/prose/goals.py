"""Goals of the whole department and the measures that safeguard them, from the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.forms.outline import Section, split_label
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Goal, SafeguardMeasure
from loaders.values.numerals import numbering, rank

_SENTENCE = re.compile(r"^(?P<title>[^。；]{2,30}?)[。：:](?P<rest>.*)$", re.DOTALL)


def read_overall_goal(section: Section, reading: Reading) -> None:
    """All paragraphs under 总体绩效目标 are one goal."""
    passages = [p for p in section.paragraphs() if p.number not in reading.structure and p.kind == "paragraph"]
    if passages:
        text = "\n".join(passage.text for passage in passages)
        position = _position("overall", reading)
        reading.add(Goal(passages=numbers(passages), scope="overall", position=position, text=text))


def _position(scope: str, reading: Reading) -> int:
    """The place of the next goal among those of its scope, counted from 1."""
    return sum(goal.scope == scope for goal in reading.of(Goal)) + 1


@dataclass(slots=True)
class _Item:
    """A numbered item on its way to a record: its title line and the paragraphs below it."""

    number: str | None
    title: str | None
    rest: str
    passages: list[Passage] = field(default_factory=list)
    goal: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def read_item_goals(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Each numbered item under 分项绩效目标 with its 绩效目标 and 绩效指标 lines is one goal.

    A numbered heading that is followed neither by such lines nor by text is no goal and stays unread.
    """
    for item in _items(section, lexicon, reading):
        if item.goal or item.expected or item.rest:
            reading.add(
                Goal(
                    passages=numbers(item.passages), scope="item", position=_position("item", reading),
                    number=item.number, title=item.title, text="\n".join(filter(None, [item.rest, *item.goal])) or None,
                    expected="\n".join(item.expected) or None,
                )
            )


def _items(section: Section, lexicon: Lexicon, reading: Reading) -> Iterator[_Item]:
    own = rank(section.heading.text) if section.heading else None
    item: _Item | None = None
    for passage in section.paragraphs():
        if passage.number in reading.structure:
            continue
        label = split_label(passage.text)
        part = lexicon.goal_labels.exact(label[0]) if label else None
        if item is not None and label and part:
            item.passages.append(passage)
            (item.goal if part == "goal" else item.expected).append(label[1])
            continue
        number, text = numbering(passage.text)
        if number is not None and rank(passage.text) != own:
            if item is not None:
                yield item
            title, rest = _title(text, passage.kind == "heading")
            item = _Item(number, title, rest, [passage])
        elif item is not None:
            yield item
            item = None
    if item is not None:
        yield item


def read_measures(section: Section, reading: Reading) -> None:
    """Each item under 保障措施 is one measure; a numbered title on its own line takes the paragraph below it."""
    held: Passage | None = None
    for passage in section.paragraphs():
        if passage.number in reading.structure:
            continue
        _, text = numbering(passage.text)
        if held is None and _is_title_line(text):
            held = passage
            continue
        _add_measure(reading, held, passage)
        held = None
    if held is not None:
        _add_measure(reading, None, held)


def _add_measure(reading: Reading, held: Passage | None, passage: Passage) -> None:
    if held is None:
        number, text = numbering(passage.text)
        title, rest = _title(text, heading=False)
        text = rest or text
    else:
        number, title = numbering(held.text)
        title, text = title.rstrip("。：:"), passage.text
    reading.add(
        SafeguardMeasure(
            passages=numbers([held, passage]), position=reading.position(SafeguardMeasure),
            number=number, title=title, text=text,
        )
    )


def _is_title_line(text: str) -> bool:
    return len(text) <= 30 and "。" not in text.rstrip("。") and "，" not in text


def _title(text: str, heading: bool) -> tuple[str | None, str]:
    """The title of an item and the text behind it on the same line."""
    if heading:
        return text, ""
    match = _SENTENCE.match(text)
    if match is None:
        return None, text
    return match["title"], match["rest"].strip()
