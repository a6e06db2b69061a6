"""The graph as data: what is reached, what is summed up, what is refused, what other programs read."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import networkx as nx
import pytest
from datasette.utils import MultiParams
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.graph.drawing import graph_link
from kb.explore.graph.reach import MOST, STEP, reach
from kb.explore.graph.view import Thing, View, view_of
from kb.explore.server import application


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and one department with more budget lines than anyone wants to see at once."""
    made = publish(tmp_path_factory.mktemp("graph") / "base")
    connection = database.connect(made / "kb.db")
    database.insert(connection, "budget_lines", [
        {"id": f"many{n:04}", "document_id": "x24", "department_id": "wx", "form": "expenditure", "position": n,
         "name": f"第{n}项", "item": "total", "amount_wan": float(n)} for n in range(2500)
    ])
    connection.commit()
    connection.close()
    return made


def asked(folder: Path, path: str, language: str = "en") -> httpx.Response:
    async def get() -> httpx.Response:
        return await application(folder).client.get(path, headers={"Accept-Language": language})

    return asyncio.run(get())


def graph(folder: Path, path: str) -> dict[str, Any]:
    answer = asked(folder, path)
    assert answer.status_code == 200
    return dict(answer.json())


def things(shown: dict[str, Any]) -> set[str]:
    return {node["thing"] for node in shown["nodes"] if not node["rest"]}


def test_a_project_is_shown_with_what_it_names_and_what_names_it(folder: Path) -> None:
    shown = graph(folder, "/graph.json?focus=projects:p2")
    assert things(shown) == {
        "projects:p2", "projects:p1", "departments:xs", "documents:x24", "indicator_sets:m2", "funds:f1", "funds:f2",
        "indicators:i2", "indicators:i6", "responsibilities:r1", "responsibilities:r2",
    }
    assert {edge["label"] for edge in shown["edges"]} >= {"funded by", "same project"}


def test_what_belongs_to_a_project_is_no_direct_neighbour_of_its_department(folder: Path) -> None:
    near = things(graph(folder, "/graph.json?focus=departments:xs"))
    assert {"projects:p1", "projects:p2"} <= near
    assert not {"indicators:i2", "funds:f1"} & near
    assert {"indicators:i2", "funds:f1"} <= things(graph(folder, "/graph.json?focus=departments:xs&depth=2"))


def test_many_of_a_kind_are_one_node_that_opens_in_steps(folder: Path) -> None:
    shown = graph(folder, "/graph.json?focus=departments:wx")
    (rest,) = [node for node in shown["nodes"] if node["rest"]]
    assert rest["label"] == "Budget figure (2503)"
    assert rest["page"] == "/kb/budget_lines?department_id__exact=wx"
    opened = graph(folder, rest["toggle"].replace("/graph?", "/graph.json?"))
    assert len(things(opened)) == len(things(shown)) + STEP
    (rest,) = [node for node in opened["nodes"] if node["rest"]]
    assert rest["label"] == f"Budget figure ({2503 - STEP})"


def test_a_graph_is_cut_and_says_so(folder: Path) -> None:
    shown = graph(folder, "/graph.json?focus=departments:wx&more=budget_lines.department_id~9999~departments:wx")
    assert shown["cut"]
    assert len(things(shown)) == MOST


def test_only_the_kinds_asked_for_are_shown(folder: Path) -> None:
    assert things(graph(folder, "/graph.json?focus=projects:p2&kinds=funds")) == {
        "projects:p2", "funds:f1", "funds:f2",
    }
    hidden = things(graph(folder, "/graph.json?focus=projects:p2&hide=indicators,funds"))
    assert not {thing for thing in hidden if thing.startswith(("indicators:", "funds:"))}


def test_things_named_one_by_one_are_shown_with_what_connects_them(folder: Path) -> None:
    shown = graph(folder, "/graph.json?ids=responsibilities:r1,projects:p2,projects:nowhere")
    assert things(shown) == {"responsibilities:r1", "projects:p2"}
    (edge,) = shown["edges"]
    assert (edge["label"], edge["evidence"]) == ("funded by", "热线")


