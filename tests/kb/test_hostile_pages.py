"""Names that mean harm stay text on every page, in every file and every answer."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

import lxml.etree
import lxml.html
import pytest
from datasette.app import Datasette
from hostile_sample import NAMES, PRINTED, SCRIPT, TURNED, publish_hostile
from page_examples import DATASETTE, LEADING, PAGES, RARE, rows

from kb.explore.direction import closed
from kb.explore.language import LANGUAGES
from kb.explore.server import application
from kb.schema import BY_NAME

INJECTED = "</script><script>alert(5)</script>\" onfocus='alert(6)' \u202e{{ 7*191 }}"
NOT_PRINTED = {
    "kind", "level", "format", "encoding", "sha256", "rule", "scheme", "parent_code", "method", "scope", "structure",
    "cells", "funding", "searched_documents", "measure", "form", "side", "economic_code", "government_economic_code",
    "relation", "severity", "catalogue_code", "deviation", "topic", "code", "source", "item",
}
"""Columns of words of ours, codes and digests."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_hostile(tmp_path_factory.mktemp("hostile") / "base")


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


def get(site: Datasette, path: str) -> bytes:
    answer = asyncio.run(site.client.get(path, headers={"accept": "text/html"}, follow_redirects=True))
    assert answer.status_code == 200, path
    return answer.content


def assert_harmless(html: bytes) -> None:
    """Nothing runs but our own scripts, nothing leads to a script, no template of a name was filled in."""
    page = lxml.html.document_fromstring(html.decode("utf-8"))
    for script in page.iter("script"):
        ours = script.get("src", "").startswith("/-/static") or script.get("nonce")
        assert ours or script.get("type") == "application/json"
        assert script.get("src") is None or "alert" not in script.get("src")
        if script.get("type") == "application/json":
            json.loads(script.text)
    for element in page.iter(lxml.etree.Element):
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118 - an element is no dict
        for name in ("href", "src", "action", "formaction"):
            assert not (element.get(name) or "").strip().lower().startswith(("javascript:", "data:text"))
    assert page.get_element_by_id("content", None) is not None
    assert not page.xpath("//img[@src='x']")
    assert b"1337" not in html


def unclosed(html: bytes) -> list[str]:
    """The texts and shown attributes of a page that leave their direction open."""
    page = lxml.html.document_fromstring(html.decode("utf-8"))
    for hidden in list(page.iter("script", "style", "pre", "textarea")):
        hidden.drop_tree()
    shown = [*page.itertext(), *(str(word) for word in page.xpath("//@title | //@aria-label | //@alt"))]
    return [text for text in shown if closed(text) != text]


def test_every_printed_column_is_hostile() -> None:
    forgotten = {
        (table.name, column.name) for table in BY_NAME.values() if table.name != "checks" for column in table.columns
        if column.kind == "text" and column.name not in {*NOT_PRINTED, *PRINTED.get(table.name, ())}
    }
    assert forgotten == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES + RARE + LEADING + DATASETTE)
def test_pages_show_hostile_names_as_text(site: Datasette, folder: Path, path: str, language: str) -> None:
    address = path.format_map(rows(folder))
    html = get(site, f"{address}{'&' if '?' in address else '?'}_language={language}")
    assert_harmless(html)
    assert unclosed(html) == []


@pytest.mark.parametrize("path", [
    "/search?q={words}", "/departments?q={words}", "/documents?region={words}&year={words}", "/graph?q={words}",
    "/kb/projects?_search={words}", "/kb/where-is?words={words}", "/sparql?query={words}&view=1",
])
def test_hostile_words_in_an_address_are_text(site: Datasette, path: str) -> None:
    address = path.format(words=quote(INJECTED))
    answer = asyncio.run(site.client.get(address, headers={"accept": "text/html"}))
    assert_harmless(answer.content)


@pytest.mark.parametrize("path", [
    f"/project/{quote(INJECTED, safe='')}", f"/{quote(INJECTED, safe='')}", f"/graph?focus={quote(INJECTED)}",
    f"/kb/{quote(INJECTED, safe='')}", "/check/nothing",
])
def test_refusals_are_harmless(site: Datasette, path: str) -> None:
    answer = asyncio.run(site.client.get(path, headers={"accept": "text/html"}, follow_redirects=True))
    assert 400 <= answer.status_code < 500
    assert_harmless(answer.content)


def test_files_hold_hostile_names_whole(site: Datasette) -> None:
    focus = "focus=departments:xs"
    shown = json.loads(get(site, f"/graph.json?{focus}"))
    assert any(SCRIPT in node["label"] for node in shown["nodes"])
    for ending in ("gexf", "graphml"):
        file = lxml.etree.fromstring(get(site, f"/graph.{ending}?{focus}"))
        assert SCRIPT in "".join([*file.itertext(), *map(str, file.xpath("//@label"))])
    assert any(SCRIPT in str(node) for node in json.loads(get(site, f"/graph.cyjs?{focus}"))["elements"]["nodes"])


def test_tables_give_programs_the_text_and_spreadsheets_no_formula(site: Datasette) -> None:
    (project,) = json.loads(get(site, "/kb/projects.json?id=p2&_shape=array"))
    assert all(name in project["name"] for name in NAMES)
    sheet = list(csv.reader(io.StringIO(get(site, "/kb/projects.csv").decode("utf-8-sig"))))
    assert any(SCRIPT in cell for line in sheet for cell in line)
    assert not [cell for line in sheet for cell in line if cell.startswith("=")]


def test_a_turn_ends_with_its_name() -> None:
    assert closed(TURNED) == f"{TURNED}\u202c\u2069"
    assert all(unicodedata.category(sign) == "Cf" for sign in str(closed(TURNED))[len(TURNED):])
