"""The home page: counts that agree with the pages they lead to, examples from the base itself, what cannot be told."""

import asyncio
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.described import DESCRIBED
from kb.explore.server import application
from kb.publishing import answer, describe, index, questions

Change = Callable[[str], Datasette]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("home") / "base")


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


@pytest.fixture
def changed(folder: Path, tmp_path: Path) -> Change:
    """The sample with something changed in it, published anew."""

    def change(sql: str) -> Datasette:
        shutil.copytree(folder, tmp_path / "changed")
        connection = database.connect(tmp_path / "changed" / "kb.db")
        connection.executescript(sql)
        connection.close()
        describe(tmp_path / "changed")
        return application(tmp_path / "changed")

    return change


@pytest.fixture
def empty(tmp_path: Path) -> Datasette:
    """A knowledge base without any document, where one file was refused."""
    connection = database.create(tmp_path / "kb.db")
    refused = {"id": "r", "path": HOSTILE, "error": "is empty", "advice": None}
    database.insert(connection, "load_errors", [refused])
    database.finish(connection)
    index(connection)
    connection.close()
    describe(tmp_path)
    return application(tmp_path)


def get(site: Datasette, path: str) -> Any:
    return asyncio.run(site.client.get(path))


def page(site: Datasette, path: str = "/") -> str:
    response = get(site, path)
    assert response.status_code == 200, response.text[:500]
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    return str(response.text)


def test_every_question_stands_there_with_its_answers_or_with_a_form(site: Datasette, folder: Path) -> None:
    home, english = page(site), unescape(page(site, "/?_language=en"))
    for name, question in questions().items():
        assert question.title_zh in home
        assert question.title_en in english
        if question.needed:
            assert f'action="/question/{name}"' in home
            assert re.search(rf'href="/question/{name}[?"]', home)
        else:
            assert f'href="/question/{name}"' in home
            after = home.partition(f'href="/question/{name}"')[2]
            assert re.search(r"<b>([\d,]+)</b>", after)[1] == str(len(answer(folder, name).rows))  # type: ignore[index]


def test_the_seven_come_first_and_in_order(site: Datasette) -> None:
    core = page(site).partition('<ol class="home-core')[2].partition("</ol>")[0]
    named = re.findall(r'href="/question/([\w-]+)', core)
    numbers = [questions()[name].number[0] for name in named]
    assert numbers == list("1234567")


def test_a_question_without_a_count_says_that_its_page_counts(changed: Change) -> None:
    site = changed("")
    del DESCRIBED[site]["databases"]["kb"]["queries"]["cited-policies"]["answers"]
    assert "打开后计数" in page(site)


def test_examples_are_words_of_the_base_that_find_something(changed: Change) -> None:
    site = changed("""
        insert into passages (id, number, text, document_id, kind) values ('s9', 9, '办结率 | ≥95%', 'x24', 'row');
        insert into evidence (id, record_table, record_id, passage_id) values ('e9', 'indicators', 'i2', 's9');
    """)
    home = page(site)
    words = [unquote(found) for found in re.findall(r'href="/search\?q=([^"]+)"', home)]
    assert words == ["徐水区行政审批局", "管理运行经费", "办结率"]
    assert all(word in page(site, f"/search?q={word}").partition("<main")[2] for word in words)
    paths = re.findall(r'href="(/question/(?:where-is|policy-citations|function-code|duty)\?[^"]+)"', home)
    assert len(paths) >= 3
    for path in paths:
        assert 'question-answers' in page(site, unescape(path)), path
    assert 'name="from" value="2023"' in home
    assert 'name="to" value="2024"' in home


def test_figures_lead_on(site: Datasette) -> None:
    home = page(site)
    assert re.search(r'href="/documents"><b>4</b>', home)
    assert re.search(r'href="/departments"><b>2</b> <span>个地区', home)
    assert re.search(r'href="/kb/projects"><b>5</b>', home)
    assert "2023–2024" in home
    assert 'href="/documents?year=2024">2</a>' in home
    assert 'href="/region/130434"' in home
    assert 'href="/kb/findings?severity=error">错误 1</a>' in home


def year(home: str, of: str) -> list[str]:
    row = re.search(rf'<th scope="row">(?:<span[^>]*>)?{of}.*?</tr>', home, re.DOTALL)
    assert row is not None
    cells = re.findall(r"<td.*?</td>", row[0])
    return [re.sub("<[^>]+>", "", cell) for cell in cells]


