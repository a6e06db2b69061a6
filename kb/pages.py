"""What was understood of a document and what was not, page by page (by lines, where the format has no pages)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.naming import TABLE_OF
from loaders import LoadedDocument
from loaders.places import Passage
from loaders.records import BudgetLine, Fault, Record

LINES = 50
"""How many lines of a file without pages make one stretch."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, the rows of one table, or paragraphs in a row; `found` says what they were understood as."""

    kind: str
    text: str
    passages: int
    found: tuple[str, ...]
    unread: tuple[Passage, ...]
    faults: tuple[tuple[Passage, Fault], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page or stretch of lines with its pieces."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def passages(self) -> int:
        """How many passages stand on it."""
        return sum(piece.passages for piece in self.pieces)

    @property
    def unread(self) -> int:
        """How many of them were not read."""
        return sum(len(piece.unread) for piece in self.pieces)


def pages(loaded: LoadedDocument) -> Iterator[Page]:
    """All pages in order. A record is counted once, where it begins."""
    begins: dict[int, list[Record]] = {}
    for record in loaded.records:
        if record.passages:
            begins.setdefault(record.passages[0], []).append(record)
    faults: dict[int, list[Fault]] = {}
    for fault in loaded.faults:
        if fault.passage is not None:
            faults.setdefault(fault.passage, []).append(fault)
    unread = frozenset(loaded.unread)
    for label, passages in groupby(loaded.document.passages, _label):
        pieces = groupby(passages, lambda passage: (passage.kind == "heading" and passage.number, passage.table))
        yield Page(label, tuple(_piece(list(group), loaded, begins, faults, unread) for _, group in pieces))


def _label(passage: Passage) -> str:
    """
    >>> from loaders.places import Place
    >>> place = Place(first_line=120, last_line=121)
    >>> _label(Passage(number=1, kind="row", text="", place=place))
    'lines 101-150'
    """
    if passage.place.page is not None:
        return f"page {passage.place.page}"
    first = (passage.place.first_line - 1) // LINES * LINES
    return f"lines {first + 1}-{first + LINES}"


def _piece(
    passages: list[Passage], loaded: LoadedDocument, begins: dict[int, list[Record]], faults: dict[int, list[Fault]],
    unread: frozenset[int],
) -> Piece:
    first = passages[0]
    records = [record for passage in passages for record in begins.get(passage.number, ())]
    goes_on = not records and any(p.number not in unread and p.number not in loaded.structure for p in passages)
    structure = Counter(loaded.structure[p.number] for p in passages if p.number in loaded.structure)
    found = [*_counted(records), *(["goes on"] if goes_on else []), *_called(structure)]
    return Piece(
        kind="table" if first.kind == "row" else "heading" if first.kind == "heading" else "text",
        text=first.text, passages=len(passages), found=tuple(found),
        unread=tuple(passage for passage in passages if passage.number in unread),
        faults=tuple((passage, fault) for passage in passages for fault in faults.get(passage.number, ())),
    )


def _counted(records: Iterable[Record]) -> Iterator[str]:
    """Records by their kind; figures of budget tables by the form that they were read as."""
    for (name, form), count in Counter(map(_name, records)).items():
        yield f"{count} {_one(name) if count == 1 else name}{form}"


def _name(record: Record) -> tuple[str, str]:
    return TABLE_OF[type(record)].replace("_", " "), f" ({record.form})" if isinstance(record, BudgetLine) else ""


def _one(name: str) -> str:
    """
    >>> _one("responsibilities"), _one("budget lines")
    ('responsibility', 'budget line')
    """
    return name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")


def _called(structure: Counter[str]) -> Iterator[str]:
    for kind, count in structure.items():
        yield kind.replace("_", " ") if count == 1 else f"{count} {kind.replace('_', ' ')}"
