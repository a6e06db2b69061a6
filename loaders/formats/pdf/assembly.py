"""The pages of a PDF put together: headings, paragraphs and tables as the passages of one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from pathlib import Path

from loaders.errors import EmptyFile, GarbledPdf, LoadError, ScannedPdf
from loaders.formats.decoding import read_bytes
from loaders.formats.paragraphs import kind_of
from loaders.formats.pdf.blocks import Spot, TableBlock
from loaders.formats.pdf.continuing import joined_tables
from loaders.formats.pdf.layout import page_blocks
from loaders.formats.pdf.opening import opened
from loaders.formats.pdf.prose import Text, join_prose
from loaders.formats.pdf.reading import read_pages
from loaders.formats.pdf.running import PageBlocks, without_running
from loaders.formats.pieces import HeaderWords
from loaders.places import Document, Passage, Place


def assembled(path: Path, is_header_word: HeaderWords) -> Document:
    """A PDF as a document of passages, read in this process. Raises a `LoadError`."""
    content = read_bytes(path)
    pages: list[PageBlocks] = []
    scanned: list[int] = []
    garbled: list[int] = []
    with opened(content, path) as document:
        for page in read_pages(document, path):
            pages.append((page.height, page_blocks(page, is_header_word)))
            if page.picture:
                scanned.append(page.number)
            if page.garbled:
                garbled.append(page.number)
    if not any(blocks for _, blocks in pages):
        raise _without_text(path, scanned, garbled)
    parts = join_prose(joined_tables(without_running(pages)))
    return Document(
        path=str(path), format="pdf", encoding=None, sha256=hashlib.sha256(content).hexdigest(),
        passages=tuple(_passages(parts)), pages=len(pages), pictures=tuple(scanned),
        garbled=tuple(garbled),
    )


def _without_text(path: Path, scanned: Sequence[int], garbled: Sequence[int]) -> LoadError:
    if scanned:
        return ScannedPdf(path, scanned[0])
    return GarbledPdf(path, garbled[0]) if garbled else EmptyFile(path)


def _passages(parts: Iterable[Text | TableBlock]) -> Iterator[Passage]:
    """Numbered passages; a column in which no cell of the table begins with any text is left out."""
    numbers, tables = count(1), count(1)
    for part in parts:
        if isinstance(part, Text):
            place = _place(part.first, part.last)
            yield Passage(number=next(numbers), kind=kind_of(part.text), text=part.text, place=place)
            continue
        table = next(tables)
        used = [any(column) for column in zip(*(row.cells for row in part.rows), strict=True)]
        for row in part.rows:
            cells = tuple(compress(row.cells, used))
            yield Passage(
                number=next(numbers), kind="row", text=" | ".join(cells), place=_place(row.first, row.last),
                cells=cells, table=table,
            )


def _place(first: Spot, last: Spot) -> Place:
    over = last.page if last.page != first.page else None
    return Place(first_line=first.line, last_line=last.line, page=first.page, last_page=over)
