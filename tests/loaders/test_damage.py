"""Files of every format that were cut off, overwritten or made too large: read as far as they go, or one sentence."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import openpyxl
import pytest
import samples
import xlwt
from word_file import p, tbl, tr, write, write_parts

from loaders import LoadError, load
from loaders.errors import BrokenFile, TooManyCells, TooMuchText
from loaders.formats import delimited, passages, read_document, text
from loaders.formats.packed import OLE_MARK

DOCUMENTS = sorted(path for path in samples.DATA.iterdir() if path.stem != "README")


def an_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收支总表")
    for row in range(60):
        for column, content in enumerate(("教育支出", row * 1.5, "万元")):
            sheet.write(row, column, content)
    book.save(str(path))
    return path


@pytest.fixture(params=[*(path.suffix for path in DOCUMENTS), ".xls"])
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = next((path for path in DOCUMENTS if path.suffix == request.param), None)
    target = tmp_path / f"whole{request.param}"
    if found is None:
        return an_xls(target)
    target.write_bytes(found.read_bytes())
    return target


def outcome(path: Path) -> str | None:
    """The sentence with which a file is refused, `None` when something of it is read."""
    try:
        load(path)
    except LoadError as error:
        return str(error)
    return None


def test_a_file_cut_off_anywhere_is_read_or_refused(whole: Path) -> None:
    content = whole.read_bytes()
    for part in range(1, 12):
        whole.write_bytes(content[: len(content) * part // 12])
        said = outcome(whole)
        assert said is None or said.startswith(f"{whole}: ")


def test_a_file_of_zeros_is_refused(whole: Path) -> None:
    whole.write_bytes(bytes(len(whole.read_bytes())))
    assert str(outcome(whole)).startswith(f"{whole}: the file ")


def test_a_file_overwritten_with_zeros_or_chance_is_read_or_refused(whole: Path) -> None:
    content = whole.read_bytes()
    chance = random.Random(len(content))
    for _ in range(6):
        start = chance.randrange(len(content))
        for filling in (bytes(2000), chance.randbytes(40)):
            damaged = content[:start] + filling + content[start + len(filling) :]
            whole.write_bytes(damaged[: len(content)])
            said = outcome(whole)
            assert said is None or said.startswith(f"{whole}: ")


def test_an_old_workbook_whose_directory_leads_to_itself(tmp_path: Path) -> None:
    path = an_xls(tmp_path / "a.xls")
    content = bytearray(path.read_bytes())
    assert content.startswith(OLE_MARK)
    entry = content.index("Workbook".encode("utf-16-le"))
    (directory,) = struct.unpack_from("<i", content, 48)
    struct.pack_into("<i", content, entry + 68, (entry - (directory + 1) * 512) // 128)
    path.write_bytes(content)
    with pytest.raises(BrokenFile):
        load(path)


# --- Limits. ----------------------------------------------------------------------------------------------------------


def refused(path: Path, error: type[LoadError]) -> str:
    with pytest.raises(error) as caught:
        load(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_texts_of_too_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LINE_LIMIT", 1000)
    path = tmp_path / "a.txt"
    path.write_text("\t1\n" * 1001, encoding="utf-8")
    assert refused(path, TooMuchText) == (
        "it has more than the 1,000 lines that are read; split it into one file for each document"
    )


def test_documents_of_too_many_paragraphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "PASSAGE_LIMIT", 1000)
    said = "it has more than the 1,000 paragraphs and rows that are read; split it into one file for each document"
    assert refused(write(tmp_path / "a.docx", p("预算") * 1001), TooMuchText) == said
    assert refused(write(tmp_path / "b.docx", tbl(tr("预算") * 1001)), TooMuchText) == said
    page = tmp_path / "c.html"
    page.write_text("<html><body>" + "<p>预算</p>" * 1001, encoding="utf-8")
    assert refused(page, TooMuchText) == said


def test_paragraphs_that_print_nothing_are_only_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", "<w:p/>" * 100_000 + p("一、部门职责") + p("（一）负责审批。"))
    assert len(load(path).document.passages) == 2


def test_delimited_texts_of_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "CELL_LIMIT", 1000)
    path = tmp_path / "a.csv"
    path.write_text("项目,金额,备注\n" * 400, encoding="utf-8")
    assert refused(path, TooManyCells).startswith("its tables have more than the 1,000 cells that are read")


def test_a_sheet_that_says_it_is_as_large_as_can_be(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1"], sheet["A1048576"] = "一、部门职责", "（一）负责审批。", "末行"
    book.save(tmp_path / "a.xlsx")
    parts = {name: content.decode() for name, content in samples.contents(tmp_path / "a.xlsx").items()}
    name = "xl/worksheets/sheet1.xml"
    merged = '</sheetData><mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    parts[name] = parts[name].replace("</sheetData>", merged).replace("A1:XFD1048576", "A1:XFD9999999")
    document = read_document(write_parts(tmp_path / "b.xlsx", parts), lambda text: False)
    assert [str(passage.place) for passage in document.passages] == ["page 1, line 1", "page 1, line 1048576"]
