"""The outline of a document: sections opened by headings, and the passages that are known structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.forms.contents import contents
from loaders.forms.reading import Reading
from loaders.lexicon import Lexicon
from loaders.places import Document, Passage, Table
from loaders.values.numerals import numbering, ordinal, rank
from loaders.values.wording import fold

LONGEST_HEADING = 50
SMALLEST_SHARE = 0.25
"""A section's words end its heading or make up this share of it, so that a sentence that mentions them is none."""
STATES_FACTS = frozenset({"duties", "organisation", "overall_goal", "item_goals", "measures"})
"""Sections in which a short numbered line may itself be an item, not a heading."""

_LABEL = re.compile(r"^(?P<label>[^：:，。；]{2,20})[：:]\s*(?P<rest>\S.*)?$", re.DOTALL)
_TEXT_BEHIND = re.compile(r"[：:]\s*\S")
_FIGURE = re.compile(r"\d\s*(?:[万亿]?元|[%％个家人名辆台套项次])")


@dataclass(slots=True)
class Section:
    """What stands between one heading and the next. `kind` is a name of the lexicon's sections, or empty."""

    kind: str
    heading: Passage | None
    blocks: list[Passage | Table] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Passage]:
        """The text of the section: headings and paragraphs, without tables."""
        return (block for block in self.blocks if isinstance(block, Passage))


def outline(document: Document, lexicon: Lexicon, reading: Reading) -> list[Section]:
    """The sections of a document in order; marks page numbers, contents, captions, notes and headings as known."""
    blocks = list(document.blocks())
    listed = contents(blocks)
    drawn = _Outline(lexicon, reading)
    for block in blocks:
        if isinstance(block, Table):
            if block.rows[0].number in listed:
                reading.known("contents", *block.rows)
            else:
                _add_table(block, drawn.sections[-1].blocks, lexicon, reading)
        elif block.number in listed:
            reading.known("contents", block)
        else:
            drawn.take(block)
    return drawn.sections


@dataclass(slots=True)
class _Outline:
    """The sections so far; `ordinals` is the number of the last heading of each rank that the outline stands below."""

    lexicon: Lexicon
    reading: Reading
    sections: list[Section] = field(default_factory=lambda: [Section("", None)])
    ordinals: dict[int, int] = field(default_factory=dict)

    def take(self, passage: Passage) -> None:
        """Add a text: it opens a section, or belongs to the last one."""
        if kind := structure_of(passage, self.lexicon):
            self.reading.known(kind, passage)
        opened = self._opened(passage)
        if opened is None:
            self.sections[-1].blocks.append(passage)
            if self._is_bare_heading(passage):
                self.reading.known("heading", passage)
        else:
            self.sections.append(Section(opened, passage))
            if not states_figure(passage.text):
                self.reading.known("heading", passage)
        if opened is not None or not self.sections[-1].kind:
            self._count(passage)

    def _opened(self, passage: Passage) -> str | None:
        """The kind of the section that a passage opens; a heading of unknown words ends one that it stands beside."""
        current, depth = self.sections[-1], rank(passage.text)
        if current.kind == "glossary" and _is_below(passage, current):
            return None
        named = section_kind(passage, self.lexicon)
        if named is not None or passage.kind != "heading":
            return named
        goes_on = current.kind != "item_goals" and self._counts_on(passage)
        titled = depth is None and bool(self.lexicon.titles.within(passage.text))
        if depth == 0 or (current.kind and (goes_on or titled or _names_table(passage, self.lexicon))):
            return ""
        return None

    def _counts_on(self, passage: Passage) -> bool:
        """Whether a heading has the number that follows the last one of its rank."""
        depth, count = rank(passage.text), ordinal(numbering(passage.text)[0])
        return depth is not None and count is not None and self.ordinals.get(depth) == count - 1

    def _count(self, passage: Passage) -> None:
        depth = rank(passage.text)
        if passage.kind != "heading" or (depth is None and not self.sections[-1].kind):
            return
        above = -1 if depth is None else depth
        self.ordinals = {rank_: count for rank_, count in self.ordinals.items() if rank_ < above}
        if depth is not None and (count := ordinal(numbering(passage.text)[0])):
            self.ordinals[depth] = count

    def _is_bare_heading(self, passage: Passage) -> bool:
        """Whether a heading of unknown words states nothing: it has a number, or ends as headings do, and no figure."""
        text, numbered = passage.text.rstrip("。"), rank(passage.text) is not None
        if self.sections[-1].kind in STATES_FACTS or states_figure(text) or _TEXT_BEHIND.search(text):
            return False
        ends_as_headings = self.lexicon.structure["headings"].match(text)
        return numbered or ends_as_headings if passage.kind == "heading" else numbered and ends_as_headings


