"""Which files a build reads: the files given, and all files below the folders given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ABOUT_THE_FOLDER = ("README", "LICENSE", "CHANGELOG", "NOTICE")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read: its content's hash, the name it is known by (relative to the folder given), and where it is."""

    sha256: str
    name: str
    path: Path


def find_sources(given: Iterable[Path]) -> list[Source]:
    """All files in an order that depends only on what they hold: the same set in any order gives the same build.

    Hidden files, and files that speak about the folder itself (README, LICENSE …), are left out. Files of the same
    content are read once, under the first of their names.
    """
    found: dict[str, Source] = {}
    for source in sorted(set(_all(given)), key=lambda source: (source.name, source.sha256)):
        found.setdefault(source.sha256, source)
    return sorted(found.values())


def _all(given: Iterable[Path]) -> Iterator[Source]:
    for path in given:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                parts = file.relative_to(path).parts
                hidden = any(part.startswith(".") for part in parts)
                if file.is_file() and not hidden and not file.stem.upper().startswith(ABOUT_THE_FOLDER):
                    yield Source(_hash(file), "/".join(parts), file)
        else:
            yield Source(_hash(path), path.name, path)


def _hash(path: Path) -> str:
    """The hash of a file's bytes; of its name when it cannot be opened (reading it will say why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(str(path).encode()).hexdigest()
