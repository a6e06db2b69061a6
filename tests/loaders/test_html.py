"""Web pages: the article and its tables, without what stands around it, in the encodings of Chinese sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.errors import BrokenFile, EmptyFile, LoadError, TooManyCells
from loaders.formats import passages, read_document

LONG = "本部门负责行政审批制度改革，推进政务服务，" * 5 + "完成交办的任务。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def printed(path: Path, page: str, encoding: str = "utf-8") -> list[object]:
    path.write_bytes(page.encode(encoding))
    document = read_document(path, lambda text: False)
    return [passage.cells or passage.text for passage in document.passages]


def test_menus_scripts_and_feet_are_left_out(path: Path) -> None:
    menu = "".join(f"<li><a href='{n}'>栏目{n}</a></li>" for n in range(40))
    page = f"""<html><head><title>某市政府网</title><meta name="ArticleTitle" content="部门预算公开">
    <style>p{{}}</style>
    </head><body><header>政府网站</header><div class="top-nav"><ul>{menu}</ul></div><div class="wrap"><div id="left">
    <ul>{menu}</ul></div><div class="article"><p>一、部门职责</p><p>{LONG}</p><script>var x='预算';</script>
    <p style="display: none">暗文</p><noscript>请打开</noscript></div></div><div id="footer">主办：某局</div></body>"""
    assert printed(path, page) == ["部门预算公开", "一、部门职责", LONG]


def test_an_article_around_which_everything_is_named_furniture_is_kept(path: Path) -> None:
    page = f"<body><div class='nav-page'><h1>预算</h1><p>{LONG}</p></div><div>版权</div></body>"
    assert printed(path, page) == ["预算", LONG]


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings_whatever_the_page_declares(encoding: str, path: Path) -> None:
    head = "<?xml version='1.0' encoding='gb2312'?><html><head><meta charset='gb2312'></head>"
    page = f"{head}<body><p>部门预算</p></body></html>"
    assert printed(path, page, encoding) == ["部门预算"]


def test_spans_of_columns_and_rows(path: Path) -> None:
    page = """<table><caption>绩效目标表</caption><thead><tr><th colspan="2">指标</th><th rowspan="2">值</th></tr>
    <tr><th>一级</th><th>二级</th></tr></thead><tr><td rowspan=0>产出</td><td>数量</td><td>3 项</td></tr>
    <tr><td>质量</td><td>≥95 %</td></tr><tr><td>时效<td>12月底<br>前</table>"""
    assert printed(path, page) == [
        "绩效目标表", ("指标", "", "值"), ("一级", "二级", ""), ("产出", "数量", "3项"), ("", "质量", "≥95%"),
        ("", "时效", "12月底\n前"),
    ]


def test_a_table_that_arranges_the_page_is_no_table(path: Path) -> None:
    inner = "<table><tr><td>项目</td><td>金额</td></tr></table>"
    frame = "<table><tr><td>框</td></tr></table>"
    page = f"<table><tr><td>首页</td><td><p>一、收入</p>{inner}<p>二、支出</p></td></tr></table>{frame}"
    assert printed(path, page) == ["首页", "一、收入", ("项目", "金额"), "二、支出", "框"]


def test_lines_blocks_and_blanks(path: Path) -> None:
    page = "<div>第一行<br/>第二行<p>&emsp;&emsp;第 三&nbsp;行<b>粗</b>\n<i>斜</i></p>尾<!-- 注 --></div>"
    assert printed(path, page) == ["第一行", "第二行", "第三行粗斜", "尾"]


def test_attachments_are_listed_once(path: Path) -> None:
    link = '<a href="/f/1.xlsx">预算表</a>'
    more = "<a href='b.pdf?x=1' title='说明'></a><a href='/x.html'>页</a>"
    shown = "<iframe src='/viewer.html?file=c.pdf'></iframe><iframe src='/counter.html'></iframe>"
    page = f"<body><p>{LONG}</p><p>{link}</p><div>{link}{more}{shown}</div></body>"
    assert printed(path, page)[-3:] == [
        "附件：预算表（/f/1.xlsx）", "附件：说明（b.pdf?x=1）",
        "附件：/viewer.html?file=c.pdf（/viewer.html?file=c.pdf）",
    ]


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", "<!-- -->", "<body><p> </p></body>"])
def test_a_page_that_prints_nothing_is_empty(page: str, path: Path) -> None:
    path.write_text(page, encoding="utf-8")
    with pytest.raises(EmptyFile):
        read_document(path, lambda text: False)


def test_elements_nested_deep_are_read_and_those_nested_without_end_refused(path: Path) -> None:
    assert printed(path, "<b>" * 1500 + "部门" + "</b>" * 1500 + "<p>预算</p>") == ["部门", "预算"]
    assert printed(path, "<p>甲</p>" + "<div>" * 1500 + "部门预算")[-1] == "部门预算"
    with pytest.raises(BrokenFile):
        printed(path, "<p>甲</p>" + "<div>" * 5000 + "部门预算")


def test_spans_without_end_are_cut_or_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(path, "<table><tr><td colspan=999999>甲<td>乙<tr><td rowspan=-1>丙</table>")[0][0] == "甲"
    monkeypatch.setattr(passages, "CELL_LIMIT", 100_000)
    path.write_text("<table>" + "<tr><td colspan=1000>甲<td>乙" * 200 + "</table>", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_document(path, lambda text: False)
    assert type(caught.value) is TooManyCells
