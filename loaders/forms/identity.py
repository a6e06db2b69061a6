"""Whose document it is and of which year: department, units, region, fiscal year, kind and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.forms.outline import split_label
from loaders.forms.reading import Reading, numbers
from loaders.lexicon import Lexicon
from loaders.places import Document, Passage
from loaders.records import BudgetLine, Department, Fault, Goal, Project
from loaders.values.codes import project_code, split_body
from loaders.values.divisions import Division, ancestors, current, find, find_short
from loaders.values.numerals import numbering
from loaders.values.wording import fold, without_notes

TABLE_DOCUMENTS = frozenset({"project_goals", "overall_goals"})
"""Kinds of document that are themselves called a table (绩效目标表)."""

FRONT_MATTER = 15
"""How many passages at the beginning may hold a cover with the bare name of the department."""

_BEFORE_YEAR = re.compile(
    r"^(?:附件\s*[\d一二三四五六七八九十]*\s*[:：]?)?(?P<name>[\u4e00-\u9fff（）()·]{3,40}?)"
    r"\s*(?:20\d{2}|二[〇○0]|部门预算|单位预算|项目支出|整体支出|部门整体|预算公开)"
)
_AFTER_YEAR = re.compile(
    r"^(?:20\d{2}|二[〇○0][〇○一二三四五六七八九\d]{2})年度?(?!度)(?P<name>[\u4e00-\u9fff（）()·]{3,40}?)(?:部门|单位)?(?:预算|决算)"
)
_PART = re.compile(r"^(?:第[一二三四五六七八九十]+(?:部分|章)|附件\s*[\d一二三四五六七八九十]*\s*[:：])\s*")
_LABELS_OF_ANY = frozenset({"部门", "单位名称", "填报单位", "编制单位"})
"""Labels behind which a table may name any unit, or that are names of columns."""
_ANY_BODY = re.compile(r"[\u4e00-\u9fff]{0,6}(?:[省市区县乡镇][级直]|中央|[各本])(?:部门|单位)")
_IMPRINT = re.compile(r"(?:编制|编|制|印制|填报)$")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document as a whole is; `None` where it does not say."""

    department: str | None
    region: Division | None
    kind: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class _Body:
    code: str | None
    name: str
    passage: Passage


def read_department(document: Document, lexicon: Lexicon, reading: Reading) -> str | None:
    """The name of the department; adds it, with its own code where a caption prints it, to the records."""
    bodies = list(_bodies(document, reading, lexicon))
    department, passage = _department(document, _titles(document, lexicon, reading), bodies, lexicon, reading)
    _know_covers(document, department, lexicon, reading)
    if department is not None and passage is not None:
        own = next((b for b in bodies if b.code and department.endswith(b.name) and len(b.name) >= 3), None)
        reading.add(
            Department(passages=numbers([passage, own.passage if own else None]), name=department,
                       code=own.code if own else None)
        )
    return department


def _know_covers(document: Document, department: str | None, lexicon: Lexicon, reading: Reading) -> None:
    """Mark the lines of covers that hold nothing but the name of the department: in front, or beside a title."""
    for passage in document.passages:
        beside = {reading.structure.get(passage.number + step) for step in (-1, 1)} & {"title", "contents"}
        in_front = passage.number <= FRONT_MATTER or beside
        if department and in_front and passage.kind == "heading" and without_notes(passage.text) == department:
            reading.known("title", passage)


def identify(document: Document, department: str | None, lexicon: Lexicon, reading: Reading) -> Identity:
    """The identity of a document, once its forms have been read."""
    titles = _titles(document, lexicon, reading)
    bodies = list(_bodies(document, reading, lexicon))
    region = _region(department, titles, bodies, document, reading)
    kind = _document_kind(titles, lexicon, reading)
    return Identity(department, region, kind, _title(titles, department, document, lexicon, reading))


def _titles(document: Document, lexicon: Lexicon, reading: Reading) -> list[Passage]:
    """The passages that are titles of the document, not of one of its tables."""
    titles = [p for p in document.passages if reading.structure.get(p.number) == "title"]
    return [p for p in titles if not _of_table(p.text, lexicon) or _kind(p.text, lexicon) in TABLE_DOCUMENTS]


def _of_table(text: str, lexicon: Lexicon) -> bool:
    """Whether a title is that of one table; 某局部门预算报表 is that of a document."""
    return text.endswith("表") and (lexicon.budget_form(text) is not None or _kind(text, lexicon) is None)


