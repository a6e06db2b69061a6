"""Bytes to text: the encodings in which Chinese text is published, and what is refused."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from loaders.errors import BinaryFile, EmptyFile, FileTooLarge, UnknownEncoding, UnreadableFile

SIZE_LIMIT = 64 * 1024 * 1024
"""The largest text file that is read. A disclosure has some hundred kilobytes; far larger files are something else."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ("utf-16-le", "utf-16-be")
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u22ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_ALLOWED_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x85")


def read_bytes(path: Path) -> bytes:
    """The content of a file, refused when it is missing, empty or beyond the limit."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise FileTooLarge(path, size, SIZE_LIMIT)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path) from error
    if not content.strip():
        raise EmptyFile(path)
    return content


def decode(content: bytes, path: Path) -> tuple[str, str]:
    """The text and the name of its encoding: by its byte order mark, else UTF-8, else GB18030 (which holds GBK)."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, path), encoding
    if b"\x00" in content:
        return _without_mark(content, path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _checked(content.decode(encoding), path), encoding
        except UnicodeDecodeError:
            continue
    raise UnknownEncoding(path)


def _without_mark(content: bytes, path: Path) -> tuple[str, str]:
    """Bytes with zeros are UTF-16 that lacks its mark when nearly all of it is usual Chinese text, else no text."""
    for encoding in _WITHOUT_MARK:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_USUAL.findall(text)) >= 0.95 * len(text):
            return _checked(text, path), encoding
    raise BinaryFile(path)


def _strictly(content: bytes, encoding: str, path: Path) -> str:
    try:
        return _checked(content.decode(encoding), path)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(path) from error


def _checked(text: str, path: Path) -> str:
    if not text.strip():
        raise EmptyFile(path)
    if not _is_text(text):
        raise BinaryFile(path)
    return text


def _is_text(text: str) -> bool:
    """Whether a text is free of control characters, but for a stray few that conversions leave."""
    controls = sum(1 for character in text if ord(character) < 32 and character not in _ALLOWED_CONTROLS)
    return controls * 200 <= len(text)
