"""Word files: what is printed is read, in the order of print, with the numbers that Word computes."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_file import definition, levels, numbered, p, part, tbl, td, tr, write, write_parts

from loaders.formats import read_document
from loaders.formats.word.names import MAIN, STRICT

CHINESE = definition(
    levels(
        ("chineseCountingThousand", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."), ("lowerLetter", "%4)")
    )
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "document.docx"


def printed(path: Path) -> list[object]:
    return [passage.cells or passage.text for passage in read_document(path, lambda text: False).passages]


def test_numbers_of_several_levels_are_computed(path: Path) -> None:
    body = [
        ("职责", 0), ("目标", 0), ("总体", 1), ("分项", 1), ("甲项", 2), ("乙项", 2), ("细目", 3),
        ("保障", 0), ("制度", 1),
    ]
    write(path, "".join(numbered(text, level) for text, level in body), numbering=CHINESE)
    assert printed(path) == [
        "一、职责", "二、目标", "（一）总体", "（二）分项", "1.甲项", "2.乙项", "a)细目", "三、保障", "（一）制度",
    ]


def test_the_tenth_number_and_those_after_it(path: Path) -> None:
    write(path, "".join(numbered(f"第{n}款", 0) for n in range(1, 22)), numbering=CHINESE)
    assert [str(text).partition("、")[0] for text in printed(path)][9:] == [
        "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一",
    ]


def test_lists_of_one_definition_count_on_unless_one_begins_anew(path: Path) -> None:
    body = [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 3), ("戊", 1)]
    numbering = definition(levels(("decimal", "%1.")), "", "", RESTART)
    write(path, "".join(numbered(text, 0, instance) for text, instance in body), numbering=numbering)
    assert printed(path) == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_number_of_all_levels_in_digits(path: Path) -> None:
    legal = levels(("chineseCounting", "%1"), ("decimal", "%1.%2"))
    legal = legal.replace('w:val="%1.%2"/>', 'w:val="%1.%2"/><w:isLgl/>')
    write(path, numbered("总则", 0) + numbered("范围", 1) + numbered("说明", 1), numbering=definition(legal))
    assert printed(path) == ["一总则", "1.1范围", "1.2说明"]


def test_a_number_that_a_style_brings_and_one_that_a_paragraph_refuses(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = [
        p("职责", '<w:pStyle w:val="H1"/>'), p("机构", '<w:pStyle w:val="H2"/>'),
        p("附注", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'), p("目标", '<w:pStyle w:val="H1"/>'),
    ]
    write(path, "".join(body), numbering=CHINESE, styles=styles)
    assert printed(path) == ["一、职责", "（一）机构", "附注", "二、目标"]


def test_bullets_are_not_printed_as_text_and_cells_are_numbered(path: Path) -> None:
    numbering = definition(levels(("decimal", "%1"), ("bullet", "\uf06c")))
    empty = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    body = tbl(tr(td(empty), "办公费"), tr(td(empty), "差旅费")) + numbered("要点", 1)
    write(path, body, numbering=numbering)
    assert printed(path) == [("1", "办公费"), ("2", "差旅费"), "要点"]


def test_merged_cells_stand_once(path: Path) -> None:
    span, down, covered = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(td("指标", span), td("值", down)),
        tr("一级", "二级", td("残留", covered)),
        tr("数量", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr(td("左", '<w:hMerge w:val="restart"/>'), td("", '<w:hMerge w:val="continue"/>'), "右"),
    )
    assert printed(write(path, body)) == [("指标", "", "值"), ("一级", "二级", ""), ("", "数量", ""), ("左", "", "右")]


def test_columns_that_only_come_of_rounding_are_none(path: Path) -> None:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (575, 1, 576, 2, 574, 1))
    span = '<w:gridSpan w:val="2"/>'
    body = tbl(
        f"<w:tblGrid>{widths}</w:tblGrid>", tr(td("项目", span), td("单位", span), td("数量", span)),
        tr("甲", td("套", span), td("3", span), ""), tr(td("乙", '<w:gridSpan w:val="6"/>')),
    )
    assert printed(write(path, body)) == [("项目", "单位", "数量"), ("甲", "套", "3"), ("乙", "", "")]


def test_a_table_in_a_cell_is_a_table_of_its_own_behind_its_row(path: Path) -> None:
    inner = tbl(tr("一级指标", "指标值"), tr("产出", "3项"))
    write(path, tbl(tr("项目", "甲"), tr("绩效指标", td(p("见表") + inner + p("完"))), tr("附注", "无")))
    document = read_document(path, lambda text: False)
    assert [(row.cells, row.table) for row in document.passages] == [
        (("项目", "甲"), 1), (("绩效指标", "见表\n完"), 1), (("一级指标", "指标值"), 2), (("产出", "3项"), 2),
        (("附注", "无"), 1),
    ]


def test_a_table_of_one_cell_that_holds_a_table_is_only_a_frame(path: Path) -> None:
    write(path, tbl(tr(td(p("部门预算") + tbl(tr("收入", "1")) + p("完")))))
    assert printed(path) == ["部门预算", ("收入", "1"), "完"]


def test_text_boxes_are_read_once_and_where_they_hang(path: Path) -> None:
    box = "<w:txbxContent>" + p("附件2") + tbl(tr("单位", "万元")) + "</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    write(path, p("目录", more=both) + p("正文") + tbl(tr(td(p("格", more=both)), "乙")))
    assert printed(path) == ["目录", "附件2", ("单位", "万元"), "正文", ("格\n附件2", "乙"), ("单位", "万元")]


def test_notes_follow_the_text_that_refers_to_them_and_leave_its_figures_alone(path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>万元</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p("含结转。")}</w:footnote>'
    write(
        path, p("预算821.21", more=mark) + tbl(tr("合计", td(p("5", more=end)))), footnotes=notes,
        endnotes=f'<w:endnote w:id="2">{p("不含基金。")}</w:endnote>',
    )
    assert printed(path) == ["预算821.21万元", "含结转。", ("合计", "5"), "不含基金。"]


def test_only_what_is_printed_is_read(path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗文</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明文</w:t></w:r>'
    changes = "<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    field = '<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r><w:r><w:t>12</w:t></w:r>'
    signs = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:noBreakHyphen/><w:t>否</w:t></w:r>'
    body = p("甲", more=hidden + shown) + p("乙", more=changes) + p("丙", more=field) + p("丁", more=signs)
    rows = tbl(tr("留"), tr("删", properties="<w:del/>"))
    assert printed(write(path, body + rows)) == ["甲明文", "乙新", "丙12", "丁☑是-否", ("留",)]


def test_content_controls_and_line_breaks(path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent>{td('乙')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{td('甲')}{cell}</w:tr></w:sdtContent></w:sdt>"
    broken = "<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第 二 行</w:t><w:tab/><w:t>末</w:t></w:r></w:p>"
    body = f"<w:sdt><w:sdtContent>{p('标题')}</w:sdtContent></w:sdt><w:tbl>{row}</w:tbl>{broken}"
    assert printed(write(path, body)) == ["标题", ("甲", "乙"), "第一行", "第二行末"]


def test_places_are_running_numbers_and_kinds_are_told(path: Path) -> None:
    write(path, p("一、职责") + p("") + p("负责审批，推进改革。") + tbl(tr("项目", "金额")))
    document = read_document(path, lambda text: False)
    assert [(q.number, q.kind, str(q.place), q.table) for q in document.passages] == [
        (1, "heading", "line 1", None), (2, "paragraph", "line 2", None), (3, "row", "line 3", 1),
    ]
    assert (document.format, document.encoding, len(document.sha256)) == ("docx", None, 64)


def test_a_main_part_of_another_name_and_the_strict_namespace(path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}" Target="/text/main.xml"/></Relationships>'
    )
    body = part("document", f"<w:body>{numbered('职责', 0)}</w:body>").replace(MAIN, STRICT)
    parts = {"_rels/.rels": relations, "text/main.xml": body, "text/numbering.xml": part("numbering", CHINESE)}
    assert printed(write_parts(path, parts)) == ["一、职责"]
