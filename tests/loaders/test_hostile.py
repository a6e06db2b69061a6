"""Files that are broken, protected or made to do harm are refused with one sentence each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from word_file import p, part, tbl, tr, write, write_parts

from loaders import LoadError, load
from loaders.errors import (
    BinaryFile,
    BrokenFile,
    ConversionFailed,
    DeclaresEntities,
    EmptyFile,
    ExpandsTooFar,
    FileTooLarge,
    NoConverter,
    ProtectedFile,
    TooManyCells,
)
from loaders.formats import decoding, packed, passages
from loaders.formats.word import converting

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)
BROKEN = (
    "the file is damaged, or is not what its ending says; open it in the program that made it and save it again"
)
PROTECTED = "the file is protected by a password; save it without the password"
ENTITIES = (
    "its XML declares a document type of its own, which no Office program writes; "
    "leave it out, or open it in an Office program and save it again"
)
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "entities in entities": f'<!DOCTYPE w:document [<!ENTITY a0 "预算">{BOMB}]>',
    "another file": '<!DOCTYPE w:document [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>',
    "another host": '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/a.dtd">',
}


def sentence(path: Path, error: type[LoadError]) -> str:
    with pytest.raises(LoadError) as caught:
        load(path)
    assert type(caught.value) is error
    return str(caught.value).removeprefix(f"{path}: ")


def a_package() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", part("document", f"<w:body>{p('部门预算' * 50)}</w:body>"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        pytest.param(a_package()[:300], BrokenFile, BROKEN, id="cut off"),
        pytest.param(a_package().replace("部门".encode(), "口口".encode()), BrokenFile, BROKEN, id="a wrong checksum"),
        pytest.param(b"PK\x03\x04" + bytes(50), BrokenFile, BROKEN, id="only the mark of a zip"),
        pytest.param("部门预算".encode(), BrokenFile, BROKEN, id="a text"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedFile, PROTECTED, id="a password"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n" + bytes(60), BinaryFile,
            "the file holds binary data, not text; convert it to a text file, or leave it out", id="a picture",
        ),
        pytest.param(
            b"", EmptyFile, "the file is empty; fetch the file again from where it was published", id="no bytes"
        ),
    ],
)
def test_what_is_no_word_file(tmp_path: Path, content: bytes, error: type[LoadError], said: str) -> None:
    path = tmp_path / "budget.docx"
    path.write_bytes(content)
    assert sentence(path, error) == said


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"mimetype": "text"}, id="no text"),
        pytest.param({"word/document.xml": part("document", "")}, id="no body"),
        pytest.param({"word/document.xml": "<w:document>"}, id="no XML"),
        pytest.param({"word/document.xml": part("document", "<w:p>" * 400 + "</w:p>" * 400)}, id="too deep"),
    ],
)
def test_a_package_without_a_readable_text(tmp_path: Path, parts: dict[str, str]) -> None:
    assert sentence(write_parts(tmp_path / "budget.docx", parts), BrokenFile) == BROKEN


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_xml_with_entities_of_its_own(tmp_path: Path, doctype: str) -> None:
    text = part("document", f"<w:body>{p('&a11;')}</w:body>", DOCTYPES[doctype])
    assert sentence(write_parts(tmp_path / "budget.docx", {"word/document.xml": text}), DeclaresEntities) == ENTITIES


def test_a_package_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "UNPACKED_LIMIT", 100_000)
    path = write(tmp_path / "budget.docx", p("预算" * 20_000), styles=" " * 60_000)
    assert path.stat().st_size < 3_000
    assert sentence(path, ExpandsTooFar) == (
        "the file would unpack to more than the 100,000 bytes that are read; "
        "leave it out, or unpack it yourself if you trust it"
    )


def test_sizes_that_a_package_declares_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "budget.docx", p("预算" * 20_000))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        declared = package.getinfo("word/document.xml").file_size
    path.write_bytes(content.replace(declared.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert sentence(path, BrokenFile) == BROKEN


def test_a_file_and_a_table_beyond_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "budget.docx", tbl(*[tr("甲", "乙")] * 60))
    monkeypatch.setattr(passages, "CELL_LIMIT", 100)
    assert sentence(path, TooManyCells) == (
        "its tables have more than the 100 cells that are read; split it into one file for each table"
    )
    monkeypatch.setattr(decoding, "SIZE_LIMIT", 10)
    assert sentence(path, FileTooLarge).startswith("the file has ")


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = write(tmp_path / "budget.docx", p("预算"))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert sentence(path, ProtectedFile) == PROTECTED


def test_a_document_that_prints_nothing_is_empty(tmp_path: Path) -> None:
    assert sentence(write(tmp_path / "budget.docx", p("")), EmptyFile).startswith("the file is empty")


# --- Old Word files. --------------------------------------------------------------------------------------------------


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one where programs are looked for, the system's own tools beside it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "budget.doc"
    path.write_bytes(OLE)
    return path


def install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_an_old_word_file_without_a_program_that_reads_it(programs: Path, old: Path) -> None:
    assert sentence(old, NoConverter) == (
        "files of this kind (.doc) are read by LibreOffice or antiword, which is not installed here; "
        "install LibreOffice, or save the file as .docx"
    )


def test_other_files_without_a_program_that_reads_them(programs: Path, tmp_path: Path) -> None:
    install(programs, "antiword", "exit 0")
    path = tmp_path / "budget.doc"
    path.write_bytes(b"{\\rtf1 budget}")
    assert sentence(path, NoConverter) == (
        "files of this kind (.rtf) are read by LibreOffice, which is not installed here; "
        "install LibreOffice, or save the file as .docx"
    )


FAILED = "could not convert the file; open the file in the program that made it and save it as .docx"


@pytest.mark.parametrize(
    ("program", "name", "script"),
    [
        ("soffice", "LibreOffice", "exit 1"), ("libreoffice", "LibreOffice", "exit 0"),
        ("antiword", "antiword", "exit 1"), ("soffice", "LibreOffice", "sleep 60"),
    ],
)
def test_a_program_that_fails_or_takes_too_long(
    program: str, name: str, script: str, programs: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "SECONDS", 0.5)
    install(programs, program, script)
    assert sentence(old, ConversionFailed) == f"{name} {FAILED}"


def test_what_a_program_made_is_read_under_the_name_of_the_file(programs: Path, old: Path, tmp_path: Path) -> None:
    made = write(tmp_path / "made.docx", p("一、部门职责") + p("（一）负责行政审批工作，推进改革。"))
    find = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"'
    install(programs, "soffice", f'{find}; cp "{made}" "$2/document.docx"')
    document = load(old).document
    assert (document.path, document.format, document.encoding) == (str(old), "doc", None)
    assert [q.text for q in document.passages] == ["一、部门职责", "（一）负责行政审批工作，推进改革。"]


def test_antiword_serves_where_there_is_no_office(programs: Path, old: Path) -> None:
    install(programs, "antiword", "printf '一、部门职责\\n\\n（一）负责行政审批工作，推进改革。\\n'")
    document = load(old).document
    assert [q.text for q in document.passages] == ["一、部门职责", "（一）负责行政审批工作，推进改革。"]
    assert (document.path, document.format) == (str(old), "doc")


def test_what_is_named_doc_is_told_by_its_bytes(programs: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "budget.doc", p("一、部门职责") + p("（一）负责审批。"))
    assert [q.text for q in load(path).document.passages] == ["一、部门职责", "（一）负责审批。"]
    path.write_bytes("<html><body><p>一、部门职责</p><p>（一）负责审批。</p></body></html>".encode("gbk"))
    assert [q.text for q in load(path).document.passages] == ["一、部门职责", "（一）负责审批。"]
