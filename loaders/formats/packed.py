"""Packed files (zip) whose members are read within limits, and the XML inside them without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from loaders.errors import (
    BinaryFile,
    BrokenFile,
    DeclaresEntities,
    EmptyFile,
    ExpandsTooFar,
    LoadError,
    ProtectedFile,
    UnreadableFile,
)

UNPACKED_LIMIT = 128 * 1024 * 1024
"""How many bytes all members of one file may have together when unpacked."""

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of old Office files, and of new ones that a password protects."""

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_OFFICE_MEMBERS = ("[Content_Types].xml", "mimetype")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError, OSError)


@dataclass(slots=True)
class Packed:
    """The members of a zip file. What is unpacked is counted, whatever sizes the file itself declares."""

    path: Path
    file: zipfile.ZipFile
    limit: int
    unpacked: int = field(default=0)

    @classmethod
    def of(cls, content: bytes | Path, path: Path, limit: int | None = None) -> Packed:
        """Open a zip from its bytes, or where it lies."""
        try:
            file = zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
        except _DAMAGE as error:
            raise _why_not_opened(content, path) from error
        return cls(path, file, UNPACKED_LIMIT if limit is None else limit)

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """All members that are files, in the order in which the archive lists them."""
        return [member for member in self.file.infolist() if not member.is_dir()]

    def read(self, name: str | zipfile.ZipInfo) -> bytes | None:
        """The bytes of one member, `None` when there is no such member."""
        try:
            member = self.file.getinfo(name) if isinstance(name, str) else name
        except KeyError:
            return None
        if member.flag_bits & _ENCRYPTED:
            raise ProtectedFile(self.path)
        room = self.limit - self.unpacked
        try:
            with self.file.open(member) as stream:
                content = stream.read(room + 1)
        except _DAMAGE as error:
            raise BrokenFile(self.path) from error
        self.unpacked += len(content)
        if len(content) > room:
            raise ExpandsTooFar(self.path, self.limit)
        return content

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML member, `None` when there is no such member."""
        content = self.read(name)
        return None if content is None else parse_xml(content, self.path)


def _why_not_opened(content: bytes | Path, path: Path) -> LoadError:
    if isinstance(content, bytes):
        return BrokenFile(path)
    try:
        return BrokenFile(path) if content.stat().st_size else EmptyFile(path)
    except OSError:
        return UnreadableFile(path)


def is_office_package(content: bytes | Path) -> bool:
    """Whether a file is a zip that an Office program made: it holds a list of its parts, or says what it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as file:
            return any(name in file.NameToInfo for name in _OFFICE_MEMBERS)
    except _DAMAGE:
        return False


def parse_xml(content: bytes, path: Path) -> etree._Element:
    """XML without any declared entity. A document type is refused: Office programs write none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content[:4096]:
            raise DeclaresEntities(path) from error
        raise BrokenFile(path) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DeclaresEntities(path)
    return root


def refuse_protected(content: bytes, path: Path) -> None:
    """Raise when the bytes are an Office file that a password protects."""
    if content.startswith(OLE_MARK) and _ENCRYPTED_STREAM in content:
        raise ProtectedFile(path)


def open_office(content: bytes, path: Path) -> Packed:
    """The package of an Office file, refused when it is protected or no package at all."""
    refuse_protected(content, path)
    if content.startswith(ZIP_MARKS):
        return Packed.of(content, path)
    if content.startswith(OLE_MARK):
        raise BrokenFile(path)
    raise BinaryFile(path) if b"\x00" in content[:4096] else BrokenFile(path)
