"""Word files: .docx by its XML; .doc through a program of the machine, unless it is something else under that name."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.formats.decoding import read_bytes
from loaders.formats.html import is_html, read_html_bytes
from loaders.formats.packed import OLE_MARK, open_office, refuse_protected
from loaders.formats.passages import document_of
from loaders.formats.pieces import HeaderWords
from loaders.formats.text import read_text
from loaders.formats.word.body import read_body
from loaders.formats.word.converting import convert
from loaders.formats.word.parts import open_parts
from loaders.places import Document

SUFFIXES = (".docx", ".docm", ".doc", ".wps", ".rtf")
_RTF_MARK = b"{\\rtf"


def read_word(path: Path, is_header_word: HeaderWords) -> Document:
    """A Word file as a document; what it is, is told by its first bytes, because endings are often wrong."""
    content = read_bytes(path)
    refuse_protected(content, path)
    if is_html(content):
        return read_html_bytes(content, path)
    if content.startswith((OLE_MARK, _RTF_MARK)):
        return _read_converted(content, path, is_header_word)
    return _read_docx(content, path)


def _read_docx(content: bytes, path: Path) -> Document:
    return document_of(path, content, read_body(open_parts(open_office(content, path))))


def _read_converted(content: bytes, path: Path, is_header_word: HeaderWords) -> Document:
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        made = convert(path, Path(folder))
        document = read_text(made, is_header_word) if made.suffix == ".txt" else _read_docx(made.read_bytes(), path)
    suffix = path.suffix.lower().removeprefix(".")
    return replace(
        document, path=str(path), format=suffix, encoding=None, sha256=hashlib.sha256(content).hexdigest()
    )
