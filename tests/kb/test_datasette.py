"""The knowledge base in Datasette: every page answers, Chinese search works, nothing can be changed or injected."""

import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb.explore.cells import figure
from kb.explore.server import ServeError, _listen, application, serve
from kb.publishing import answer, questions
from kb.schema import TABLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("served") / "base")


@pytest.fixture(scope="module")
def site(folder: Path) -> Datasette:
    return application(folder)


def get(site: Datasette, path: str, **params: str) -> Any:
    return asyncio.run(site.client.get(path, params=params or None))


def page(site: Datasette, path: str, **params: str) -> str:
    response = get(site, path, **params)
    assert response.status_code == 200, response.text[:500]
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    return str(response.text)


@pytest.mark.parametrize("table", [table.name for table in TABLES] + ["unread"])
def test_every_table_has_a_page_and_json(site: Datasette, table: str) -> None:
    shown = page(site, f"/kb/{table}")
    assert 'class="rows-and-columns"' in shown or "没有符合条件的行" in shown
    assert get(site, f"/kb/{table}.json", _shape="array").status_code == 200


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_answered_on_its_page_and_as_json(site: Datasette, folder: Path, name: str) -> None:
    defaults = {p.name: p.default for p in questions()[name].parameters if p.default}
    shown = unescape(page(site, f"/kb/{name}", **defaults))
    assert questions()[name].about_zh in shown
    found = answer(folder, name)
    response = get(site, f"/kb/{name}.json", _shape="arrays", **defaults).json()
    assert [tuple(row) for row in response["rows"]] == list(found.rows)
    assert page(site, f"/kb/{name}")


@pytest.mark.parametrize(("table", "words", "ids"), [
    ("projects", "经费", {"p1", "p2", "p3"}), ("projects", "热线 经费", {"p1", "p2"}), ("projects", "费用", {"p2"}),
    ("projects", "费", {"p1", "p2", "p3"}), ("projects", "没有", set()), ("projects", '"', set()),
    ("passages", "热线", {"s1"}), ("departments", "徐水", {"xs"}), ("statements", "接待", {"t1"}),
    ("passages", "script", {"s3"}),
])
def test_the_search_box_finds_chinese_words(site: Datasette, table: str, words: str, ids: set[str]) -> None:
    rows = get(site, f"/kb/{table}.json", _search=words, _shape="array").json()
    assert {row["id"] for row in rows} == ids
    page(site, f"/kb/{table}", _search=words)


def test_one_column_can_be_searched(site: Datasette) -> None:
    rows = get(site, "/kb/projects.json", _search_purpose="运行", _shape="array").json()
    assert [row["id"] for row in rows] == ["p2"]


def test_references_show_labels_and_money_its_unit(site: Datasette) -> None:
    projects = page(site, "/kb/projects")
    assert '<a href="/department/xs" title="徐水区行政审批局">徐水区行政审批局</a>' in projects
    assert "1,200&nbsp;万元" in projects
    findings = page(site, "/kb/findings")
    assert '<a href="/line/b2" title="合计">合计</a>' in findings
    evidence = page(site, "/kb/evidence")
    assert '<a href="/project/p2" title="热线经费">热线经费</a>' in evidence
    places = page(site, "/kb/where-is", words="热线")
    assert 'href="/project/p2"' in places
    assert 'href="/document/x24"' in places


def test_money_and_shares_have_units_and_years_have_none() -> None:
    assert str(figure("percent", 24.0)) == "24%"
    assert str(figure("change_wan", -0.3)) == "-0.3&nbsp;万元"
    assert figure("fiscal_year", 2024) is None


@pytest.mark.parametrize("path", [
    "/kb/projects", "/kb/projects/p4", "/kb/passages/s3", "/kb/findings", "/kb/findings/g1", "/kb/indicators/i5",
    "/kb/doubtful-indicators", "/kb/project-money", "/kb/evidence", "/kb/where-is?words=script",
    "/kb?sql=select+name+from+projects",
])
def test_hostile_names_are_text(site: Datasette, path: str) -> None:
    assert HOSTILE[:30] in unescape(page(site, path))


