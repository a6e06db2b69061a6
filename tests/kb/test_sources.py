"""Which files a build reads: folders, archives and what stands in them, under names that people know."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kb.sources import find_sources
from loaders import LoadError
from loaders.errors import BrokenFile
from loaders.formats import archive

DOCUMENT = (
    "某县水利局2024年项目支出绩效目标表\n\n"
    "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 培训人数 | ≥50人 |\n"
)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def names(*given: Path) -> list[str]:
    with find_sources(given) as found:
        return sorted(source.name for source in found)


def test_an_archive_reads_like_a_folder(folder: Path, tmp_path: Path) -> None:
    inner = zipped({"内/b.txt": b"2", "README.md": b"x", "~$b.txt": b"x"})
    (folder / "sub").mkdir()
    (folder / "sub" / "all.zip").write_bytes(zipped({"a.txt": b"1", "更多.zip": inner, "说明/Thumbs.db": b"x"}))
    (folder / "decisions.csv").write_bytes(b"x")
    expected = ["sub/all.zip/a.txt", "sub/all.zip/更多.zip/内/b.txt"]
    assert names(folder) == expected
    assert names(folder / "sub" / "all.zip") == [name.removeprefix("sub/") for name in expected]
    assert names(folder / "decisions.csv") == []


def test_a_document_in_an_archive_is_read_and_nothing_is_left_behind(folder: Path) -> None:
    (folder / "all.zip").write_bytes(zipped({"a.md": DOCUMENT.encode()}))
    with find_sources([folder]) as (source,):
        assert source.load().department == "某县水利局"
        unpacked = source.path
    assert not unpacked.exists()
    assert not unpacked.parent.exists()


def test_one_content_is_read_once_in_whatever_order_it_is_given(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    (folder / "all.zip").write_bytes(zipped({"z.txt": b"1", "b.txt": b"2"}))
    given = [tmp_path / "a.txt", folder / "all.zip"]
    assert names(*given) == names(*reversed(given)) == ["a.txt", "all.zip/b.txt"]


def test_files_of_one_name_from_two_folders_are_told_apart(folder: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (folder / str(number)).mkdir()
        (folder / str(number) / "a.txt").write_bytes(str(number).encode())
    assert names(folder / "1", folder / "2") == names(folder / "2", folder / "1") == ["a.txt", "a.txt (2)"]


def test_what_an_archive_could_not_give_is_told_by_the_names_that_people_know(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {}
    content = bytearray(zipped({"a.txt": DOCUMENT.encode() * 9, "b.zip": b"PK\x03\x04", "c.mp4": b"3"}))
    content[content.index(b"a.txt") + 9] ^= 0xFF
    (folder / "all.zip").write_bytes(content)
    (folder / "cut.zip").write_bytes(zipped({"a.txt": b"1" * 500})[:90])
    with find_sources([folder]) as found:
        for source in found:
            with pytest.raises(LoadError) as caught:
                source.load()
            said[source.name] = str(caught.value).removeprefix(f"{folder}/")
    damaged = (
        "the file is damaged, or is not what its ending says; open it in the program that made it and save it again"
    )
    assert said == {
        "all.zip/a.txt": f"all.zip/a.txt: {damaged}",
        "all.zip/b.zip": f"all.zip/b.zip: {damaged}",
        "all.zip/c.mp4": "all.zip/c.mp4: no reader for files .mp4; give Word, Excel, PDF, HTML, CSV or text files",
        "cut.zip": f"cut.zip: {damaged}",
    }


def test_what_stands_before_a_limit_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    (folder / "all.zip").write_bytes(zipped({"a.txt": b"1", "b.txt": b"2", "c.txt": b"3"}))
    assert names(folder) == ["all.zip", "all.zip/a.txt", "all.zip/b.txt"]


def test_an_office_file_under_the_ending_of_an_archive_is_one_document(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    with find_sources([folder]) as (source,):
        assert source.name == "a.zip"
        with pytest.raises(BrokenFile):
            source.load()
