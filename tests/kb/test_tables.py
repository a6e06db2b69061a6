"""Datasette's own pages of our tables and questions speak the reader's language and lead to our pages."""

import asyncio
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from datasette.app import Datasette
from datasette.filters import Filters
from published_sample import HOSTILE, publish

from kb.explore.dictionary import GROUPS, column_label, tables_of
from kb.explore.language import SPEECH, Speech, texts
from kb.explore.server import application
from kb.publishing import answer, questions
from kb.schema import BY_NAME, TABLES

ENGLISH = (
    "rows", "Apply", "sorted by", "View and edit", "Powered by", "This data as", "records", "Query", "home /",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("tables") / "base")


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


def page(site: Datasette, path: str, **params: str) -> str:
    response: Any = asyncio.run(site.client.get(path, params=params or None))
    assert response.status_code == 200, response.text[:500]
    return unescape(response.text)


def seen(text: str) -> str:
    """What people read of a page."""
    without = re.sub(r"<(script|style|pre|textarea)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", without)


@pytest.mark.parametrize("path", [
    "/kb", "/kb/projects", "/kb/projects?fiscal_year=2024&_size=1", "/kb/projects/p2", "/kb/shared-indicators",
    "/kb/where-is?words=热线", "/kb?sql=select+1", "/kb/unread", "/kb/load_errors",
])
def test_a_chinese_page_says_nothing_of_datasette_in_english(site: Datasette, path: str) -> None:
    words = seen(page(site, path))
    assert [word for word in ENGLISH if word in words] == []
    assert "首页" in words


def test_a_table_is_called_and_explained_in_one_language(site: Datasette) -> None:
    chinese, english = page(site, "/kb/projects"), page(site, "/kb/projects", _language="en")
    assert "<title>预算项目</title>" in chinese
    assert "<title>Budget project</title>" in english
    assert "金额（万元）" in chinese
    assert "金额（万元）" not in seen(english)
    assert re.search(r'data-column-description="Amount \(10,000 yuan\) \(amount_wan\): [^"]+\[万元', english)


def test_facets_and_conditions_are_named_by_what_they_are(site: Datasette) -> None:
    words = seen(page(site, "/kb/responsibilities", kind="specific"))
    assert re.search(r"职责类别\s+等于\s+具体职责", words)
    facets = page(site, "/kb/responsibilities").partition("facet-results")[2].partition("<table")[0]
    assert "资金保障" in facets
    assert "department_id" not in seen(facets)


def test_a_row_is_titled_by_its_name_and_leads_to_our_page(site: Datasette) -> None:
    shown = page(site, "/kb/projects/p2")
    assert "<title>热线经费 · 预算项目</title>" in shown
    assert '<a class="kb-way" href="/project/p2">成页查看</a>' in shown
    assert "万元" in shown
    assert 'href="/kb/projects/p2"' in page(site, "/project/p2")


def test_the_name_of_a_thing_leads_to_its_page_from_the_table(site: Datasette) -> None:
    assert '<a href="/project/p2" title="热线经费">热线经费</a>' in page(site, "/kb/projects")


def test_every_table_stands_in_one_group_and_on_the_page_of_all(site: Datasette) -> None:
    grouped = [table for group, _ in GROUPS for table in tables_of(group)]
    assert sorted(grouped) == sorted([*BY_NAME, "unread"])
    shown = page(site, "/kb")
    for table in grouped:
        assert f'href="/kb/{table}"' in shown
    assert "_fts" not in seen(shown)
    assert "projects_fts" in page(site, "/kb", _show_hidden="1")
    assert shown.index('id="queries"') < shown.index("/kb/projects")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_of_every_answer_has_a_name(folder: Path, language: Any) -> None:
    token = SPEECH.set(Speech(language))
    try:
        unnamed = {column for name in questions() for column in answer(folder, name).columns
                   if column_label(None, column) == column}
        assert unnamed == set()
        assert {column.name for table in TABLES for column in table.columns
                if column_label(table.name, column.name) == column.name} == set()
    finally:
        SPEECH.reset(token)