def test_money_is_added_up_by_year_and_what_prints_none_is_told(site: Datasette) -> None:
    home = page(site)
    assert year(home, "2024") == ["2", "2", "2", "1,212.30"]
    assert year(home, "2023") == ["1", "1", "1", "10.10"]
    assert year(home, "未注明") == ["1", "2", "0", "未列示"]


def test_a_project_that_two_documents_of_a_year_print_counts_once(changed: Change) -> None:
    site = changed("update projects set fiscal_year = 2024 where id = 'p1'")
    assert year(page(site), "2024") == ["2", "2", "2", "1,210.10"]


def test_what_is_worth_a_look_leads_to_its_page(changed: Change) -> None:
    site = changed("""
        update indicator_signatures set project_count = 4, department_count = 3 where id = 'a';
        update findings set expected = '1.00 + 2.50 = 3.50 万元', actual = '3.00 万元' where id = 'g2';
    """)
    cards = page(site, "/?_language=en").partition("home-striking")[2].partition("</ul>")[0]
    assert re.search(r'href="/indicator/c1".*?</b>\s*<span>target ≥95%: identical in 4 projects', cards, re.DOTALL)
    assert re.search(r'href="/finding/g2".*?differ by 0\.50 万元', cards, re.DOTALL)
    assert re.search(r'href="/department/xs\?year=2024".*?duties 2, of which 1', cards, re.DOTALL)
    assert re.search(r'href="/project/p3".*?2024: 1,200\.00 万元', cards, re.DOTALL)
    assert re.search(r'href="/project/p1".*?all 3 indicators and targets are identical in 3 projects', cards, re.DOTALL)
    assert all(get(site, path).status_code == 200 for path in re.findall(r'href="([^"?]+)', cards))


def test_what_cannot_be_told_leads_to_where_it_is_listed(changed: Change) -> None:
    site = changed(f"""
        insert into load_errors (id, path, error) values ('e', 'a.pdf', '{HOSTILE}');
        update documents set unread = 1, passages = 10000, figures = 50, figures_unread = 2 where id = 'n';
        insert into checks select 'read.figure', 'reading', 'info', {', '.join(["'t'"] * 12)};
        insert into findings (id, rule, severity, message) values ('f', 'read.figure', 'info', 'm');
    """)
    home = page(site)
    gaps = home.partition('id="cannot"')[2].partition("</section>")[0]
    said = dict(re.findall(r'<a href="([^"]+)">([^<]+)</a>', gaps))
    assert said["/kb/load_errors"] == "无法读取的文件：1 个"
    assert "1 段，分布在 1 份文件里" in said["/kb/unread"]
    assert said["/kb/documents?fiscal_year__isnull=1"] == "没有写明预算年度的文件：1 份"
    assert "1 条" in said["/question/unfunded-responsibilities?funding=unsearched"]
    assert said["/kb/projects?amount_fen__isnull=1"] == "没有印出金额的项目：2 个"
    assert said["/check/read.figure"] == "t"
    for path in said:
        assert get(site, unescape(path)).status_code == 200, path
    assert "99.9 % 的段落" in home


def test_tables_are_named_in_the_language_of_the_reader(site: Datasette) -> None:
    home, english = page(site), page(site, "/?_language=en")
    assert re.search(r'href="/kb/projects">预算项目</a> <span[^>]*><code>projects</code> 5<', home)
    assert re.search(r'href="/kb/projects">Budget project</a> <span[^>]*><code>projects</code> 5<', english)
    assert 'href="/kb/assets"' not in home
    for path in ("/sparql", "/dataset", "/ontology", "/shapes", "/kb.db"):
        assert f'href="{path}"' in home


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_any_document_the_page_says_so_and_why(empty: Datasette, language: str) -> None:
    home = page(empty, f"/?_language={language}")
    assert HOSTILE in unescape(home)
    assert {"zh": "还没有读入任何文件", "en": "No document has been read"}[language] in home
    assert 'id="striking"' not in home
    assert 'id="by-year"' not in home
    for name, question in questions().items():
        assert (question.title_zh if language == "zh" else question.title_en) in unescape(home)
        assert get(empty, f"/question/{name}").status_code == 200
