"""PDF files that were made by a program, not by a scanner: pages to headings, paragraphs and tables."""

from __future__ import annotations

from pathlib import Path

from loaders.formats.pdf.worker import Worker
from loaders.formats.pieces import HeaderWords
from loaders.places import Document

SUFFIXES = (".pdf",)
WORKER = Worker()
"""The process that reads all PDFs of this one."""


def read_pdf(path: Path, is_header_word: HeaderWords) -> Document:
    """A PDF as a document of passages. Raises a `LoadError` that says why a file cannot be read.

    The file is read by a process of its own, because published files are not to be trusted: one that makes the engine
    crash, loop or take all memory costs only that process.
    """
    return WORKER.read(path, is_header_word)
