"""Archives (.zip) as folders: their files under their names, within limits of size, number and depth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from loaders.errors import BrokenFile, FileTooLarge, LoadError, NestedTooDeep, TooManyParts
from loaders.formats.decoding import SIZE_LIMIT
from loaders.formats.packed import Packed, is_office_package

SUFFIXES = (".zip",)
MOST_BYTES = 1024 * 1024 * 1024
"""How many bytes the files of one archive may have together, those of archives inside it counted."""
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


def is_archive(path: Path) -> bool:
    """Whether a file is an archive by its name, and not an Office file under that name."""
    return path.suffix.lower() in SUFFIXES and not is_office_package(path)


def unpack(path: Path, folder: Path) -> Iterator[Member]:
    """Unpack the files of an archive, and of the archives in it, into a folder of the caller.

    A file's name tells only what it is called: on disk it is called by its content's hash and its ending, so no
    archive can write outside of the folder. Hidden files and what systems add (`__MACOSX`) are left out. A file that
    is damaged or too large is a member with an error; raises a `LoadError` for what concerns the archive as a whole.
    """
    with Packed.of(path, path, MOST_BYTES) as package:
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
            yield from self._member(package, member, prefix + name, depth)

    def _member(self, package: Packed, member: ZipInfo, name: str, depth: int) -> Iterator[Member]:
        """One file, or the files of an archive inside; what that unpacks counts with what the outer one has."""
        try:
            content = self._content(package, member, name)
            if _suffix(name) not in SUFFIXES or is_office_package(content):
                yield Member(name, self._write(content, name))
                return
            if depth == DEEPEST:
                raise NestedTooDeep(name, DEEPEST)
            inner = Packed.of(content, Path(name), MOST_BYTES)
        except (BrokenFile, FileTooLarge, NestedTooDeep) as error:
            yield Member(name, None, error.of(f"{self._path}/{name}"))
            return
        inner.unpacked = package.unpacked
        yield from self.members(inner, f"{name}/", depth + 1)
        package.unpacked = inner.unpacked

    @staticmethod
    def _content(package: Packed, member: ZipInfo, name: str) -> bytes:
        if member.file_size > SIZE_LIMIT:
            raise FileTooLarge(name, member.file_size, SIZE_LIMIT)
        return package.read(member) or b""

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
