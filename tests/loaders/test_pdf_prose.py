"""PDFs to passages: headings, paragraphs, titles, page numbers and running heads."""

from __future__ import annotations

from pathlib import Path

from made_pdfs import make, read, text, texts
from reportlab.pdfgen.canvas import Canvas


def test_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    line = "按照预算管理的有关规定本部门的收入和支出均纳入部门预算管理范围之内并且接受社会监督"
    pages = [
        lambda canvas: [text(canvas, x, y, one) for x, y, one in (
            (80, 100, line[:40]), (60, 120, line + "以及"), (60, 140, "审计。"), (80, 160, "第二段落。"),
            (80, 180, line[:40]), (60, 200, line + "还有"))],
        lambda canvas: [text(canvas, x, y, one) for x, y, one in ((60, 100, "下页的文字。"), (80, 120, "第三段落。"))],
    ]
    document = read(make(tmp_path / "a.pdf", pages))
    assert texts(document) == [
        line[:40] + line + "以及审计。", "第二段落。", line[:40] + line + "还有下页的文字。", "第三段落。",
    ]
    assert str(document.passages[2].place) == "page 1, line 5 to page 2, line 1"


def test_page_numbers_go_and_running_heads_are_read_once(tmp_path: Path) -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            text(canvas, 60, 40, "某市统计局预算公开", 9)
            text(canvas, 60, 100, f"这是第{'一二三四'[number]}部分的内容。")
            text(canvas, 290, 810, f"— {number + 1} —")
        return draw

    document = read(make(tmp_path / "a.pdf", [page(number) for number in range(4)]))
    assert texts(document) == ["某市统计局预算公开", *(f"这是第{number}部分的内容。" for number in "一二三四")]


def test_each_page_has_its_own_margins_and_captions_have_none(tmp_path: Path) -> None:
    line = "按照预算管理的有关规定本部门的收入和支出均纳入部门预算管理范围之内并且接受社会监督"
    wide = "按照预算管理规定部门的收入和支出纳入部门预算管理范围并且接受社会监督"
    first = [
        (30, 60, "编制部门"), (540, 60, "单位：元"), (80, 100, line[:38]), (60, 120, line[:40]), (60, 140, "执行。"),
        (80, 160, "一、收入情况"), (80, 180, line[:38]), (60, 200, "管理。"),
    ]
    second = [
        (140, 100, wide[:30]), (120, 120, wide[:32]), (120, 140, "公开。"), (140, 160, wide[:30]), (120, 180, "说明。"),
    ]
    pages = [lambda canvas, page=page: [text(canvas, *one) for one in page] for page in (first, second)]
    assert texts(read(make(tmp_path / "a.pdf", pages))) == [
        "编制部门", "单位：元", line[:38] + line[:40] + "执行。", "一、收入情况", line[:38] + "管理。",
        wide[:30] + wide[:32] + "公开。", wide[:30] + "说明。",
    ]


def test_digits_of_another_font_do_not_end_a_paragraph(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 100, "本部门二〇二六年度收入预算总额为人民币壹佰万元整其中财政拨款收入合计为")
        canvas.setFont("Helvetica", 16)
        canvas.drawString(60, 842 - 120, "1200.50")
        text(canvas, 126, 120, "万元比上年增加的主要原因是人员经费增加以及项目支出相应地有所增加所")
        text(canvas, 60, 140, "致。")

    assert len(texts(read(make(tmp_path / "a.pdf", [draw])))) == 1


def test_a_title_over_two_lines_is_one_and_entries_of_a_contents_page_are_several(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 97, 60, "部门综合预算一般公共预算支出明细表（按支出功能分类", 16)
        text(canvas, 240, 84, "不含上年结转）", 16)
        text(canvas, 60, 200, "一、一般公共预算“三公”经费、会议费、培训费和差旅费支出情况表", 14)
        text(canvas, 60, 220, "二、政府采购表", 14)

    assert texts(read(make(tmp_path / "a.pdf", [draw]))) == [
        "部门综合预算一般公共预算支出明细表（按支出功能分类不含上年结转）",
        "一、一般公共预算“三公”经费、会议费、培训费和差旅费支出情况表", "二、政府采购表",
    ]


def test_an_indented_line_that_ends_in_its_sentence_goes_on_at_the_margin(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 82, 100, "内设机构包括办公室、综合调研科、商业发展科、市场秩序科（粮食", 11)
        text(canvas, 60, 115, "储备科）、企业服务科、贸易发展科。", 11)

    assert len(texts(read(make(tmp_path / "a.pdf", [draw])))) == 1


def test_paragraphs_without_indents_are_parted_by_room_and_by_labels(tmp_path: Path) -> None:
    line = "按照预算管理的有关规定本部门的收入和支出均纳入部门预算管理范围之内接受社会监督。"
    page = [
        (60, 100, line), (60, 114, line), (60, 140, line), (60, 154, "说明完毕。"),
        (60, 180, line), (60, 194, "绩效指标：办结率。"),
    ]
    document = read(make(tmp_path / "a.pdf", [lambda canvas: [text(canvas, *one) for one in page]]))
    assert texts(document) == [line + line, line + "说明完毕。", line, "绩效指标：办结率。"]
