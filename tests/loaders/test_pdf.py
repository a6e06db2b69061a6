"""PDFs to passages: what is read of pages that the tests draw themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pdfs import ROWS, WIDTHS, Draw, cells, make, read, rule, table, text, texts, through
from reportlab.pdfgen.canvas import Canvas


def test_ruled_table_with_title_and_places(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 220, 60, "支出总表", 14)
        text(canvas, 60, 90, "部门：某市统计局")
        text(canvas, 380, 90, "单位：万元")
        table(canvas, ROWS, WIDTHS)

    document = read(make(tmp_path / "a.pdf", [draw]))
    assert texts(document) == ["支出总表", "部门：某市统计局", "单位：万元"]
    assert cells(document) == [[tuple(row) for row in ROWS]]
    assert [str(passage.place) for passage in document.passages] == [
        "page 1, line 1", "page 1, line 2", "page 1, line 2", "page 1, line 3", "page 1, line 4", "page 1, line 5",
    ]
    assert (document.format, document.pages, document.encoding) == ("pdf", 1, None)


def test_cells_merged_both_ways_have_their_text_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for height in (100, 160):
            rule(canvas, 60, height, 360, height)
        rule(canvas, 120, 120, 360, 120)
        rule(canvas, 240, 140, 360, 140)
        for edge, top in ((60, 100), (120, 100), (240, 120), (360, 100)):
            rule(canvas, edge, top, edge, 160)
        text(canvas, 70, 135, "产出")
        text(canvas, 200, 114, "指标")
        text(canvas, 130, 145, "数量")
        text(canvas, 250, 134, "次数")
        text(canvas, 250, 154, "人数")

    document = read(make(tmp_path / "a.pdf", [draw]))
    assert cells(document) == [[("产出", "指标", ""), ("", "数量", "次数"), ("", "", "人数")]]


def test_columns_and_rows_whose_lines_are_missing(tmp_path: Path) -> None:
    frame = read(make(tmp_path / "a.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS, lines="h")]))
    bare = read(make(tmp_path / "b.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS, lines="")]))
    assert cells(frame) == cells(bare) == [[tuple(row) for row in ROWS]]

    def without_rows(canvas: Canvas) -> None:
        table(canvas, ROWS, WIDTHS, lines="v")
        for height in (100, 120, 160):
            rule(canvas, 60, height, 440, height)

    assert cells(read(make(tmp_path / "c.pdf", [without_rows]))) == [[tuple(row) for row in ROWS]]


def _shaded(canvas: Canvas) -> None:
    """Cells told apart by their grounds, or by the white lines between these."""
    canvas.setStrokeColorRGB(1, 1, 1)
    for row in range(3):
        left = 60.0
        for width in WIDTHS:
            canvas.setFillColorRGB(*((0.8, 0.85, 1) if row % 2 else (0.9, 0.9, 0.9)))
            canvas.rect(left, 842 - 120 - 20 * row, width, 20, stroke=1, fill=1)
            left += width
    canvas.setFillColorRGB(0, 0, 0)
    table(canvas, ROWS, WIDTHS, lines="")


def _dashed(canvas: Canvas) -> None:
    canvas.setDash(2, 2)
    table(canvas, ROWS, WIDTHS)


def _double(canvas: Canvas) -> None:
    table(canvas, ROWS, WIDTHS)
    for height in (101.5, 161.5):
        rule(canvas, 60, height, 440, height)
    for edge in (61.5, 441.5):
        rule(canvas, edge, 100, edge, 160)


@pytest.mark.parametrize("draw", [_shaded, _dashed, _double])
@pytest.mark.parametrize("size", [(595, 842), (842, 595)])
def test_grounds_dashes_and_double_lines(tmp_path: Path, draw: Draw, size: tuple[float, float]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(0, size[1] - 842)
        canvas._pagesize = (595, 842)
        draw(canvas)

    assert cells(read(make(tmp_path / "a.pdf", [page], size=size))) == [[tuple(row) for row in ROWS]]


def test_table_open_at_its_sides(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, ROWS, WIDTHS, lines="h")
        for edge in (130, 280, 360):
            rule(canvas, edge, 100, edge, 160)

    assert cells(read(make(tmp_path / "a.pdf", [draw]))) == [[tuple(row) for row in ROWS]]


def test_lines_drawn_as_thin_boxes_and_white_lines_that_nobody_sees(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for height in (100, 120, 140):
            canvas.rect(60, 842 - height, 200, 0.5, stroke=0, fill=1)
        for edge in (60, 160, 260):
            canvas.rect(edge, 842 - 140, 0.5, 40, stroke=0, fill=1)
        canvas.setStrokeColorRGB(1, 1, 1)
        for x, y, u, v in ((60, 70, 260, 70), (60, 70, 60, 100), (260, 70, 260, 100)):
            rule(canvas, x, y, u, v)
        text(canvas, 100, 90, "收入总表")
        for x, y, word in ((64, 114, "项目"), (164, 114, "预算数"), (64, 134, "合计"), (164, 134, "3.00")):
            text(canvas, x, y, word)

    document = read(make(tmp_path / "a.pdf", [draw]))
    assert texts(document) == ["收入总表"]
    assert cells(document) == [[("项目", "预算数"), ("合计", "3.00")]]


def test_text_broken_by_the_width_of_its_cell_is_joined_and_items_stay_apart(tmp_path: Path) -> None:
    rows = [
        ["指标名称", "指标值"],
        ["机关事业单位基本\n养老保险缴费支出", "≥24995.9\n4"],
        ["1.保障运转。\n2.完成工作。", "80%"],
        ["年\n度\n目\n标", "好"],
    ]
    document = read(make(tmp_path / "a.pdf", [lambda canvas: table(canvas, rows, [90, 54])]))
    assert cells(document) == [[
        ("指标名称", "指标值"), ("机关事业单位基本养老保险缴费支出", "≥24995.94"),
        ("1.保障运转。\n2.完成工作。", "80%"), ("年度目标", "好"),
    ]]


def test_text_that_runs_over_the_edge_of_its_cell_stays_together(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["项目名称项目名称项目", "", "2.00"], ["名称", "甲", "1.00"]], [81, 60, 60])

    assert cells(read(make(tmp_path / "a.pdf", [draw])))[0][0] == ("项目名称项目名称项目", "", "2.00")


def test_a_line_pushed_out_of_a_low_cell_comes_back(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "10"], ["", "20"]], [44, 60], step=14)
        text(canvas, 64, 126, "生态", 9)
        text(canvas, 64, 106, "社会效益", 9)
        text(canvas, 64, 117, "指标", 9)

    assert cells(read(make(tmp_path / "a.pdf", [draw]))) == [[("社会效益指标", "10"), ("生态", "20")]]


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["收入", "1.00"], ["其他", "2.00"]], [60, 60])
        table(canvas, [["支出", "3.00"], ["结转", "4.00"]], [60, 60], left=300)

    assert cells(read(make(tmp_path / "a.pdf", [draw]))) == [
        [("收入", "1.00"), ("其他", "2.00")], [("支出", "3.00"), ("结转", "4.00")],
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turn: int) -> None:
    upright = read(make(tmp_path / "a.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS)]))
    size = (842, 595) if turn in (90, 270) else (595, 842)
    turned = read(make(tmp_path / "b.pdf", [lambda canvas: table(canvas, ROWS, WIDTHS)], size=size, turn=turn))

    def on_its_side(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
        canvas.rotate({90: 90, 180: 180, 270: 270}[turn])
        canvas.setFont("STSong-Light", 10)
        table(canvas, ROWS, WIDTHS, top=400)

    sideways = read(make(tmp_path / "c.pdf", [on_its_side]))
    assert cells(upright) == cells(turned) == cells(sideways) == [[tuple(row) for row in ROWS]]


def test_text_on_its_side_in_a_narrow_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "数量指标"], ["", "质量指标"]], [20, 100], step=40)
        canvas.saveState()
        canvas.translate(74, 842 - 136)
        canvas.rotate(90)
        canvas.drawString(0, 0, "产出")
        canvas.restoreState()

    assert cells(read(make(tmp_path / "a.pdf", [draw]))) == [[("产出", "数量指标"), ("", "质量指标")]]


def test_characters_out_of_order_off_the_page_and_printed_twice(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 100, "支出情况")
        text(canvas, 60, 100, "收入")
        text(canvas, 60, -40, "看不见")
        text(canvas, 700, 100, "看不见")
        text(canvas, 60, 140, "加粗标题")
        text(canvas, 60.4, 140, "加粗标题")

    assert texts(read(make(tmp_path / "a.pdf", [draw]))) == ["收入支出情况", "加粗标题"]


def test_what_a_sheet_hides_on_one_page_is_read_on_the_page_that_shows_it(tmp_path: Path) -> None:
    def sheet(canvas: Canvas, shift: float) -> None:
        for place in range(30):
            text(canvas, 80, 100 + 20 * place - shift, f"第{place + 1}项职责的内容。")

    pages = [
        lambda canvas: through(canvas, (50, 80, 560, 406), lambda canvas: sheet(canvas, 0)),
        lambda canvas: through(canvas, (50, 80, 560, 500), lambda canvas: sheet(canvas, 320)),
    ]
    document = read(make(tmp_path / "a.pdf", pages))
    assert texts(document) == [f"第{place + 1}项职责的内容。" for place in range(30)]


def test_a_line_that_its_cell_hides_belongs_to_the_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", ""], ["", "≥90%"], ["", ""]], [44, 60], step=12)
        for place, name in enumerate(("经济效益", "社会效益", "生态效益")):
            def cell(canvas: Canvas, name: str = name, top: float = 100 + 12 * place) -> None:
                text(canvas, 64, top + 10, name, 9)
                text(canvas, 64, top + 20, "指标", 9)

            through(canvas, (60, 100 + 12 * place, 104, 112 + 12 * place), cell)

    assert cells(read(make(tmp_path / "a.pdf", [draw]))) == [
        [("经济效益指标", ""), ("社会效益指标", "≥90%"), ("生态效益指标", "")],
    ]


def test_type_too_small_to_be_seen_is_left_out(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 100, "三公经费预算表")
        text(canvas, 70, 98, "待费", 1)

    assert texts(read(make(tmp_path / "a.pdf", [draw]))) == ["三公经费预算表"]


def test_underlines_and_frames_are_no_tables(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 100, "有下划线的文字")
        rule(canvas, 60, 102, 130, 102)
        canvas.rect(50, 842 - 200, 300, 40)
        text(canvas, 60, 180, "框中的说明文字。")

    document = read(make(tmp_path / "a.pdf", [draw]))
    assert (texts(document), cells(document)) == (["有下划线的文字", "框中的说明文字。"], [])


def test_narrow_signs_are_not_printed_twice(tmp_path: Path) -> None:
    document = read(make(tmp_path / "a.pdf", [lambda canvas: text(canvas, 60, 100, "一般性项目.....all")]))
    assert texts(document) == ["一般性项目.....all"]
