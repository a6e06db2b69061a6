"""Where an export goes: one file, a folder or a .zip of several files; complete, or not there at all."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# A file of a package: its name, and its content in pieces, so that a large table is never whole in memory.
Part = tuple[str, Iterable[bytes]]
# The earliest day that a .zip can hold: the bytes must not tell when they were written.
DAY_ONE = (1980, 1, 1, 0, 0, 0)


def write_file(write: Callable[[BinaryIO], None], output: Path | BinaryIO) -> None:
    """One file, written beside its place and put there when complete; or straight into an open stream."""
    if not isinstance(output, Path):
        write(output)
        return
    output = output.resolve()
    if output.is_dir():
        raise ValueError(f"{output} is a folder; name a file")
    with _beside(output) as place:
        with (place / output.name).open("wb") as stream:
            write(stream)
        (place / output.name).replace(output)


def write_package(parts: Iterable[Part], output: Path | BinaryIO) -> None:
    """Several files: into a .zip when the name ends so or the output is a stream, else into a folder."""
    if isinstance(output, Path) and output.suffix.lower() != ".zip":
        _write_folder(parts, output.resolve())
    else:
        write_file(lambda stream: _write_zip(parts, stream), output)


def _write_zip(parts: Iterable[Part], stream: BinaryIO) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts:
            info = zipfile.ZipInfo(name, DAY_ONE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)


def _write_folder(parts: Iterable[Part], folder: Path) -> None:
    with _beside(folder) as place:
        names = []
        for name, pieces in parts:
            names.append(name)
            with (place / name).open("wb") as stream:
                stream.writelines(pieces)
        _refuse_strangers(folder, names)
        folder.mkdir(exist_ok=True)
        for name in names:
            (place / name).replace(folder / name)


def _refuse_strangers(folder: Path, names: Iterable[str]) -> None:
    """A folder with other files in it would mix two exports, or an export and somebody's work."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; name a folder, or a .zip")
    strangers = sorted({path.name for path in folder.iterdir()} - set(names)) if folder.exists() else []
    if strangers:
        raise ValueError(f"{folder} holds files that are not part of this export ({', '.join(strangers[:3])}); "
                         "name a new folder")


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """A temporary folder next to the place of the output, so that moving there is one step."""
    output.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".export-", dir=output.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place)
