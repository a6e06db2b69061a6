"""PDFs to passages: tables that go on over pages."""

from __future__ import annotations

from pathlib import Path

from made_pdfs import cells, make, read, rule, table, text
from reportlab.pdfgen.canvas import Canvas


def test_table_over_pages_drops_repeated_headers_and_joins_a_cut_row(tmp_path: Path) -> None:
    first = [["指标名称", "内容", "指标值"], ["满意度", "群众对办事的", "≥95%"]]
    second = [["指标名称", "内容", "指标值"], ["", "满意程度", ""], ["及时率", "按时", "100%"]]
    pages = [
        lambda canvas: (text(canvas, 60, 700, "绩效目标表"), table(canvas, first, [100, 70, 60], top=760)),
        lambda canvas: (table(canvas, second, [100, 70, 60], top=60), text(canvas, 60, 300, "注：无。")),
    ]
    document = read(make(tmp_path / "a.pdf", pages))
    assert cells(document) == [[
        ("指标名称", "内容", "指标值"), ("满意度", "群众对办事的满意程度", "≥95%"), ("及时率", "按时", "100%"),
    ]]
    assert [str(passage.place) for passage in document.passages if passage.kind == "row"] == [
        "page 1, line 2", "page 1, line 3 to page 2, line 2", "page 2, line 3",
    ]


def test_a_row_under_texts_that_leave_room_in_their_cells_is_a_row_of_its_own(tmp_path: Path) -> None:
    pages = [
        lambda canvas: table(canvas, [["用途", "预算数", "5.00"]], [100, 100, 60], top=760),
        lambda canvas: table(canvas, [["", "网络建设", ""], ["目标", "运行", ""]], [100, 100, 60], top=60),
    ]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[
        ("用途", "预算数", "5.00"), ("", "网络建设", ""), ("目标", "运行", ""),
    ]]


def test_a_row_whose_figures_a_narrow_cell_and_the_page_break_cut_is_one(tmp_path: Path) -> None:
    rows = [["201", "公共服务", "3.75"], ["208", "社会保障", "2.8"]]
    pages = [
        lambda canvas: table(canvas, rows, [26, 52, 26], top=760),
        lambda canvas: table(canvas, [["09", "和就业", "8"], ["210", "卫生健康", "1.50"]], [26, 52, 26], top=60),
    ]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[
        ("201", "公共服务", "3.75"), ("20809", "社会保障和就业", "2.88"), ("210", "卫生健康", "1.50"),
    ]]


def test_the_same_form_filled_in_again_is_another_table(tmp_path: Path) -> None:
    filled = [("甲", "1.00"), ("乙", "2.00")]
    forms = [[["项目名称", name], ["预算数", amount], ["说明", "无"]] for name, amount in filled]
    pages = [lambda canvas, form=form: table(canvas, form, [100, 100], top=700) for form in forms]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[tuple(row) for row in form] for form in forms]


def test_a_page_that_prints_fewer_columns_goes_on_with_the_same_table(tmp_path: Path) -> None:
    head = [["类", "款", "合计", "基本支出"], ["201", "01", "5.00", "5.00"]]
    pages = [
        lambda canvas: table(canvas, head, [60, 60, 80, 80], top=760),
        lambda canvas: table(canvas, [["合计", "5.00", "5.00"]], [120, 80, 80], top=60),
    ]
    expected = [*(tuple(row) for row in head), ("合计", "", "5.00", "5.00")]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [expected]


def test_a_merged_cell_that_the_next_page_repeats_has_its_text_once(tmp_path: Path) -> None:
    def part(canvas: Canvas, top: float, rows: list[tuple[str, str]]) -> None:
        table(canvas, rows, [100, 60], left=160, top=top)
        bottom = top + 20 * len(rows)
        for x, y, u, v in ((60, top, 160, top), (60, bottom, 160, bottom), (60, top, 60, bottom)):
            rule(canvas, x, y, u, v)
        text(canvas, 64, top + 24, "产出指标")

    pages = [
        lambda canvas: part(canvas, 760, [("办件数量", "≥20件"), ("培训次数", "≥3次")]),
        lambda canvas: part(canvas, 60, [("办件质量", "≥95%"), ("办件时效", "及时")]),
    ]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[
        ("产出指标", "办件数量", "≥20件"), ("", "培训次数", "≥3次"), ("", "办件质量", "≥95%"), ("", "办件时效", "及时"),
    ]]


def test_a_row_cut_in_the_middle_of_its_texts_is_joined(tmp_path: Path) -> None:
    first = [["一级", "二级指标", "指标名称", "指标值"], ["产出", "社会效益", "改变审批模", "不断精简"]]
    second = [["", "（必填）", "式的项目数", ""], ["效果", "满意度", "办事群众", "≥98%"]]
    pages = [
        lambda canvas: table(canvas, first, [40, 50, 58, 60], top=760),
        lambda canvas: table(canvas, second, [40, 50, 58, 60], top=60),
    ]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[
        tuple(first[0]), ("产出", "社会效益（必填）", "改变审批模式的项目数", "不断精简"), tuple(second[1]),
    ]]


def test_a_row_of_other_cells_is_no_part_of_the_row_before(tmp_path: Path) -> None:
    first = [["项目", "预算数", "其中"], ["目标", "保障运转", "加强管理"]]
    pages = [
        lambda canvas: table(canvas, first, [60, 46, 46], top=760),
        lambda canvas: table(canvas, [["", "拨付经费"], ["其他", "无"]], [60, 92], top=60),
    ]
    assert cells(read(make(tmp_path / "a.pdf", pages))) == [[
        *map(tuple, first), ("", "拨付经费", ""), ("其他", "无", ""),
    ]]


def test_lines_of_figures_in_a_narrow_cell_are_one_figure_and_in_a_wide_one_rows(tmp_path: Path) -> None:
    rows = [["208\n09", "社会保障\n和就业", "2.8\n8"]]
    narrow = read(make(tmp_path / "a.pdf", [lambda canvas: table(canvas, rows, [26, 52, 26])]))
    wide = read(make(tmp_path / "b.pdf", [lambda canvas: table(canvas, [["甲\n乙", "2.85\n8.15"]], [60, 80])]))
    assert cells(narrow) == [[("20809", "社会保障和就业", "2.88")]]
    assert cells(wide) == [[("甲", "2.85"), ("乙", "8.15")]]


def test_items_that_count_on_begin_lines_of_their_own_though_the_line_before_is_full(tmp_path: Path) -> None:
    rows = [["1、保障供水\n2、提高质量", "甲"]]
    document = read(make(tmp_path / "a.pdf", [lambda canvas: table(canvas, rows, [62, 60])]))
    assert cells(document) == [[("1、保障供水\n2、提高质量", "甲")]]