def states_figure(text: str) -> bool:
    """Whether a text names an amount or a count: such a heading states a fact.

    >>> states_figure("（一）本年收入120万元"), states_figure("一、2024年收入情况")
    (True, False)
    """
    return bool(_FIGURE.search(text))


def _is_below(passage: Passage, section: Section) -> bool:
    """Whether a numbered text stands deeper than the heading of a section."""
    depth, own = rank(passage.text), rank(section.heading.text) if section.heading else None
    return depth is not None and (own is None or depth > own)


def _names_table(passage: Passage, lexicon: Lexicon) -> bool:
    return passage.text.rstrip("）)").endswith("表") and lexicon.budget_form(passage.text) is not None


def _add_table(table: Table, blocks: list[Passage | Table], lexicon: Lexicon, reading: Reading) -> None:
    """Add a table, or go on with the last one when only page numbers stand between: a page break cut it."""
    title = _title_within(table, lexicon)
    for index in range(len(blocks) - 1, -1, -1):
        last = blocks[index]
        if isinstance(last, Table):
            if title is not None and all(title not in row.cells for row in last.rows):
                break
            blocks[index] = Table(rows=last.rows + table.rows)
            return
        if reading.structure.get(last.number) != "page_number":
            break
    blocks.append(table)


def _title_within(table: Table, lexicon: Lexicon) -> str | None:
    """The title that the first row of a table prints across its columns, if it does: 预算01表 收支总表."""
    texts = [cell for cell in table.rows[0].cells if cell]
    alone = len(texts) == 1 and len(table.rows[0].cells) > 1 and texts[0].endswith("表")
    return texts[0] if alone and (lexicon.budget_form(texts[0]) or lexicon.titles.within(texts[0])) else None


def section_kind(passage: Passage, lexicon: Lexicon) -> str | None:
    """The section that a passage opens, when it is a heading with the words of one."""
    text = passage.text.strip().rstrip("：:")
    folded = fold(text)
    if passage.kind == "row" or not folded or len(text) > LONGEST_HEADING or text.endswith(("表", "。", "；")):
        return None
    if _TEXT_BEHIND.search(re.sub("^第[^：:]{1,4}[：:]", "", text)):
        return None
    if passage.kind == "paragraph" and not passage.text.rstrip().endswith(("：", ":")):
        return None
    found = lexicon.sections.within(text)
    if found is None:
        return None
    ends = passage.kind == "heading" and folded.endswith(found[1]) and "，" not in text
    return found[0] if ends or len(found[1]) >= SMALLEST_SHARE * len(folded) else None


def structure_of(passage: Passage, lexicon: Lexicon) -> str | None:
    """The kind of known structure that a passage outside tables is, if any."""
    text = passage.text.strip()
    for name, kind in _STRUCTURE:
        if lexicon.structure[name].match(text) and not (kind in _SAYS_NOTHING and states_figure(text)):
            return kind
    if passage.kind == "heading" and not states_figure(text) and lexicon.titles.within(text):
        return "title" if rank(text) in (0, None) or text.endswith("表") else None
    return None


_STRUCTURE = (
    ("page_numbers", "page_number"), ("captions", "caption"), ("notes", "note"), ("parts", "heading"),
    ("imprints", "imprint"), ("introductions", "introduction"), ("nil_statements", "nil_statement"),
    ("table_explanations", "table_explanation"),
)


_SAYS_NOTHING = frozenset({"introduction", "nil_statement", "table_explanation"})
"""Kinds of structure that a text with a figure is not."""


def split_label(text: str) -> tuple[str, str] | None:
    """The label and the rest of a paragraph such as `绩效目标：保障……`.

    >>> split_label("绩效目标：保障运行。")
    ('绩效目标', '保障运行。')
    >>> split_label("没有标签的一句话。") is None
    True
    """
    match = _LABEL.match(text.strip())
    return (match["label"], match["rest"] or "") if match else None
