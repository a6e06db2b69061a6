"""Spreadsheets: cells as printed, merged ranges once, titles apart from tables, hidden sheets named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Border, Side
from word_file import write_parts

from loaders import LoadError
from loaders.errors import BrokenFile, DeclaresEntities, ExpandsTooFar, ProtectedFile, TooManyCells
from loaders.formats import packed, passages, read_document
from loaders.formats.sheet.number_formats import printed as in_format
from loaders.places import Document

FORMATS = [
    (1234.5, "#,##0.00", "1,234.50"), (0.955, "0.0%", "95.5%"), (1, "0%", "100%"), (821.21, "General", "821.21"),
    (0.1 + 0.2, "General", "0.3"), (301, "00000", "00301"), (1234567, "0.00,,", "1.23"), (-5, "0;(0)", "(5)"),
    (0, '0;-0;"—"', "—"), (12, '0"项"', "12项"), (95, '"≥"0"%"', "≥95%"), (2.5, "0.##", "2.5"), (3, "0.##", "3"),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"), (7, "[Red][<5]0;[Blue]0.0", "7.0"),
    (date(2026, 1, 5), "yyyy/m/d", "2026/1/5"), (date(2026, 1, 5), 'yyyy"年"m"月"', "2026年1月"),
    (date(2026, 1, 5), "yyyy-mm-dd", "2026-01-05"), ("0012", "General", "0012"), (-0.001, "0.00", "0.00"),
    (12345678901, "General", "12345678901"), (5, ";;;", ""),
    (123456, r"0\.0,", "12.3"), (5000, r"0\.0000", "0.5000"), (-20000, r"0\.0,", "-2.0"), (12345, "0.00E+00", "12345"),
    (130303, "000-00-0", "130-30-3"), (0.5, "# ?/?", "0.5"),
]


def read(path: Path) -> Document:
    return read_document(path, lambda text: False)


def printed(path: Path) -> list[object]:
    return [passage.cells or passage.text for passage in read(path).passages]


@pytest.mark.parametrize(("value", "form", "said"), FORMATS)
def test_a_number_is_read_as_it_is_printed(value: object, form: str, said: str, tmp_path: Path) -> None:
    book, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet, old_sheet = book.active, old.add_sheet("表")
    assert sheet is not None
    for column, content, style in ((1, "值", "General"), (2, value, form), (3, "末", "General")):
        sheet.cell(1, column, content).number_format = style
        old_sheet.write(0, column - 1, content, xlwt.easyxf(num_format_str=style))
    book.save(tmp_path / "a.xlsx")
    old.save(str(tmp_path / "a.xls"))
    assert printed(tmp_path / "a.xlsx") == [("值", said, "末")]
    assert printed(tmp_path / "a.xls") == [("值", said, "末")]


def test_a_format_or_a_value_that_is_not_followed_stays_as_it_is_kept() -> None:
    assert in_format("1e999999", "0.00") == "1e999999"
    assert in_format("99999999999", "yyyy/m/d") == "99999999999"
    assert in_format("x", "0") == "x"


def workbook(tmp_path: Path) -> Path:
    """Two sheets and a hidden one: a title, a caption, a table with merged cells, and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        ["部门收支总表"], [], ["编制单位：甲局", None, None, "单位：万元"], ["收入", None, "支出"],
        ["项目", "金额", "项目", "金额"], ["一、拨款", 5, "一、教育", 5], [], ["注：含结转。"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:D1", "A4:B4", "C4:D4"):
        sheet.merge_cells(merged)
    book.create_sheet("底稿").append(["旧", 1])
    book["底稿"].sheet_state = "hidden"
    book.create_sheet("第二张").append(["项目", "金额"])
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_titles_and_notes_stand_apart_and_merged_cells_once(tmp_path: Path) -> None:
    document = read(workbook(tmp_path))
    assert [(q.cells or q.text, str(q.place), q.table) for q in document.passages] == [
        ("部门收支总表", "page 1, line 1", None),
        (("编制单位：甲局", "", "", "单位：万元"), "page 1, line 3", 1),
        (("收入", "", "支出", ""), "page 1, line 4", 1),
        (("项目", "金额", "项目", "金额"), "page 1, line 5", 1),
        (("一、拨款", "5", "一、教育", "5"), "page 1, line 6", 1),
        ("注：含结转。", "page 1, line 8", None),
        ("隐藏的工作表：底稿", "page 2, line 1", None),
        (("项目", "金额"), "page 3, line 1", 2),
    ]
    assert (document.pages, document.format) == (3, "xlsx")


def test_what_a_merged_cell_covers_is_not_read(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    with packed.Packed.of(path.read_bytes(), path).file as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace('<c r="C4"', '<c r="B4"><v>9</v></c><c r="C4"')
    assert parts["xl/worksheets/sheet1.xml"] != sheet
    assert ("收入", "", "支出", "") in printed(write_parts(tmp_path / "kept.xlsx", parts))


def test_shared_texts_with_runs_and_reading_aids(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    with packed.Packed.of(path.read_bytes(), path).file as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet {main}><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c>'
        '<c t="str"><v>式</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>'
    )
    parts["xl/sharedStrings.xml"] = (
        f"<sst {main}><si><t>项目</t></si><si><r><t>金</t></r><r><t>额</t></r><rPh><t>jin</t></rPh></si></sst>"
    )
    assert printed(write_parts(tmp_path / "a.xlsx", parts))[0] == ("项目", "金额", "", "式", "#REF!", "TRUE")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_rows_with_a_border_belong_to_the_table(suffix: str, tmp_path: Path) -> None:
    rows = [["收入表"], ["项目", "金额"], ["一、拨款", 5], ["二、事业收入"], [], ["合计"], ["注：略。"]]
    path = tmp_path / f"a{suffix}"
    _with_borders(rows, path)
    assert printed(path) == [
        "收入表", ("项目", "金额"), ("一、拨款", "5"), ("二、事业收入", ""), ("合计", ""), "注：略。",
    ]


def _with_borders(rows: list[list[object]], path: Path) -> None:
    """Save rows, all but the first and the last with a border around each cell."""
    book, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet, old_sheet = book.active, old.add_sheet("表")
    assert sheet is not None
    thin = Side(style="thin")
    for number, row in enumerate(rows):
        inside = 0 < number < len(rows) - 1
        for column, value in enumerate(row):
            sheet.cell(number + 1, column + 1, value).border = Border(thin, thin, thin, thin) if inside else Border()
            old_sheet.write(number, column, value, xlwt.easyxf("borders: left thin, top thin" if inside else ""))
    if path.suffix == ".xls":
        old.save(str(path))
    else:
        book.save(path)


def test_an_old_workbook_with_a_merged_range_and_a_hidden_sheet(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 1, "指标")
    sheet.write(0, 2, "值")
    sheet.write(1, 0, "一级")
    sheet.write(1, 1, True)
    book.add_sheet("底稿").visibility = 1
    book.save(str(tmp_path / "a.xls"))
    assert printed(tmp_path / "a.xls") == [("指标", "", "值"), ("一级", "TRUE", ""), "隐藏的工作表：底稿"]


ODS = """<?xml version="1.0"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><o:automatic-styles><style:style style:name="h">
 <style:table-properties table:display="false"/></style:style></o:automatic-styles><o:body><o:spreadsheet>{}
 </o:spreadsheet></o:body></o:document-content>"""
ODS_ROWS = """<table:table table:name="表"><table:table-row><table:table-cell table:number-columns-spanned="2">
 <text:p>指标</text:p></table:table-cell><table:covered-table-cell><text:p>残留</text:p></table:covered-table-cell>
 <table:table-cell o:value="0.955"><o:annotation><text:p>批注</text:p></o:annotation><text:p>95.5%</text:p>
 </table:table-cell></table:table-row><table:table-header-rows><table:table-row table:number-rows-repeated="2">
 <table:table-cell table:number-columns-repeated="2"><text:p>同<text:span>上</text:span></text:p></table:table-cell>
 </table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="1048570">
 <table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
 <table:table table:name="底稿" table:style-name="h"/>"""


def ods(path: Path, tables: str, manifest: str = "<manifest/>") -> Path:
    return write_parts(path, {"content.xml": ODS.format(tables), "META-INF/manifest.xml": manifest})


def test_an_opendocument_sheet_says_what_it_prints(tmp_path: Path) -> None:
    assert printed(ods(tmp_path / "a.ods", ODS_ROWS)) == [
        ("指标", "", "95.5%"), ("同上", "同上", ""), ("同上", "同上", ""), "隐藏的工作表：底稿",
    ]


# --- Files that are no sheets, or made to do harm. --------------------------------------------------------------------


def refused(path: Path, error: type[LoadError]) -> str:
    with pytest.raises(LoadError) as caught:
        read(path)
    assert type(caught.value) is error
    return str(caught.value).removeprefix(f"{path}: ")


def test_protected_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed.OLE_MARK + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    said = "the file is protected by a password; save it without the password"
    assert refused(path, ProtectedFile) == said
    locked = ods(tmp_path / "a.ods", ODS_ROWS, "<manifest><encryption-data/></manifest>")
    assert refused(locked, ProtectedFile) == said


@pytest.mark.parametrize("content", [packed.OLE_MARK + bytes(3000), b"PK\x03\x04" + bytes(90)])
@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods"])
def test_broken_sheets(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert refused(path, BrokenFile).startswith("the file is damaged, or is not what its ending says; ")


def test_an_old_workbook_cut_off_anywhere_is_refused_or_read(tmp_path: Path) -> None:
    _with_borders([["甲"], ["项目", "金额"], ["乙", 5], ["注"]], tmp_path / "a.xls")
    whole = (tmp_path / "a.xls").read_bytes()
    complete = [passage.text for passage in read(tmp_path / "a.xls").passages]
    refused = 0
    for length in range(600, len(whole), 97):
        path = tmp_path / "cut.xls"
        path.write_bytes(whole[:length])
        try:
            kept = [passage.text for passage in read(path).passages]
        except LoadError:
            refused += 1
        else:
            assert kept == complete
    assert refused


def test_cells_repeated_without_end(tmp_path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}">'
    for rows, columns in (("9999999", "1"), ("1", "9999999"), ("5000", "5000")):
        cells = f"{row.format(rows, columns)}<text:p>x</text:p></table:table-cell></table:table-row>"
        path = ods(tmp_path / "a.ods", f'<table:table table:name="表">{cells}</table:table>')
        assert refused(path, TooManyCells).startswith("its tables have more than the 500,000 cells that are read; ")


def test_a_stray_cell_at_the_edge_does_not_take_all_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "CELL_LIMIT", 10_000)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 20):
        sheet.cell(row, 1, "甲")
        sheet.cell(row, 2, "乙")
    sheet.cell(1, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", TooManyCells)


def test_entities_and_bombs_in_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)
    with packed.Packed.of(path.read_bytes(), path).file as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml"):
        entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
        head, mark, tail = parts[name].rpartition("?>")
        bad = parts | {name: head + mark + entity + tail}
        refused(write_parts(tmp_path / "entity.xlsx", bad), DeclaresEntities)
    monkeypatch.setattr(packed, "UNPACKED_LIMIT", 50_000)
    refused(write_parts(tmp_path / "bomb.xlsx", parts | {"xl/styles.xml": " " * 60_000}), ExpandsTooFar)


def test_web_pages_and_texts_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes("<html><table><tr><td>项目<td>金额</table></html>".encode("gbk"))
    assert printed(path) == [("项目", "金额")]
    path.write_bytes("项目\t金额\n差旅费\t1,000\n".encode("gbk"))
    assert printed(path) == [("项目", "金额"), ("差旅费", "1,000")]


# --- What is hidden inside a sheet. -----------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_named_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    head = (["预算表"], ["内码", "项目", "备用", "金额"])
    for row in (*head, ["x1", "甲", "b", 1], ["x2", "乙", "b", 2], ["x3", "丙", "b", 3]):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert printed(tmp_path / "a.xlsx") == [
        "预算表", ("项目", "金额"), ("甲", "1"), ("丙", "3"), "隐藏的行：4；隐藏的列：A、C",
    ]


def test_hidden_rows_and_columns_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, texts in enumerate((["内码", "项目", "金额"], ["x1", "甲", "1"], ["x2", "乙", "2"], ["x3", "丙", "3"])):
        for column, content in enumerate(texts):
            sheet.write(row, column, content)
    sheet.col(0).hidden = True
    sheet.row(1).hidden = sheet.row(2).hidden = True
    book.save(str(tmp_path / "a.xls"))
    assert printed(tmp_path / "a.xls") == [("项目", "金额"), ("丙", "3"), "隐藏的行：2-3；隐藏的列：A"]


def test_hidden_rows_and_columns_of_an_open_document(tmp_path: Path) -> None:
    head, row = (
        "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
        for texts in (("项目", "内码", "金额"), ("甲", "x1", "1"))
    )
    table = (
        '<table:table><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-row>{head}</table:table-row>"
        f'<table:table-row table:visibility="filter">{row}</table:table-row></table:table>'
    )
    assert printed(ods(tmp_path / "a.ods", table)) == [("项目", "金额"), "隐藏的行：2；隐藏的列：B"]


def test_a_formula_without_its_result_is_read_as_it_is_written(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["合计", "=SUM(B2:B3)"])
    book.save(tmp_path / "a.xlsx")
    assert printed(tmp_path / "a.xlsx") == [("合计", "=SUM(B2:B3)")]
