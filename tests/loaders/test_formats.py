"""Text files to passages: three layouts of dumped tables, what a cell and a paragraph is, and what nothing may lose."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import LoadError, load
from loaders.formats import read_document
from loaders.formats.text import split_lines
from loaders.lexicon import lexicon
from loaders.places import Document

HEADER = "\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n"


def dump(words: str) -> str:
    """Cells on lines of their own: `_` is an empty cell, `/` a blank line."""
    return "".join({"/": "\n", "_": "\t\n"}.get(word, f"\t{word}\n") for word in words.split(" "))


def passages(text: str, folder: Path, name: str = "budget.txt", encoding: str = "utf-8") -> Document:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_document(path, lexicon().is_header_word)


def rows(text: str, folder: Path) -> list[tuple[str, ...]]:
    return [p.cells for p in passages(text, folder).passages if p.kind == "row"]


def texts(text: str, folder: Path) -> list[str]:
    return [p.text for p in passages(text, folder).passages]


# --- Cells on lines of their own. -------------------------------------------------------------------------------------


def test_cells_on_tabbed_lines_with_their_places(tmp_path: Path) -> None:
    found = passages("一、标题\n\n\t甲\n\t乙\n\n\t丙\n\t丁\n\n后文。\n", tmp_path).passages
    assert [(p.kind, p.cells or p.text, str(p.place), p.table) for p in found] == [
        ("heading", "一、标题", "line 1", None),
        ("row", ("甲", "乙"), "lines 3-4", found[1].table),
        ("row", ("丙", "丁"), "lines 6-7", found[1].table),
        ("paragraph", "后文。", "line 9", None),
    ]
    assert [p.number for p in found] == [1, 2, 3, 4]


def test_tables_parted_by_text_are_two(tmp_path: Path) -> None:
    found = passages("\t甲\n\t乙\n\n说明文字\n\n\t丙\n\t丁\n", tmp_path).passages
    assert found[0].table != found[2].table


def test_a_cell_of_several_lines(tmp_path: Path) -> None:
    assert rows("\t绩效目标\n\t1、保障运行\n2、提高质量\n\n\t丙\n\t丁\n", tmp_path) == [
        ("绩效目标", "1、保障运行\n2、提高质量"), ("丙", "丁"),
    ]


@pytest.mark.parametrize(
    "line", ["2、乙项目绩效目标表", "六、政府采购预算", "（三）保障措施", "第二部分 说明", "注：空表列示。", "- 3 -",
             "page number", "[bookmark: _Toc1]说明"]
)
def test_a_heading_right_behind_a_cell_is_no_part_of_it(tmp_path: Path, line: str) -> None:
    found = passages(f"\t甲\n\t乙\n{line}\n\t丙\n\t丁\n", tmp_path).passages
    assert [p.cells for p in found if p.kind == "row"] == [("甲", "乙"), ("丙", "丁")]
    assert len(found) == 3


def test_merged_cells_stay_empty_and_rows_without_text_are_left_out(tmp_path: Path) -> None:
    assert rows("\t甲\n\t乙\n\n\t\n\t丁\n\n\t\n\t\n\n", tmp_path) == [("甲", "乙"), ("", "丁")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("产出指标 数量指标 会议 3场 / _ 质量指标 合格率 100%", id="as it should be"),
        pytest.param("产出指标 / 数量指标 会议 / 3场 / _ 质量指标 / 合格率 100%", id="rows cut"),
        pytest.param("产出指标 数量指标 会议 3场 _ 质量指标 合格率 100%", id="none between rows"),
        pytest.param("产出指标 数量指标 会议 3场 _ / 质量指标 合格率 100%", id="one misplaced"),
        pytest.param("产出指标 数量指标 会议 3场 / _ / 质量指标 合格率 / 100%", id="a lone cell"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", ""])
def test_the_columns_of_the_header_tell_where_rows_end(tmp_path: Path, body: str, gap: str) -> None:
    assert rows(HEADER + gap + dump(body), tmp_path) == [
        ("一级指标", "二级指标", "三级指标", "指标值"), ("产出指标", "数量指标", "会议", "3场"),
        ("", "质量指标", "合格率", "100%"),
    ]


def test_rows_of_unequal_length_are_those_between_blank_lines(tmp_path: Path) -> None:
    body = "产出指标 数量指标 会议 3场 _ / _ _ 培训 5次 _ / _ 质量指标 合格率 100% _ / _ _ 差错率 1% _ /"
    assert [len(row) for row in rows(f"{HEADER}\n{dump(body)}", tmp_path)] == [4, 5, 5, 5, 5]


@pytest.mark.parametrize("blank", ["\n", ""])
def test_a_header_of_two_rows_with_spans(tmp_path: Path, blank: str) -> None:
    upper = "\t序号\n\t功能分类科目\n\t合计\n\t基本支出\n"
    lower = "\t\n\t科目编码\n\t科目名称\n\t\n\t\n"
    first, second = "\t1\n\t201\n\t甲\n\t3\n\t2\n", "\t2\n\t213\n\t乙\n\t5\n\t\n"
    assert rows(upper + "\n" + blank.join([lower, first, second]), tmp_path) == [
        ("序号", "功能分类科目", "合计", "基本支出"), ("", "科目编码", "科目名称", "", ""),
        ("1", "201", "甲", "3", "2"), ("2", "213", "乙", "5", ""),
    ]


@pytest.mark.parametrize("first", ["1", "3", "4"])
def test_numbered_columns_though_the_first_row_goes_on_counting(tmp_path: Path, first: str) -> None:
    header = "\t序号\n\t科目名称\n\t基本支出\n\t项目支出\n\n\t栏次\n\t1\n\t2\n\t3\n\n"
    found = rows(f"{header}\t{first}\n\t甲\n\t5\n\t\n\n\t2\n\t乙\n\t6\n\t7\n\n", tmp_path)
    assert found[1:] == [("栏次", "1", "2", "3"), (first, "甲", "5", ""), ("2", "乙", "6", "7")]


# --- Pipes and tabs. --------------------------------------------------------------------------------------------------


def test_pipe_rows_with_rules_and_escapes(tmp_path: Path) -> None:
    found = passages("# 标题\n\n| 甲 | 乙 |\n|:---|---:|\n| 丙 \\| 丁 | |\n| | |\n正文。\n", tmp_path).passages
    assert [(p.kind, p.cells or p.text, str(p.place)) for p in found] == [
        ("heading", "标题", "line 1"), ("row", ("甲", "乙"), "line 3"), ("row", ("丙|丁", ""), "line 5"),
        ("paragraph", "正文。", "line 7"),
    ]


def test_a_rule_below_another_header_begins_another_table(tmp_path: Path) -> None:
    found = passages("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 丙 | 丁 |\n|---|---|\n| 3 | 4 |\n", tmp_path).passages
    assert [p.table for p in found] == [1, 1, 2, 2]


def test_tab_rows_over_blank_lines(tmp_path: Path) -> None:
    found = passages("标题\n甲\t乙\t\n\n\t丙\t丁\n正文。\n戊\t己\n", tmp_path).passages
    assert [p.cells for p in found if p.kind == "row"] == [("甲", "乙", ""), ("", "丙", "丁"), ("戊", "己")]
    assert [p.table for p in found if p.kind == "row"] == [1, 1, 2]


# --- What is not part of the text. ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("1、便民经费绩效目标表 TC 1、便民经费绩效目标表 \\f C \\l 1 ", "1、便民经费绩效目标表"),
        ("[bookmark: _Toc_2]一、总体绩效目标", "一、总体绩效目标"),
        ("<p>保障<b>运行</b></p>", "保障运行"),
        ("\u200b保障\ufeff运行", "保障运行"),
        ("年度工作计 划", "年度工作计划"),
        ("≥95 百分比", "≥95百分比"),
        ("13030322P0040891000 1D", "13030322P00408910001D"),
        ("部门\u3000职责", "部门职责"),
        ("印发<关于改革的意见>的通知", "印发<关于改革的意见>的通知"),
        ("依托 OA system 办公 1.00 2.00", "依托OA system办公1.00 2.00"),
        ("##不是标题", "##不是标题"),
    ],
)
def test_residue_of_conversions_is_left_out_and_blanks_in_words_are_closed(
    tmp_path: Path, printed: str, text: str
) -> None:
    assert texts(f"{printed}\n", tmp_path) == [text]
    assert rows(f"\t{printed}\n\t乙\n", tmp_path) == [(text, "乙")]


# --- Paragraphs. ------------------------------------------------------------------------------------------------------

LONG = "考核各部门是否落实省委办公厅和省政府办公厅印发的《关于深入推进审批服务便民化的实"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([LONG, "施意见》，提升效能。"], [LONG + "施意见》，提升效能。"], id="cut by the margin"),
        pytest.param([LONG, "", "施意见》，提升效能。"], [LONG + "施意见》，提升效能。"], id="cut by a page break"),
        pytest.param([LONG[:-4] + "》，", "", "单位：万元"], [LONG[:-4] + "》，", "单位：万元"], id="a caption"),
        pytest.param([LONG[:-4] + "》。", "提升效能。"], [LONG[:-4] + "》。", "提升效能。"], id="ended"),
        pytest.param([LONG, "2、加强管理，提升效能。"], [LONG, "2、加强管理，提升效能。"], id="an item"),
        pytest.param([LONG, "绩效指标：完成率。"], [LONG, "绩效指标：完成率。"], id="a label"),
        pytest.param(["短，行", "下一行，"], ["短，行", "下一行，"], id="short lines"),
        pytest.param(
            ["2.推动全区企业开办“一窗通，零成本，一日办”开办费绩效目标表", "630001 某局本级"],
            ["2.推动全区企业开办“一窗通，零成本，一日办”开办费绩效目标表", "630001某局本级"],
            id="a title with commas",
        ),
    ],
)
def test_paragraphs_cut_by_lines_are_joined(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    assert texts("\n".join(lines) + "\n", tmp_path) == expected


# --- Encodings and line ends. -----------------------------------------------------------------------------------------

SAMPLE = "一、部门职责\n\n\t项目编码\n\t13062524P000015103258\n\n\t预算数\n\t≥5.00万元\n\n（一）保障运行。\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_line_ends_give_equal_passages(tmp_path: Path, encoding: str, line_end: str) -> None:
    found = passages(SAMPLE.replace("\n", line_end), tmp_path, encoding=encoding)
    assert found.passages == passages(SAMPLE, tmp_path).passages
    assert (found.encoding or "").startswith(encoding.partition("-sig")[0])


def test_a_form_feed_ends_a_line(tmp_path: Path) -> None:
    assert texts("第一页\x0c第二页\n", tmp_path) == ["第一页", "第二页"]


# --- Any text. --------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["\t", "\n", "\n\n", "|", "\t一级指标", "\t二级指标", "三级指标", "指标值", "栏次", "1", "2", "≥95%", "甲，",
     "产出指标", " ", "合计", "科目编码", "（", "》", "项目名称", "绩效目标表", "。", "单位：万元", "\r\n", "|---|",
     "\u3000", "<p>", "目录", "A"]
)
DUMPS = st.lists(WORDS, max_size=60).map("".join)


@given(text=st.one_of(DUMPS, st.text(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        found = passages(text, folder, encoding="utf-8-sig") if _is_encodable(text) else None
    except LoadError:
        return
    for number, passage in enumerate(found.passages if found else (), start=1):
        assert passage.number == number
        assert passage.text.strip()
        assert 1 <= passage.place.first_line <= passage.place.last_line <= len(split_lines(text))


@given(content=st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(content)
    sentence = _outcome(path)
    assert sentence is None or sentence.startswith(f"{path}: ")


@given(text=DUMPS)
@settings(max_examples=200, deadline=None)
def test_the_forms_of_any_dump_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(f"某县水利局2024年部门预算\n\n{text}", encoding="utf-8", newline="")
    sentence = _outcome(path)
    assert sentence is None or sentence.startswith(f"{path}: ")


def _outcome(path: Path) -> str | None:
    """Why a file is not read, if so. Nothing but a `LoadError` may come."""
    try:
        found = load(path)
    except LoadError as error:
        return str(error)
    numbers = {passage.number for passage in found.document.passages}
    assert all(set(record.passages) <= numbers for record in found.records)
    return None


@given(text=DUMPS)
@settings(max_examples=300, deadline=None)
def test_no_printed_character_is_lost(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        found = passages(text, tmp_path_factory.getbasetemp())
    except LoadError:
        return
    printed = re.sub(r"<p>", "", text)
    kept = "".join(p.text for p in found.passages)
    assert _characters(kept) == _characters(printed)


def _characters(text: str) -> list[str]:
    """The characters that print something, but for the pipes and rules of tables."""
    return sorted(c for c in text if c not in "|-" and not c.isspace() and unicodedata.category(c)[0] != "C")


def _is_encodable(text: str) -> bool:
    return all(not "\ud800" <= character <= "\udfff" for character in text)
