"""Every way in which a file cannot be read, with the whole sentence that says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from loaders import LoadError, load
from loaders.errors import (
    BinaryFile,
    EmptyFile,
    FileTooLarge,
    NoKnownForm,
    UnknownEncoding,
    UnknownFormat,
    UnreadableFile,
)
from loaders.formats import decoding

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
RANDOM = random.Random(7).randbytes(4000)
EMPTY = "the file is empty; fetch the file again from where it was published"
UNREADABLE = "the file cannot be opened; check that it exists and that you may read it"
BINARY = "the file holds binary data, not text; convert it to a text file, or leave it out"
ENCODING = "the text is neither UTF-8 nor GB18030; save it as UTF-8"
NO_FORM = (
    "no budget form was recognised in it; check that it is a budget disclosure; "
    "if it is, add its headings or column names to loaders/lexicon.toml"
)


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        pytest.param(b"", EmptyFile, EMPTY, id="no bytes"),
        pytest.param(b" \r\n\t\n ", EmptyFile, EMPTY, id="blanks only"),
        pytest.param(b"\xef\xbb\xbf \n", EmptyFile, EMPTY, id="a byte order mark and blanks"),
        pytest.param("\u3000\n\xa0\n".encode(), EmptyFile, EMPTY, id="wide blanks only"),
        pytest.param("\u3000".encode("gb18030"), EmptyFile, EMPTY, id="a wide blank in GB18030"),
        pytest.param("\ufeff".encode("utf-16-le"), EmptyFile, EMPTY, id="UTF-16 without text"),
        pytest.param(PNG, BinaryFile, BINARY, id="a picture"),
        pytest.param(RANDOM, BinaryFile, BINARY, id="random bytes"),
        pytest.param(bytes(range(1, 32)) * 9, BinaryFile, BINARY, id="control characters"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", BinaryFile, BINARY, id="a Word file under a wrong name"),
        pytest.param(bytes(200), BinaryFile, BINARY, id="zeros"),
        pytest.param("\n\n".encode("utf-16-le"), EmptyFile, EMPTY, id="UTF-16 without its mark and without text"),
        pytest.param("预算".encode() + b"\xff\xff", UnknownEncoding, ENCODING, id="broken UTF-8"),
        pytest.param(b"\xff\xfe" + b"\x00\xd8\x41", UnknownEncoding, ENCODING, id="broken UTF-16"),
        pytest.param("床前明月光，疑是地上霜。\n".encode(), NoKnownForm, NO_FORM, id="a poem"),
        pytest.param(b"name\tsum\nalpha\t1\n", NoKnownForm, NO_FORM, id="a foreign table"),
    ],
)
def test_says_what_is_wrong_with_the_content(
    tmp_path: Path, content: bytes, error: type[LoadError], sentence: str
) -> None:
    path = tmp_path / "budget.txt"
    path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        load(path)
    assert type(caught.value) is error
    assert str(caught.value) == f"{path}: {sentence}"
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("budget.pptx", "no reader for files .pptx; give Word, Excel, PDF, HTML, CSV or text files"),
        ("budget", "no reader for files without an ending; give Word, Excel, PDF, HTML, CSV or text files"),
        ("budget.TXT.gz", "no reader for files .gz; unpack it and give the files that it holds"),
    ],
)
def test_names_the_ending_that_has_no_reader(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / name
    path.write_bytes("部门预算".encode())
    with pytest.raises(UnknownFormat) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {said}"


def test_an_ending_in_capitals_is_read(tmp_path: Path) -> None:
    path = tmp_path / "BUDGET.TXT"
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        load(path)


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    for path in (tmp_path / "missing.txt", folder, tmp_path / "missing" / "budget.txt"):
        with pytest.raises(UnreadableFile) as caught:
            load(path)
        assert str(caught.value) == f"{path}: {UNREADABLE}"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 1234)
    monkeypatch.setattr(decoding, "SIZE_LIMIT", 1000)
    with pytest.raises(FileTooLarge) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}: the file has 1,234 bytes, more than the 1,000 that are read; split it into one file for each document"
    )


def test_a_path_may_be_a_text() -> None:
    with pytest.raises(UnreadableFile):
        load("no/such/file.md")
