"""Linked data: what an id answers to people and to programs, the data set, the terms and the shapes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from markupsafe import escape
from published_sample import publish
from rdflib import Graph, URIRef

from kb.explore.server import application
from kb.explore.terms import terms
from kb.schema import DEFAULT_BASE

Get = Callable[..., httpx.Response]
FORMATS = [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt")]


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    client = application(publish(tmp_path_factory.mktemp("linked") / "base")).client

    def ask(path: str, accept: str = "text/html") -> httpx.Response:
        return asyncio.run(client.get(path, headers={"Accept": accept, "Accept-Language": "en"}))

    return ask


def test_a_person_who_follows_an_id_comes_to_the_page_of_the_thing(get: Get) -> None:
    reply = get("/id/projects/p1", "text/html,*/*;q=0.8")
    assert (reply.status_code, reply.headers["location"]) == (303, "/project/p1")
    assert 'type="text/turtle"' in reply.headers["link"]


@pytest.mark.parametrize(("accept", "format"), FORMATS)
def test_a_program_gets_what_the_graph_says_of_it(get: Get, accept: str, format: str) -> None:
    reply = get("/id/projects/p1", accept)
    assert reply.headers["content-type"].partition(";")[0] == accept
    assert reply.headers["vary"].startswith("Accept")
    said = Graph().parse(data=reply.content, format=format)
    name = said.value(URIRef(f"{DEFAULT_BASE}id/projects/p1"), URIRef(f"{DEFAULT_BASE}ontology#name"))
    assert str(name) == "热线经费"


@pytest.mark.parametrize(("path", "accept", "status"), [
    ("/id/projects/nobody", "text/turtle", 404), ("/id/nothing/p1", "text/turtle", 404),
    ("/id/projects/p1", "image/png", 406), ("/id/projects/p1?format=pdf", "*/*", 400),
    ("/ontology/nothing", "text/html", 404),
])
def test_what_is_not_there_is_said_by_its_status(get: Get, path: str, accept: str, status: int) -> None:
    assert get(path, accept).status_code == status


@pytest.mark.parametrize(("accept", "format"), FORMATS)
def test_the_data_set_describes_itself(get: Get, accept: str, format: str) -> None:
    said = Graph().parse(data=get("/dataset", accept).content, format=format)
    assert said.value(URIRef(f"{DEFAULT_BASE}dataset"), URIRef("http://rdfs.org/ns/void#sparqlEndpoint"))
    assert terms()["Project"].definition.label_en in get("/dataset").text


@pytest.mark.parametrize("path", ["/ontology", "/ontology/Project", "/shapes"])
def test_the_vocabulary_is_a_file_and_a_page(get: Get, path: str) -> None:
    assert len(Graph().parse(data=get(path, "text/turtle").content, format="turtle")) > 100
    assert get(path).status_code == 200


def test_every_term_has_a_page_with_its_definition(get: Get) -> None:
    assert len(terms()) > 180
    for name, term in terms().items():
        page = get(f"/ontology/{name}").text
        assert f"<code>bk:{name}</code>" in page
        assert escape(term.definition.label_en) in page


def test_a_term_shows_examples_from_the_data_escaped(get: Get) -> None:
    assert '<a href="/project/p1">projects/p1</a>' in get("/ontology/Project").text
    assert "<script>alert" not in get("/ontology/name").text
