"""The page of what was found, its filters, and the suggestions, over Datasette's client."""

import asyncio
import re
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.server import application
from kb.publishing.asking import NUMBERS
from kb.publishing.facets import PLACES, TEXT_PLACES
from kb.publishing.hits import NAMES, TEXT_ROWS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("search_page") / "base")


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


def get(site: Datasette, path: str, language: str = "zh", **asked: Any) -> Any:
    response = asyncio.run(site.client.get(path, params=asked or None, headers={"accept-language": language}))
    assert response.status_code == 200
    return response


def test_names_come_before_texts_with_the_words_marked_and_lead_to_their_pages(site: Datasette) -> None:
    html = get(site, "/search", q="热线").text
    assert html.index('href="/project/p2"') < html.index('href="/passage/s1"')
    assert '<mark>热线</mark>经费' in html
    assert '一、便民<mark>热线</mark>运行经费绩效目标表' in html
    assert "第 2 页" in html
    assert "第 7–9 行" in html


@pytest.mark.parametrize(("language", "kind"), [("zh", "项目"), ("en", "Project")])
def test_kinds_are_named_in_the_readers_language(site: Datasette, language: str, kind: str) -> None:
    assert f'<span class="kb-tag">{kind}</span>' in get(site, "/search", language, q="热线").text


def test_filters_keep_the_others_and_can_be_taken_back(site: Datasette) -> None:
    html = get(site, "/search", q="经费", kind="projects", year="2024").text
    assert 'href="/search?q=%E7%BB%8F%E8%B4%B9&amp;kind=projects&amp;region=130609&amp;year=2024"' in html
    assert 'href="/search?q=%E7%BB%8F%E8%B4%B9&amp;year=2024"' in html
    assert 'href="/search?q=%E7%BB%8F%E8%B4%B9&amp;kind=projects"' in html
    assert 'href="/project/p2"' in html
    assert 'href="/project/p1"' not in html
    assert "/passage/" not in html


def test_filters_without_words_list_what_they_leave(site: Datasette) -> None:
    html = get(site, "/search", kind="projects", region="130434").text
    assert 'href="/project/p3"' in html
    assert 'href="/project/p2"' not in html
    assert 'href="/passage/s2"' in get(site, "/search", kind="passages", region="130434").text


def test_nothing_asked_offers_what_there_is(site: Datasette) -> None:
    html = get(site, "/search", "en").text
    assert 'href="/search?kind=projects"' in html
    assert "double quotes" in html
    assert 'class="search-hits"' not in html


def test_nothing_found_says_what_to_do_next(site: Datasette) -> None:
    html = get(site, "/search", "en", q="热线 外星人", year="2024").text
    assert "No name and no text holds all these words" in html
    assert 'href="/search?q=%E7%83%AD%E7%BA%BF"' in html
    assert "Search again in all kinds, regions and years" in html


@pytest.mark.parametrize("asked", [
    {"q": '"'}, {"q": '") or 1 --'}, {"q": "a\x00b"}, {"q": "NEAR(费 用)"}, {"q": "费 " * 200}, {"q": "*"},
    {"q": "，。"},
    {"q": "费" * 5000}, {"q": "{name}: 费"}, {"q": "[(\\"}, {"q": "费", "kind": "nothing"}, {"q": "费", "year": "²"},
    {"q": "费", "region": '"; drop'}, {"q": "费", "page": "999999999"}, {"q": "费", "page": "-1"}, {"year": "99999"},
    {"q": " \u3000 "}, {"q": "\ue000kprojects"},
])
def test_nothing_that_is_typed_is_an_error(site: Datasette, asked: dict[str, str]) -> None:
    assert "</html>" in get(site, "/search", **asked).text
    assert get(site, "/suggest.json", **asked).json()["suggestions"] is not None


def test_text_that_means_harm_is_text(site: Datasette) -> None:
    for asked in ({"q": HOSTILE}, {"q": "alert"}, {"kind": "projects"}):
        html = get(site, "/search", **asked).text
        assert "<script>alert" not in html
        assert "<img" not in html
    assert "&lt;script&gt;<mark>alert</mark>(1)" in get(site, "/search", q="alert").text


def test_a_page_after_the_last_says_so(site: Datasette) -> None:
    html = get(site, "/search", "en", q="经费", page="50").text
    assert "There are not so many pages" in html
    assert 'rel="prev"' in html


def test_suggestions_say_kind_department_and_address(site: Datasette) -> None:
    [first, *_] = get(site, "/suggest.json", "en", q="热线经").json()["suggestions"]
    assert (first["name"], first["kind_name"], first["address"]) == ("热线经费", "Project", "/project/p2")
    assert first["detail"] == "徐水区行政审批局 · 2024"
    assert first["pieces"] == [["热线经", True], ["费", False]]
    assert get(site, "/suggest.json", q="").json()["suggestions"] == []


def test_every_page_tells_browsers_of_the_search(site: Datasette) -> None:
    assert 'type="application/opensearchdescription+xml"' in get(site, "/").text
    root = ElementTree.fromstring(get(site, "/opensearch.xml").text)
    [url] = [one for one in root if one.tag.endswith("Url")]
    assert url.attrib["template"] == "http://localhost/search?q={searchTerms}"


def test_boxes_are_on_our_pages_and_on_datasettes(site: Datasette) -> None:
    for path in ("/", "/search", "/kb/projects"):
        html = get(site, path).text
        assert "data-suggest=" in html
        assert "suggest.js" in html
        assert "search.css" in html


def test_an_older_knowledge_base_is_a_sentence(tmp_path: Path) -> None:
    old = publish(tmp_path / "old")
    with sqlite3.connect(old / "kb.db") as connection:
        connection.execute("drop table search_names_fts")
    older = application(old)
    assert "Build it again with kb build" in get(older, "/search", "en", q="经费").text
    assert get(older, "/suggest.json", q="经费").json()["suggestions"] == []
    assert asyncio.run(older.client.get("/graph?q=经费")).status_code == 400


def test_the_index_is_asked_and_no_table_is_read_through(tmp_path: Path) -> None:
    file = publish(tmp_path / "large") / "kb.db"
    with sqlite3.connect(file) as written:
        written.execute("delete from sqlite_stat1")  # which say that the tables of the sample are tiny
    connection = database.connect(file, read_only=True)
    asked = {"kind": "projects", "region": "", "year": 0, "key": "费", "end": "费z", "expression": '"费"', "most": 9,
             "numbers": "[1]", "limit": 9, "start": 0}
    for sql in (NUMBERS, NAMES, TEXT_ROWS.format(order="rank, rowid"), PLACES, TEXT_PLACES):
        plan = [row["detail"] for row in connection.execute(f"explain query plan {sql}", asked)]
        # What is scanned are hits of the index and rows that a subquery has limited.
        through = re.compile(r"SCAN (?!\(subquery|f$)(?!.* VIRTUAL TABLE)")
        assert list(filter(through.match, plan)) == []
    connection.close()
