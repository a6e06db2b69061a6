"""Archives (.zip) as folders: their files under their names, within limits of size, number and depth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from loaders.errors import BrokenFile, LoadError, NestedTooDeep, TooManyParts
from loaders.formats.decoding import read_bytes
from loaders.formats.packed import Packed

SUFFIXES = (".zip",)
MOST_MEMBERS = 10_000
"""How many files one archive may hold, those of archives inside it counted."""
DEEPEST = 3
"""How many archives may stand inside one another."""
_NAME_IS_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name as in a folder, and where it was unpacked to, or why it could not be."""

    name: str
    path: Path | None
    error: LoadError | None = None


def unpack(path: Path, folder: Path) -> Iterator[Member]:
    """Unpack the files of an archive, and of the archives in it, into a folder of the caller.

    A file's name tells only what it is called: on disk it is called by its content's hash and its ending, so no
    archive can write outside of the folder. Hidden files and what systems add (`__MACOSX`) are left out. Raises a
    `LoadError` for the archive as a whole; an archive inside that cannot be opened is a member with an error.
    """
    package = Packed.of(read_bytes(path), path)
    yield from _Unpacking(folder, path).members(package, "", 1)


class _Unpacking:
    """Counts what has been unpacked of one archive, whatever stands inside whatever."""

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder = folder
        self._path = path
        self._count = 0

    def members(self, package: Packed, prefix: str, depth: int) -> Iterator[Member]:
        for member in package.members:
            name = _name(member)
            if name is None:
                continue
            self._count += 1
            if self._count > MOST_MEMBERS:
                raise TooManyParts(self._path, MOST_MEMBERS)
            content = package.read(member) or b""
            if PurePosixPath(name).suffix.lower() in SUFFIXES:
                yield from self._inner(content, package, prefix + name, depth + 1)
            else:
                yield Member(prefix + name, self._write(content, name))

    def _inner(self, content: bytes, outer: Packed, name: str, depth: int) -> Iterator[Member]:
        """The files of an archive inside; what it unpacks counts with what the outer one has unpacked."""
        if depth > DEEPEST:
            yield Member(name, None, NestedTooDeep(f"{self._path}/{name}", DEEPEST))
            return
        try:
            inner = Packed.of(content, Path(f"{self._path}/{name}"))
        except BrokenFile as error:
            yield Member(name, None, error)
            return
        inner.unpacked = outer.unpacked
        yield from self.members(inner, f"{name}/", depth)
        outer.unpacked = inner.unpacked

    def _write(self, content: bytes, name: str) -> Path:
        target = self._folder / (hashlib.sha256(content).hexdigest() + _suffix(name))
        target.write_bytes(content)
        return target


def _suffix(name: str) -> str:
    """The ending of a name, when it is one that may stand on disk.

    >>> _suffix("a/预算.DOCX"), _suffix("a.b c"), _suffix("a")
    ('.docx', '', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= 12 else ""


def _name(member: ZipInfo) -> str | None:
    """A member's name without what leads out of the archive, `None` for what is hidden."""
    parts = [part for part in _decoded(member).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return None
    return "/".join(parts)


def _decoded(member: ZipInfo) -> str:
    """The name as it was meant: without the mark for UTF-8, Chinese programs write GBK or unmarked UTF-8."""
    if member.flag_bits & _NAME_IS_UTF8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