def is_body(name: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a public body, by how it ends."""
    named = name.endswith(lexicon.body_suffixes) and not re.search(r"[，。；：:、\d|]", name)
    return named and 3 <= len(name) <= 40 and not _ANY_BODY.fullmatch(name)


def _bodies(document: Document, reading: Reading, lexicon: Lexicon) -> Iterator[_Body]:
    """Bodies that captions print with their code: `202某局`, `630001 某局本级`."""
    for passage in document.passages:
        if reading.structure.get(passage.number) not in ("caption", None):
            continue
        for text in passage.cells[:3] or (passage.text,):
            code, name = split_body(text) if len(text) <= 60 else (None, text)
            if code is not None and is_body(name, lexicon):
                yield _Body(code, name, passage)


def _department(
    document: Document, titles: list[Passage], bodies: list[_Body], lexicon: Lexicon, reading: Reading
) -> tuple[str | None, Passage | None]:
    """The department: as the label 主管部门 says, else a title, a label, the cover, a caption, or its own unit."""
    for record in reading.of(Department):
        if record.kind == "department":
            return record.name, document.passages[record.passages[0] - 1]
    for title in titles:
        text = _PART.sub("", numbering(title.text)[1].strip())
        match = _BEFORE_YEAR.match(text) or _AFTER_YEAR.match(text)
        if match and is_body(name := without_notes(match["name"]), lexicon):
            return name, title
    for passage in document.passages:
        labelled = _labelled_body(passage, lexicon) if reading.structure.get(passage.number) == "caption" else None
        if labelled is not None:
            return labelled, passage
    for passage in document.passages[:FRONT_MATTER]:
        name = _IMPRINT.sub("", passage.text)
        if passage.kind == "heading" and is_body(name, lexicon):
            return name, passage
    whole = [body for body in bodies if not body.name.endswith(lexicon.own_unit_suffixes)]
    own = [body for body in bodies if body.name.endswith(lexicon.own_unit_suffixes)]
    for body in whole if whole and len(whole) >= len(own) else own or whole:
        return _without_own(body.name, lexicon), body.passage
    return next(_beside_labels(document, lexicon), (None, None))


def _beside_labels(document: Document, lexicon: Lexicon) -> Iterator[tuple[str, Passage]]:
    """The bodies that tables name in the cell behind a label: `部门名称 | 某局`."""
    for passage in document.passages:
        printed = [cell for cell in passage.cells if cell.strip()]
        for label, name in pairwise(printed):
            labels_body = fold(without_notes(label)) in lexicon.body_labels
            if labels_body and fold(label) not in _LABELS_OF_ANY and is_body(bare := without_notes(name), lexicon):
                yield bare, passage


def _labelled_body(passage: Passage, lexicon: Lexicon) -> str | None:
    """The body that a caption names behind a label: `预算单位：某局`."""
    for text in passage.cells or (passage.text,):
        label = split_label(text)
        if label and fold(without_notes(label[0])) in lexicon.body_labels:
            _, name = split_body(label[1])
            if is_body(without_notes(name), lexicon):
                return without_notes(name)
    return None


def _without_own(name: str, lexicon: Lexicon) -> str:
    for suffix in lexicon.own_unit_suffixes:
        if name.endswith(suffix) and len(name) > len(suffix) + 2:
            return name.removesuffix(suffix)
    return name


def _region(
    department: str | None, titles: list[Passage], bodies: list[_Body], document: Document, reading: Reading
) -> Division | None:
    """The division of the project codes, else the one that the names print; a contradiction is a fault."""
    coded = Counter(code.division for p in reading.of(Project) if p.code and (code := project_code(p.code)))
    by_codes = current(coded.most_common(1)[0][0]) if coded else None
    named = _named_region(department, titles, bodies, document)
    if by_codes is None:
        return named
    if named is not None and not _same_line(named, by_codes):
        reading.fault(
            Fault(
                rule="region.conflict", severity="warning", expected=by_codes.name, actual=named.name,
                passage=next((p.passages[0] for p in reading.of(Project)), None),
                message="the project codes name another division than the document's names do",
                message_zh="项目编码中的行政区划与文件所写的地区名称不同",
            )
        )
    return by_codes


def _same_line(one: Division, other: Division) -> bool:
    """Whether two divisions are the same or one lies in the other."""
    return one.code in {other.code, *_ancestor_codes(other)} or other.code in _ancestor_codes(one)


def _ancestor_codes(division: Division) -> set[str]:
    return {above.code for above in ancestors(division.code)}


def _named_region(
    department: str | None, titles: list[Passage], bodies: list[_Body], document: Document
) -> Division | None:
    sources = [department or "", *(body.name for body in bodies), *(title.text for title in titles)]
    sources += [passage.text for passage in document.passages[:FRONT_MATTER]]
    context = {d.code for text in sources for d in find(text)}
    for text in sources:
        found = find(text) or find_short(text)
        if len(found) == 1:
            return found[0]
        within = [d for d in found if _ancestor_codes(d) & context]
        if len(within) == 1:
            return within[0]
    return None


def _kind(text: str, lexicon: Lexicon) -> str | None:
    found = lexicon.document_kinds.within(text)
    return found[0] if found else None


def _document_kind(titles: list[Passage], lexicon: Lexicon, reading: Reading) -> str | None:
    """The kind that a title says. That of a goal table counts only in a document without several budget tables."""
    whole = [title for title in titles if not title.text.endswith("表")]
    several = len({line.form for line in reading.of(BudgetLine)}) > 1
    named = (_kind(title.text, lexicon) for title in (whole if several else [*whole, *titles]))
    return next(filter(None, named), None) or _kind_of_content(reading)


def _kind_of_content(reading: Reading) -> str | None:
    """The kind by what was read, where no title says it."""
    if reading.of(BudgetLine):
        return "department_budget"
    if reading.of(Project):
        return "performance_text" if any(g.scope != "project" for g in reading.of(Goal)) else "project_goals"
    return None


def _title(
    titles: list[Passage], department: str | None, document: Document, lexicon: Lexicon, reading: Reading
) -> str | None:
    """The first title that names a kind of document, else the first heading; with the department where it lacks it."""
    printed = next((t.text for t in titles if _kind(t.text, lexicon)), None)
    if printed is None:
        headings = (p.text for p in document.passages if reading.structure.get(p.number) == "heading")
        printed = next((text for text in headings if lexicon.sections.within(text)), None)
    printed = _PART.sub("", printed) if printed else printed
    if printed is None or department is None or department in printed:
        return printed or department
    return f"{department} {printed}"
