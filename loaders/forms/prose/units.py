"""The units of a department that its prose names: 所属预算单位包括：甲、乙; or numbered lines below such a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.forms.outline import Section
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Department
from loaders.values.numerals import numbering
from loaders.values.wording import fold, without_notes

SHORTEST_NAME, LONGEST_NAME = 4, 40
_LIST = re.compile(r"(?:具体|仅|只|主要)?(?:包括|包含|分别[是为]|只有|如下|有|是|为)[:：]?")
_BETWEEN = re.compile(r"[、，,；;。]|(?<=[）)心局站所院校馆队级部办会处])[和及与]|以及")
_STOPS = re.compile(r"不含|不包括|其中|共计?\d|均为|属于|。")
_NOTE = re.compile(r"[（(](?:由|以下简称|原|含|不含|共|财政|下同|不单列|无独立)[^（）()]*[）)]")


def read_units(section: Section, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    """Add the units that a section names; offices inside the department are known structure."""
    listing = False
    for passage in section.paragraphs():
        if passage.number in reading.structure:
            continue
        number, text = numbering(passage.text)
        found = list(units_in(text, lexicon))
        if not found and listing and number is not None:
            found = [name] if is_unit(name := _clean(re.split("[，。；;]", text)[0]), lexicon) else []
        for name in found:
            _add(passage, name, department, reading)
        announces = bool(lexicon.units.match(text)) and text.rstrip().endswith(("：", ":"))
        if announces and not found:
            reading.known("introduction", passage)
        elif not found and lexicon.offices.match(text):
            reading.known("office", passage)
        listing = announces or (listing and bool(found))


def units_in(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The units listed behind the words that announce them.

    >>> from loaders.lexicon import lexicon
    >>> list(units_in("本部门下属单位包括：某县水文站、某县水库管理处和某县抗旱中心（原防办）。", lexicon()))
    ['某县水文站', '某县水库管理处', '某县抗旱中心']
    >>> list(units_in("本局内设机构包括：办公室、财务处。", lexicon()))
    []
    """
    for sentence in re.split("(?<=。)", text):
        announced = lexicon.units.search(sentence)
        listed = _LIST.finditer(sentence, announced.end()) if announced else ()
        lists = (
            _names(sentence[match.end() :]) for match in listed
            if not lexicon.offices.match(sentence[announced.end() if announced else 0 : match.end()])
        )
        yield from next((names for names in lists if names and all(is_unit(name, lexicon) for name in names)), ())


def _names(text: str) -> list[str]:
    return list(filter(None, map(_clean, _BETWEEN.split(_STOPS.split(text)[0]))))


def is_unit(name: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a body that may be a unit, by how it ends."""
    bare = without_notes(name)
    named = bare.endswith(lexicon.body_suffixes) and not re.search(r"[\d，。：]", bare)
    return named and SHORTEST_NAME <= len(name) <= LONGEST_NAME


def _clean(text: str) -> str:
    return _NOTE.sub("", text).strip(" 。；;，,：:")


def _add(passage: Passage, name: str, department: str | None, reading: Reading) -> None:
    if department is not None and fold(name) == fold(department):
        reading.known("introduction", passage)
        return
    reading.add(Department(passages=numbers([passage]), name=name, kind="unit", parent=department))
