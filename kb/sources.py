"""Which files a build reads: the files given, all files below the folders given, and those in archives (.zip)."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from loaders import LoadedDocument, LoadError, load
from loaders.formats.archive import is_archive, unpack

ABOUT_THE_FOLDER = ("README", "LICENSE", "CHANGELOG", "NOTICE")
ANSWERS = ".expected.json"
"""The ending of files that say what the document beside them is expected to say."""
NO_DOCUMENTS = frozenset({"decisions.csv", "thumbs.db", "desktop.ini"})
"""Files that lie beside documents: what people decided about them, and what systems leave."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its content's hash, the name it is known by (relative to the folder given), and where it is.

    A file in an archive is known as `archive.zip/folder/name.pdf`. `shown` is what messages call it; `error` says why
    the archive did not give it.
    """

    sha256: str
    name: str
    path: Path
    shown: str
    error: LoadError | None = None

    def load(self) -> LoadedDocument:
        """Read the document. Raises a `LoadError`."""
        if self.error is not None:
            raise self.error
        try:
            return load(self.path)
        except LoadError as error:
            raise error.of(self.shown) from error


@contextmanager
def find_sources(given: Iterable[Path]) -> Iterator[list[Source]]:
    """All files in an order that depends only on what they hold: the same set in any order gives the same build.

    Hidden files, and files that speak about the folder itself (README, LICENSE …), are left out. Files of the same
    content are read once, under the first of their names. What archives hold lies in a folder for the time being.
    """
    with tempfile.TemporaryDirectory(prefix="kb-archives-") as room:
        found: dict[str, Source] = {}
        for source in sorted(_all(given, Path(room)), key=lambda source: (source.name, source.sha256)):
            found.setdefault(source.sha256, source)
        yield sorted(_named_apart(found.values()), key=lambda source: (source.sha256, source.name))


def _named_apart(sources: Iterable[Source]) -> Iterator[Source]:
    """Sources whose names differ: folders of different places may hold files of one name."""
    seen: Counter[str] = Counter()
    for source in sources:
        seen[source.name] += 1
        times = seen[source.name]
        yield source if times == 1 else replace(source, name=f"{source.name} ({times})")


def _all(given: Iterable[Path], room: Path) -> Iterator[Source]:
    for path in given:
        if not path.is_dir():
            yield from _file(path, path.name, room) if path.name.lower() not in NO_DOCUMENTS else ()
            continue
        for file in sorted(path.rglob("*")):
            name = "/".join(file.relative_to(path).parts)
            if file.is_file() and _is_document(name):
                yield from _file(file, name, room)


def _file(path: Path, name: str, room: Path) -> Iterator[Source]:
    """A file, or the files of an archive; an archive that cannot be opened to its end is a source with an error."""
    if not is_archive(path):
        yield Source(_hash(path), name, path, str(path))
        return
    try:
        for member in unpack(path, room):
            if _is_document(member.name):
                inside, shown = f"{name}/{member.name}", f"{path}/{member.name}"
                yield Source(_hash(member.path or Path(inside)), inside, member.path or path, shown, member.error)
    except LoadError as error:
        yield Source(_hash(path), name, path, str(path), error)


def _is_document(name: str) -> bool:
    """Whether a file may be a document by its name.

    >>> [_is_document(name) for name in ("2024/预算.docx", "README.md", ".git/config", "~$预算.docx")]
    [True, False, False, False]
    """
    parts = name.split("/")
    if any(part.startswith(".") for part in parts) or parts[-1].startswith("~$"):
        return False
    if parts[-1].endswith(ANSWERS):
        return False
    return parts[-1].lower() not in NO_DOCUMENTS and not parts[-1].upper().startswith(ABOUT_THE_FOLDER)


def _hash(path: Path) -> str:
    """The hash of a file's bytes; of its name when it cannot be opened (reading it will say why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(str(path).encode()).hexdigest()
