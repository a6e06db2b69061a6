"""Archives: their files as in a folder, and archives that are broken, endless or lead elsewhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from loaders import LoadError
from loaders.errors import BrokenFile, ExpandsTooFar, ProtectedFile, TooManyParts
from loaders.formats import archive
from loaders.formats.archive import unpack

Files = dict[str, bytes]


def zipped(files: Files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "unpacked"
    made.mkdir()
    return made


def read(path: Path, content: bytes, folder: Path) -> dict[str, bytes | str]:
    path.write_bytes(content)
    return {
        member.name: member.path.read_bytes() if member.path else str(member.error).removeprefix(f"{path}/")
        for member in unpack(path, folder)
    }


def refused(path: Path, content: bytes, folder: Path, error: type[LoadError]) -> str:
    with pytest.raises(LoadError) as caught:
        read(path, content, folder)
    assert type(caught.value) is error
    return str(caught.value).removeprefix(f"{path}: ")


def test_files_in_folders_and_archives_inside(path: Path, folder: Path) -> None:
    inner = zipped({"b.docx": b"2"})
    files = {"一/a.TXT": b"1", "更多.zip": inner, "__MACOSX/._a": b"x", ".hidden": b"x", "空/": b""}
    assert read(path, zipped(files), folder) == {"一/a.TXT": b"1", "更多.zip/b.docx": b"2"}
    assert {file.suffix for file in folder.iterdir()} == {".txt", ".docx"}


def test_no_name_leads_out_of_the_folder(path: Path, folder: Path) -> None:
    files = {"../../a.txt": b"1", "/etc/b.txt": b"2", "c\\..\\d.txt": b"3", "e.t/x": b"4", "f./": b""}
    assert sorted(read(path, zipped(files), folder).values()) == [b"1", b"2", b"3", b"4"]
    assert sorted(p.name for p in path.parent.iterdir()) == ["all.zip", "unpacked"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_chinese_programs(encoding: str, path: Path, folder: Path) -> None:
    content = zipped({"a" * len("预算.txt".encode(encoding)): b"1"})
    raw = "预算.txt".encode(encoding)
    assert read(path, content.replace(b"a" * len(raw), raw), folder) == {"预算.txt": b"1"}


def test_broken_and_protected_archives(path: Path, folder: Path) -> None:
    whole = zipped({"a.txt": b"1" * 500})
    said = "the file is damaged, or is not what its ending says; open it in the program that made it and save it again"
    assert refused(path, whole[:60], folder, BrokenFile) == said
    locked = bytearray(whole)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused(path, bytes(locked), folder, ProtectedFile) == (
        "the file is protected by a password; save it without the password"
    )
    with_broken = zipped({"b.txt": b"2", "a.zip": whole[:60]})
    assert read(path, with_broken, folder) == {"b.txt": b"2", "a.zip": f"a.zip: {said}"}


def test_archives_of_too_many_files(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    inner = zipped({"a.txt": b"1", "b.txt": b"2"})
    assert len(read(path, zipped({"c.txt": b"3", "d.txt": b"4", "e.txt": b"5"}), folder)) == 3
    assert refused(path, zipped({"a.zip": inner, "b.zip": inner}), folder, TooManyParts) == (
        "the archive holds more than the 3 files that are read from one; unpack it into folders and give these"
    )


def test_archives_that_unpack_without_end(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100_000)
    inner = zipped({"a.txt": bytes(40_000)})
    assert len(read(path, zipped({"a.zip": inner, "b.zip": inner}), folder)) == 2
    said = (
        "the file would unpack to more than the 100,000 bytes that are read; "
        "leave it out, or unpack it yourself if you trust it"
    )
    assert refused(path, zipped({"a.txt": bytes(200_000)}), folder, ExpandsTooFar) == said
    nested = zipped({f"{n}.zip": inner for n in range(3)})
    path.write_bytes(nested)
    with pytest.raises(ExpandsTooFar):
        list(unpack(path, folder))


def test_archives_too_deep_inside_one_another(path: Path, folder: Path) -> None:
    content = zipped({"a.txt": b"1"})
    for level in range(archive.DEEPEST):
        content = zipped({f"{level}.zip": content, f"{level}.txt": str(level).encode()})
    assert read(path, content, folder) == {
        "2.txt": b"2", "2.zip/1.txt": b"1", "2.zip/1.zip/0.txt": b"0",
        "2.zip/1.zip/0.zip": "2.zip/1.zip/0.zip: archives stand inside one another more than 3 deep; "
        "unpack the inner ones into a folder and give this",
    }
