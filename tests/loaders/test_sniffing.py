"""Files under wrong endings: read as what they are, or refused with one sentence."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt
from made_pdfs import make, text

from loaders import load
from loaders.errors import OtherThanNamed
from loaders.formats import read_document

DUTIES = ["某县水利局2024年部门预算", "一、部门职责", "（一）负责防汛抗旱工作，推进河道治理。"]
NOT_FOUND = "<!DOCTYPE html><html><head><title>404</title></head><body><p>您访问的页面不存在</p></body></html>"


def a_docx(path: Path) -> None:
    document = docx.Document()
    for line in DUTIES:
        document.add_paragraph(line)
    with path.open("wb") as file:
        document.save(file)


def an_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for number, line in enumerate(DUTIES):
        book.worksheets[0].cell(2 * number + 1, 1, line)
    with path.open("wb") as file:
        book.save(file)


def an_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    for number, line in enumerate(DUTIES):
        sheet.write(2 * number, 0, line)
    with path.open("wb") as file:
        book.save(file)


def a_page(path: Path) -> None:
    path.write_bytes(f"<html><body>{''.join(f'<p>{line}</p>' for line in DUTIES)}</body></html>".encode("gbk"))


def a_saved_page(path: Path) -> None:
    message = EmailMessage()
    message.set_content("see the page")
    message.add_related(f"<html><body>{''.join(f'<p>{line}</p>' for line in DUTIES)}</body></html>", subtype="html")
    path.write_bytes(bytes(message))


def a_pdf(path: Path) -> None:
    make(path, [lambda canvas: [text(canvas, 60, 100 + 40 * n, line) for n, line in enumerate(DUTIES)] and None])


KINDS = {"docx": a_docx, "xlsx": an_xlsx, "xls": an_xls, "html": a_page, "mht": a_saved_page, "pdf": a_pdf}


@pytest.mark.parametrize("ending", ["docx", "doc", "xlsx", "xls", "html", "pdf", "txt", "csv", "zip", "aspx", "wps"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_read_as_what_it_is(kind: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"budget.{ending}"
    KINDS[kind](path)
    document = read_document(path, lambda text: False)
    assert [passage.text for passage in document.passages] == DUTIES
    assert document.format == kind
    assert load(path).department == "某县水利局"


def test_an_ending_of_the_same_kind_stays(tmp_path: Path) -> None:
    path = tmp_path / "budget.et"
    an_xls(path)
    assert read_document(path, lambda text: False).format == "et"


@pytest.mark.parametrize("ending", ["pdf", "docx", "xls"])
def test_a_page_that_says_not_found_under_the_ending_of_a_document(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"budget.{ending}"
    path.write_text(NOT_FOUND, encoding="utf-8")
    with pytest.raises(OtherThanNamed) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}: it is no .{ending} but .html, and no budget form was recognised in it; "
        "fetch the file again from where it was published"
    )
