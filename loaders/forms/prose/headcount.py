"""How many people there are, said in prose: posts (编制), people in service (实有), retired people (离退休)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.forms.outline import Section
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Passage
from loaders.records import Headcount

_COUNTED = re.compile(
    r"(?P<words>[^，,；;。：:\d]{2,40}?)(?:共计|共有|共|为|(?<!实)有|总数|数)?\s*(?P<count>\d{1,6})\s*[人名](?![次均员天])"
)
_AS_OF = re.compile(r"截[至止]到?(?P<when>[^，,。；;]{2,14}?(?:底|末|月|日|初))")
_OWNER = re.compile(
    r"^(?:其中|全局|单位管理的?|本?(?:部门|单位|局|委|厅|办)(?:机关)?|我(?:部门|单位|局|委|厅|办)|现有|共有|核定|年末|另有)+"
)


def read_headcounts(section: Section, lexicon: Lexicon, reading: Reading) -> None:
    """Add every number of people of a section that is about posts, service or retirement."""
    as_of: str | None = None
    for passage in section.paragraphs():
        when = _AS_OF.search(passage.text)
        as_of = when["when"] if when else as_of
        if passage.number in reading.structure or not lexicon.about_people.match(passage.text):
            continue
        for name, count in counts(passage.text, lexicon):
            reading.add(_record(passage, name, count, as_of, reading))


def counts(text: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """The kinds of people that a text counts; a part that does not say its kind is named with its whole.

    >>> from loaders.lexicon import lexicon
    >>> list(counts("本局编制30人，其中行政编制20人；实有人员25人，其中行政18人。退休人员4人。", lexicon()))
    [('编制', 30), ('行政编制', 20), ('实有人员', 25), ('实有人员：行政', 18), ('退休人员', 4)]
    """
    for clause in re.split("[；;。]", text):
        whole, listed = None, False
        for match in _COUNTED.finditer(clause):
            before = clause[: match.start()] + match["words"]
            listed = listed or "其中" in before
            name = _OWNER.sub("", match["words"].rpartition("其中")[2].strip("（() 、")) or None
            if name is None:
                continue
            says_kind = lexicon.about_people.match(name)
            if not listed or whole is None:
                whole = name
            if says_kind or (listed and lexicon.about_people.match(whole)):
                yield (name if says_kind or name == whole else f"{whole}：{name}"), int(match["count"])


def _record(passage: Passage, name: str, count: int, as_of: str | None, reading: Reading) -> Headcount:
    return Headcount(
        passages=numbers([passage]), position=reading.position(Headcount), name=name, quantity=count, as_of=as_of,
        text=passage.text,
    )