def test_every_comparison_of_datasette_has_a_name() -> None:
    assert {f"tables.op_{lookup.key}" for lookup in Filters._filters} <= texts().keys()


@pytest.mark.parametrize("name", list(questions()))
def test_a_question_is_a_sentence_with_help_in_one_language(site: Datasette, name: str) -> None:
    question = questions()[name]
    chinese, english = page(site, f"/kb/{name}"), page(site, f"/kb/{name}", _language="en")
    assert f"<title>{question.title_zh}</title>" in chinese
    assert question.title_en not in seen(chinese)
    assert f"<title>{question.title_en}</title>" in english
    assert question.about_zh not in english
    for parameter in question.parameters:
        assert re.search(rf'<(select|input)[^>]* name="{parameter.name}"', chinese)
    assert '<details class="kb-sql">' in chinese


def test_fields_offer_what_the_knowledge_base_has(site: Datasette) -> None:
    shown = page(site, "/kb/project-money", year="2024")
    assert "<option selected>2024</option>" in shown
    assert '<option value="徐水区行政审批局">' in shown
    assert "<option selected>1999</option>" in page(site, "/kb/project-money", year="1999")


def test_answers_are_counted_and_lead_to_pages_and_to_the_same_question_in_sparql(site: Datasette) -> None:
    shown = page(site, "/kb/project-money", project="热线")
    listed: Any = asyncio.run(site.client.get("/kb/project-money.json?project=热线&_shape=array")).json()
    assert f"{len(listed)} 条结果" in shown
    assert '<a href="/project/p2" title="热线经费">热线经费</a>' in shown
    assert '<th class="col-project_id' not in shown
    ours = re.search(r'<a class="kb-way" href="(/question/project-money[^"]+)"', shown)
    assert ours is not None
    assert "热线经费" in page(site, ours[1])
    link = re.search(r'href="(/sparql\?query=[^"]+)"', shown)
    assert link is not None
    assert '"热线"' in parse_qs(urlsplit(link[1]).query)["query"][0]
    assert "热线经费" in page(site, link[1])
    assert "没有结果" in page(site, "/kb/project-money", project="没有这个项目")


def test_findings_are_told_in_the_language_of_the_reader(site: Datasette) -> None:
    assert '>合计不等于各项之和</a>' in page(site, "/kb/contradictions")
    assert '>the total differs</a>' in page(site, "/kb/contradictions", _language="en")
    words = seen(page(site, "/kb/unfunded-responsibilities"))
    assert "no project" not in words
    assert "没有找到项目" in words


def test_places_lead_to_the_passage(site: Datasette) -> None:
    shown = page(site, "/kb/where-is", words="热线")
    assert 'href="/passage/s1"' in shown


def test_a_broken_query_says_so(site: Datasette) -> None:
    response: Any = asyncio.run(site.client.get("/kb?sql=select+*+from+nowhere"))
    assert response.status_code == 400
    assert "no such table" in response.text


def test_hostile_titles_of_rows_are_text(site: Datasette) -> None:
    response: Any = asyncio.run(site.client.get("/kb/projects/p4"))
    assert HOSTILE not in response.text
    assert HOSTILE in unescape(response.text)


def test_a_language_chosen_on_a_page_of_datasette_is_kept(site: Datasette) -> None:
    response: Any = asyncio.run(site.client.get("/kb/projects?_language=en"))
    assert response.headers["set-cookie"].startswith("kb_language=en; Max-Age=31536000; Path=/")
    assert {"Accept-Language", "Cookie"} <= set(response.headers["vary"].split(", "))
    kept: Any = asyncio.run(site.client.get("/kb/projects", cookies={"kb_language": "en"}))
    assert "<title>Budget project</title>" in kept.text
    assert "set-cookie" not in kept.headers