@pytest.mark.parametrize(("path", "status", "sentence"), [
    ("focus=passages:s1", 400, "'passages:s1' names no thing; a name is KIND:ID"),
    ("focus=projects", 400, "'projects' names no thing"),
    ("focus=projects:p2&depth=9", 400, "depth counts steps from 0 to 3, not '9'"),
    ("focus=projects:p2&kinds=moons", 400, "there is no kind 'moons'"),
    ("focus=projects:p2&more=x~y~z", 400, "'x~y~z' does not say how many to show"),
    ("ids=" + ",".join(f"projects:{n}" for n in range(501)), 400, "an address can name 500 things, not 501"),
    ("", 400, "Say what to show: focus=KIND:ID, or ids=KIND:ID,KIND:ID."),
    ("focus=projects:nowhere", 404, ""),
])
def test_what_makes_no_sense_is_refused_in_a_sentence(folder: Path, path: str, status: int, sentence: str) -> None:
    answer = asked(folder, f"/graph.json?{path}")
    assert answer.status_code == status
    assert sentence in answer.json()["error"]


def test_files_hold_what_is_shown_and_other_programs_read_them(folder: Path) -> None:
    words = "focus=projects:p2&hide=indicators"
    shown = {thing.replace(":", "/") for thing in things(graph(folder, f"/graph.json?{words}"))}
    gexf = asked(folder, f"/graph.gexf?{words}")
    assert gexf.headers["content-disposition"] == 'attachment; filename="graph.gexf"'
    assert set(nx.read_gexf(io.BytesIO(gexf.content))) == shown
    assert set(nx.read_graphml(io.BytesIO(asked(folder, f"/graph.graphml?{words}").content))) == shown
    cytoscape = json.loads(asked(folder, f"/graph.cyjs?{words}").content)
    assert {node["data"]["id"] for node in cytoscape["elements"]["nodes"]} == shown


def test_no_name_ends_the_data_inside_the_page(folder: Path) -> None:
    text = asked(folder, "/graph?focus=projects:p4").text
    assert HOSTILE not in text
    data = text.partition('id="graph-data">')[2].partition("</script>")[0]
    assert any(node["label"].startswith("<script>") for node in json.loads(data)["nodes"])


def test_before_the_script_is_bundled_the_page_says_what_to_run_and_shows_the_table(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("kb.explore.pages.graph"), "BUNDLE", tmp_path / "graph.js")
    text = asked(folder, "/graph?focus=projects:p2").text
    assert "Run make bundle in the source folder" in text
    assert "vendor/graph.js" not in text
    assert 'id="graph-nodes"' in text


def test_names_are_in_the_readers_language(folder: Path) -> None:
    assert "由其出资" in asked(folder, "/graph?focus=projects:p2", "zh").text
    assert "funded by" in asked(folder, "/graph?focus=projects:p2", "en").text


def test_the_beginning_leads_to_departments_and_finds_things(folder: Path) -> None:
    assert graph_link("departments", "xs") in asked(folder, "/graph").text
    assert graph_link("projects", "p2") in asked(folder, "/graph?q=热线").text


def test_the_beginning_offers_things_with_much_around_them(folder: Path) -> None:
    shown = asked(folder, "/graph").text
    for kind, thing in (("indicator_concepts", "c1"), ("indicator_sets", "m1"), ("projects", "p3"),
                        ("responsibilities", "r1"), ("policies", "y1")):
        assert f'href="{graph_link(kind, thing)}"' in shown


def test_an_address_says_the_view_again() -> None:
    view = View(
        Thing("projects", "p:2 &=#"), 2, (Thing("departments", "xs"),), hidden=("funds",),
    ).with_opened(Thing("documents", "x24"))
    assert view_of(MultiParams(parse_qs(urlsplit(view.address()).query))) == view


def test_the_same_view_reaches_the_same_things_in_the_same_order(folder: Path) -> None:
    connection = sqlite3.connect(folder / "kb.db")
    connection.row_factory = sqlite3.Row
    first, again = (reach(connection, View(Thing("regions", "130609"), 3)) for _ in range(2))
    assert first is not None
    assert again is not None
    assert list(first.rows) == list(again.rows)
    connection.close()