def test_a_hostile_search_and_parameter_are_text(site: Datasette) -> None:
    for shown in (page(site, "/kb/projects", _search=HOSTILE), page(site, "/kb/project-money", project=HOSTILE)):
        assert HOSTILE not in shown
        assert HOSTILE in unescape(shown)


def test_columns_are_explained_and_search_tables_hidden(site: Datasette) -> None:
    projects = unescape(page(site, "/kb/projects"))
    assert "[万元 (10,000 CNY)]" in projects
    listed = get(site, "/kb.json").json()["tables"]
    assert {table["name"] for table in listed if not table["hidden"]} == {table.name for table in TABLES}


@pytest.mark.parametrize("sql", [
    "delete from projects", "insert into projects default values", "select 1; delete from projects",
    "with x as (select 1) delete from projects", "pragma journal_mode = wal", "attach 'x.db' as x", "vacuum",
])
def test_nothing_can_be_written(site: Datasette, folder: Path, sql: str) -> None:
    before = (folder / "kb.db").read_bytes()
    assert get(site, "/kb.json", sql=sql).status_code == 400
    assert (folder / "kb.db").read_bytes() == before
    assert not site.get_database("kb").is_mutable


def test_the_database_can_be_downloaded(site: Datasette, folder: Path) -> None:
    assert get(site, "/kb.db").content == (folder / "kb.db").read_bytes()


def test_another_database_keeps_the_home_page_and_search_of_datasette(site: Datasette, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("create virtual table f using fts5(t)")
    connection.execute("insert into f values ('经费')")
    connection.commit()
    connection.close()
    other = Datasette(files=[str(tmp_path / "other.db")])
    assert "kb-home" not in page(other, "/")
    assert "kb.css" not in page(other, "/other")
    escaped = get(other, "/other.json", sql="select escape_fts('经费管理')", _shape="arrays").json()
    assert escaped["rows"] == [['"经费管理"']]


def test_a_folder_that_is_no_knowledge_base_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ServeError, match=r"is no knowledge base: it has no file kb\.db\.$"):
        application(tmp_path)
    (tmp_path / "kb.db").touch()
    (tmp_path / "metadata.json").write_text("{", encoding="utf-8")
    (tmp_path / "kb.db").write_bytes((folder / "kb.db").read_bytes())
    with pytest.raises(ServeError, match=r"metadata\.json is damaged: build the knowledge base again\.$"):
        application(tmp_path)


@pytest.mark.parametrize("change", ["alter table projects drop column boilerplate_share", "drop table checks"])
def test_a_knowledge_base_of_another_version_is_to_be_built_again(folder: Path, tmp_path: Path, change: str) -> None:
    for name in ("kb.db", "metadata.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    connection = sqlite3.connect(tmp_path / "kb.db")
    connection.execute(change)
    connection.commit()
    connection.close()
    with pytest.raises(ServeError, match=r"built by another version of kb \(it has no (projects|checks)\..+ again\.$"):
        application(tmp_path)


def test_a_taken_port_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"^Cannot listen at 127\.0\.0\.1 port {port}: Address already in use\.$"):
            serve(folder, port=port)
    with pytest.raises(ServeError, match=r"^Cannot listen at 127\.0\.0\.1 port 70000: "):
        serve(folder, port=70000)


def test_answers_are_sent_at_once() -> None:
    """Only of a listener that is named as TCP does the server know that it may send without waiting for more."""
    with _listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_datasette_itself_may_be_imported_first() -> None:
    """It loads its plugins while it is being imported itself, so ours may not ask for what is not there yet."""
    program = "import datasette.app; from kb.explore.pages import pages; pages()"
    subprocess.run([sys.executable, "-c", program], check=True)


SERVE = "import sys, pathlib; from kb.explore.server import serve; serve(pathlib.Path(sys.argv[1]), port=0)"


def test_serving_prints_the_address_first(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SERVE, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            assert len(httpx.get(f"{address}kb/projects.json?_shape=array", timeout=20).json()) == 5
        finally:
            server.terminate()
