"""The outline of a document: sections opened by known headings, and the passages that are known structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.forms.reading import Reading
from loaders.lexicon import Lexicon
from loaders.places import Document, Passage, Table
from loaders.values.wording import fold

LONGEST_HEADING = 50
SMALLEST_SHARE = 0.25
"""A section's words must make up at least this share of its heading, so that a sentence that mentions them is none."""

_LEADERS = re.compile(r"(?:\.{3,}|…{2,}|·{3,}|。{3,}|．{3,}|-{5,})\s*\d*\s*$")
_LABEL = re.compile(r"^(?P<label>[^：:，。；]{2,20})[：:]\s*(?P<rest>\S.*)?$", re.DOTALL)


@dataclass(slots=True)
class Section:
    """What stands between one known heading and the next. `kind` is a name of the lexicon's sections, or empty."""

    kind: str
    heading: Passage | None
    blocks: list[Passage | Table] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Passage]:
        """The text of the section: headings and paragraphs, without tables."""
        return (block for block in self.blocks if isinstance(block, Passage))


def outline(document: Document, lexicon: Lexicon, reading: Reading) -> list[Section]:
    """The sections of a document in order; marks page numbers, contents, captions, notes and headings as known."""
    sections = [Section("", None)]
    contents = Contents()
    for block in document.blocks():
        if contents.take(block):
            reading.known("contents", *(block.rows if isinstance(block, Table) else (block,)))
            continue
        if isinstance(block, Table):
            _add_table(block, sections[-1].blocks, lexicon, reading)
            continue
        kind = structure_of(block, lexicon)
        if kind:
            reading.known(kind, block)
        section = section_kind(block, lexicon)
        if section:
            reading.known("heading", block)
            sections.append(Section(section, block))
        else:
            sections[-1].blocks.append(block)
    return sections


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
    if passage.kind == "paragraph" and not passage.text.rstrip().endswith(("：", ":")):
        return None
    found = lexicon.sections.within(text)
    if found is None or len(found[1]) < SMALLEST_SHARE * len(folded):
        return None
    return found[0]


def structure_of(passage: Passage, lexicon: Lexicon) -> str | None:
    """The kind of known structure that a passage outside tables is, if any."""
    text = passage.text.strip()
    if _LEADERS.search(text):
        return "contents"
    for name, kind in _STRUCTURE:
        if lexicon.structure[name].match(text):
            return kind
    if passage.kind == "heading" and lexicon.titles.within(text):
        return "title"
    return None


_STRUCTURE = (
    ("page_numbers", "page_number"), ("captions", "caption"), ("notes", "note"), ("parts", "heading"),
    ("introductions", "introduction"), ("nil_statements", "nil_statement"),
    ("table_explanations", "table_explanation"),
)


class Contents:
    """Takes what belongs to a table of contents: entries with leader dots anywhere; after the heading 目录 short lines
    until one of them comes again, as the heading that it announced."""

    def __init__(self) -> None:
        self.inside = False
        self.entries: set[str] = set()

    def take(self, block: Passage | Table) -> bool:
        """Whether a block is part of a table of contents."""
        if isinstance(block, Table):
            texts = [row.text.replace(" | ", "") for row in block.rows]
            entries = all(map(_LEADERS.search, texts))
            self.inside &= entries
            self.entries.update(fold(text).rstrip("0123456789") for text in texts)
            return entries
        entry = fold(block.text).rstrip("0123456789")
        if entry == "目录":
            self.inside = True
            return True
        if not self.inside or not entry:
            return False
        self.inside = block.kind == "heading" and bool(entry) and entry not in self.entries
        self.entries.add(entry)
        return self.inside


def split_label(text: str) -> tuple[str, str] | None:
    """The label and the rest of a paragraph such as `绩效目标：保障……`.

    >>> split_label("绩效目标：保障运行。")
    ('绩效目标', '保障运行。')
    >>> split_label("没有标签的一句话。") is None
    True
    """
    match = _LABEL.match(text.strip())
    return (match["label"], match["rest"] or "") if match else None
