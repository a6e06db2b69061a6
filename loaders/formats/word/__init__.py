"""Word files: .docx by its XML; .doc, .rtf and .odt through a program of the machine."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.formats.decoding import read_bytes
from loaders.formats.packed import open_office, refuse_protected
from loaders.formats.passages import document_of
from loaders.formats.pieces import HeaderWords
from loaders.formats.sniffing import suffix_of
from loaders.formats.text import read_text
from loaders.formats.word.body import read_body
from loaders.formats.word.converting import convert
from loaders.formats.word.parts import open_parts
from loaders.places import Document

CONVERTED = (".doc", ".wps", ".rtf", ".odt")
SUFFIXES = (".docx", ".docm", *CONVERTED)


def read_word(path: Path, is_header_word: HeaderWords) -> Document:
    """A Word file as a document; which kind it is, is told by its first bytes."""
    content = read_bytes(path)
    refuse_protected(content, path)
    suffix = suffix_of(path, content)
    if suffix in CONVERTED:
        return _read_converted(content, path, suffix, is_header_word)
    return _read_docx(content, path)


def _read_docx(content: bytes, path: Path) -> Document:
    return document_of(path, content, read_body(open_parts(open_office(content, path))))


def _read_converted(content: bytes, path: Path, suffix: str, is_header_word: HeaderWords) -> Document:
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        made = convert(path, suffix, Path(folder))
        document = read_text(made, is_header_word) if made.suffix == ".txt" else _read_docx(made.read_bytes(), path)
    return replace(document, path=str(path), encoding=None, sha256=hashlib.sha256(content).hexdigest())
