"""Documents to records: read a published budget disclosure and say what it states, each fact with its place.

The public face is `load`. Nothing here knows RDF, SQL or a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError, NoKnownForm, OtherThanNamed
from loaders.formats import read_document
from loaders.forms import read_forms
from loaders.lexicon import lexicon
from loaders.places import Document
from loaders.records import Citation, Department, Fault, Record, YearMention
from loaders.values.divisions import Division


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDocument:
    """One document: what it is, what it states, and what of it is structure; the rest is unread.

    `structure` maps the numbers of passages that are known structure (title, header, page number …) to its kind.
    """

    document: Document
    title: str | None
    kind: str | None
    fiscal_year: int | None
    region: Division | None
    department: str | None
    records: tuple[Record, ...]
    structure: Mapping[int, str]
    faults: tuple[Fault, ...]

    @property
    def unread(self) -> tuple[int, ...]:
        """The numbers of passages that neither state a record nor are known structure.

        That a passage names a year or a policy does not say that what it states was understood.
        """
        facts = (record for record in self.records if not isinstance(record, YearMention | Citation))
        stated = {number for record in facts for number in record.passages}
        return tuple(p.number for p in self.document.passages if p.number not in stated | set(self.structure))


def load(path: Path | str) -> LoadedDocument:
    """Read one file. Raises a `LoadError` whose sentence says what is wrong, where, and what to do."""
    words = lexicon()
    document = read_document(Path(path), words.is_header_word)
    forms = read_forms(document, words)
    stated = (record for record in forms.reading.records if not isinstance(record, Department | YearMention | Citation))
    if not any(stated) and "table_header" not in forms.reading.structure.values():
        raise NoKnownForm(path) if _is_named_so(document) else OtherThanNamed(path, document.format)
    identity = forms.identity
    return LoadedDocument(
        document=document, title=identity.title, kind=identity.kind, fiscal_year=forms.fiscal_year,
        region=identity.region, department=identity.department, records=tuple(forms.reading.records),
        structure=dict(forms.reading.structure), faults=(*_unread_pages(document), *forms.reading.faults),
    )


def _is_named_so(document: Document) -> bool:
    suffix = Path(document.path).suffix.lower()
    return suffix in ("", f".{document.format}")


def _unread_pages(document: Document) -> Iterator[Fault]:
    picture = "is a picture without text (a scan)", "是没有文字的图片（扫描件）"
    garbled = "is printed in fonts that do not say which characters they show", "所用字体没有说明显示的是哪些字"
    reasons = [*((page, picture) for page in document.pictures), *((page, garbled) for page in document.garbled)]
    for page, (reason, reason_zh) in sorted(reasons):
        yield Fault(
            rule="read.page", severity="warning",
            message=f"page {page} {reason}; its text was not read; recognise it first (OCR)",
            message_zh=f"第 {page} 页{reason_zh}，文字没有读入；请先作文字识别（OCR）",
        )


__all__ = ["LoadError", "LoadedDocument", "load"]
