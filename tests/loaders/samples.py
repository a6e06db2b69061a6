"""Makes the documents of data/ from their sources, one in each format; `make data`.

The same sources give the same files: no clock and no name of a machine gets into them.
"""

from __future__ import annotations

import base64
import re
import shutil
import zipfile
import zlib
from pathlib import Path

from redump import SAMPLES, blocks_of
from renderings import RENDERINGS

DATA = Path(__file__).parents[2] / "data"
FORMATS = {"pingxiang": ".docx", "xushui": ".pdf", "pingluo": ".xlsx", "shanhaiguan": ".html", "weixian": ".txt"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_STREAM = re.compile(rb"stream\r?\n(.*?)~>endstream", re.DOTALL)


def make(folder: Path) -> list[Path]:
    """Write all documents into a folder."""
    return [_make(source, folder) for source in SAMPLES]


def _make(source: Path, folder: Path) -> Path:
    suffix = FORMATS[source.stem.partition("-")[0]]
    target = folder / f"{source.stem}{suffix}"
    if suffix == source.suffix:
        shutil.copyfile(source, target)
        return target
    RENDERINGS[suffix](blocks_of(source), target)
    if zipfile.is_zipfile(target):
        _without_time(target)
    return target


def _without_time(path: Path) -> None:
    """Write a package anew with one fixed moment in place of now."""
    parts = contents(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, _MOMENT.sub(b"2000-01-01T00:00:00Z", content) if name == CORE else content)


CORE = "docProps/core.xml"


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds, before it was packed: machines may pack the same content differently."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}
    content = path.read_bytes()
    if path.suffix != ".pdf":
        return {"": content}
    streams = map(base64.a85decode, _STREAM.findall(content))
    return {str(number): zlib.decompress(stream) for number, stream in enumerate(streams)}


if __name__ == "__main__":
    for made in make(DATA):
        print(f"{made.name} {made.stat().st_size:,}")
