"""What a file is by its bytes, because the endings of published files are often wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from loaders.errors import LoadError
from loaders.formats.packed import OLE_MARK, ZIP_MARKS, Packed

KINDS = {
    "pdf": (".pdf",), "docx": (".docx", ".docm"), "doc": (".doc", ".wps"), "rtf": (".rtf",), "odt": (".odt",),
    "xlsx": (".xlsx", ".xlsm"), "xls": (".xls", ".et"), "ods": (".ods",),
    "html": (".html", ".htm", ".xhtml", ".shtml"), "mht": (".mht", ".mhtml"),
}
"""The kinds that bytes tell, and the endings that belong to each."""

_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml[^>]*>\s*<!?(?:doctype\s+)?html)", re.IGNORECASE
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book")}
_MEMBERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_MIMETYPES = {_OPEN_DOCUMENT + b"text": "odt", _OPEN_DOCUMENT + b"spreadsheet": "ods"}
_BEGINNING = 4096


def kind_of_bytes(content: bytes, suffix: str) -> str | None:
    r"""The kind that the bytes tell; `None` when they tell none, as texts do. The ending decides between two.

    >>> kind_of_bytes(b"%PDF-1.7\n", ".doc"), kind_of_bytes(b"\r\n<!DOCTYPE html><p>", ".xls")
    ('pdf', 'html')
    >>> kind_of_bytes(b"{\\rtf1 ", ".doc"), kind_of_bytes("预算".encode(), ".txt")
    ('rtf', None)
    """
    start = content[:_BEGINNING]
    if start.startswith(OLE_MARK):
        return _of_streams(content, suffix)
    if start.startswith(ZIP_MARKS):
        return _of_members(content)
    return next((kind for kind, tells in _MARKS.items() if tells(start)), None)


def is_mail(content: bytes) -> bool:
    """Whether bytes begin as a message of several parts, the way browsers save a page as one file."""
    start = content[:_BEGINNING]
    return _MAIL.match(start) is not None and b"multipart/" in start.lower()


_MARKS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda start: b"%PDF-" in start[:1024],
    "rtf": lambda start: start.startswith(b"{\\rtf"),
    "html": lambda start: _PAGE.match(start) is not None,
    "mht": is_mail,
}


def _of_streams(content: bytes, suffix: str) -> str | None:
    """An old Office file by the streams it lists; a letter may hold a sheet, and then its ending tells."""
    found = [kind for kind, names in _STREAMS.items() if any(name.encode("utf-16-le") in content for name in names)]
    own = [kind for kind in found if suffix in KINDS[kind]]
    return next(iter(own or found), None)


def _of_members(content: bytes) -> str | None:
    try:
        with Packed.of(content, Path(), _BEGINNING) as package:
            mimetype = package.read("mimetype")
            found = package.file.NameToInfo
    except LoadError:
        return None
    if mimetype is not None:
        return _MIMETYPES.get(mimetype)
    return next((kind for kind, name in _MEMBERS.items() if name in found), None)


def suffix_of(path: Path, content: bytes) -> str:
    """The ending under which a file is read: its own, unless its bytes are of a kind that this does not name."""
    suffix = path.suffix.lower()
    kind = kind_of_bytes(content, suffix)
    return suffix if kind is None or suffix in KINDS[kind] else KINDS[kind][0]
