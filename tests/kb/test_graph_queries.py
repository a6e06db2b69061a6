"""Questions in SPARQL: plain values come out; nothing changes the store, nothing reaches outside it."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pyoxigraph
import pytest
from graph_sample import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from random_rows import filled

from kb import graph
from kb.graph import Answer, QueryError, QueryRefused
from kb.ids import iri
from kb.schema import DEFAULT_BASE


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> pyoxigraph.Store:
    folder = tmp_path_factory.mktemp("asked")
    connection = filled(folder, SAMPLE)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    return graph.open_store(folder / "graph")


def test_select_gives_python_values_and_none_for_unbound(store: pyoxigraph.Store) -> None:
    answer = graph.query(
        store,
        "SELECT ?name ?wan ?fen (?fen > 5 AS ?big) (1e0 AS ?d) ?code { ?p a bk:Project ; bk:name ?name ;"
        " bk:amountWan ?wan ; bk:amountFen ?fen OPTIONAL { ?p bk:code ?code } }",
    )
    assert answer == Answer(
        ("name", "wan", "fen", "big", "d", "code"), (("便民", Decimal("12.5"), 12500000, True, 1.0, None),),
    )


def test_ask_and_construct(store: pyoxigraph.Store) -> None:
    assert graph.query(store, "ASK { ?p a bk:Project }") == Answer(("answer",), ((True,),))
    quoted = "http://www.w3.org/ns/prov#wasQuotedFrom"
    passages = graph.query(store, "CONSTRUCT { ?r prov:wasQuotedFrom ?s } { ?r bk:quotedFrom ?s }")
    assert passages == Answer(
        ("subject", "predicate", "object"),
        ((iri(DEFAULT_BASE, "indicators", "i1"), quoted, iri(DEFAULT_BASE, "passages", "s1")),),
    )


def test_a_prefix_that_the_query_declares_wins(store: pyoxigraph.Store) -> None:
    assert graph.query(store, "PREFIX bk: <http://elsewhere.example/> ASK { ?p a bk:Project }").rows == ((False,),)


def test_from_limits_a_query_to_one_document(store: pyoxigraph.Store) -> None:
    names = f"SELECT ?s FROM <{iri(DEFAULT_BASE, 'documents', 'd2')}> {{ ?s a bk:Passage }}"
    assert graph.query(store, names).rows == ((iri(DEFAULT_BASE, "passages", "s2"),),)


NETWORK = "SERVICE is refused: queries never reach the network."
UPDATE = "Updates are refused: this store is for reading only."
ESCAPE = "A query may not hold \\u escapes: write the characters themselves."
SERVICE = "SERVICE <http://127.0.0.1:7/> { ?a ?b ?c }"


@pytest.mark.parametrize(
    ("sparql", "sentence"),
    [
        (f"SELECT * {{ {SERVICE} }}", NETWORK),
        ("SELECT * { ?s ?p ?o . service silent ?s { ?a ?b ?c } }", NETWORK),
        (f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ {SERVICE} }} }} }} }}", NETWORK),
        (f"ASK {{ FILTER NOT EXISTS {{ {SERVICE} }} }}", NETWORK),
        (f"CONSTRUCT {{ ?a ?b ?c }} {{ {{ }} UNION {{ {SERVICE} }} }}", NETWORK),
        (f"SELECT * {{ ?s ?p ?o # \r {SERVICE} \n }}", NETWORK),
        (f'SELECT * {{ ?s ?p "\\u0022 # " . {SERVICE} \n }}', ESCAPE),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", UPDATE),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", UPDATE),
        ("LOAD <http://127.0.0.1:7/>", UPDATE),
        ("CLEAR ALL", UPDATE),
        ("SELECT * FROM <http://far.example/g> { ?s ?p ?o }",
         "FROM <http://far.example/g> is refused: there is no such graph in this store."),
        ("PREFIX far: <http://far.example/> ASK FROM NAMED far:g { ?s ?p ?o }",
         "FROM <http://far.example/g> is refused: there is no such graph in this store."),
    ],
)
def test_refusals_say_why(store: pyoxigraph.Store, sparql: str, sentence: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        graph.query(store, sparql)
    assert str(caught.value) == sentence


def test_the_word_service_is_free_in_text_names_and_comments(store: pyoxigraph.Store) -> None:
    sparql = 'SELECT ?service { ?service bk:service "SERVICE <http://x>", <http://x/service> # SERVICE <y>\n }'
    assert graph.query(store, sparql) == Answer(("service",), ())


@pytest.mark.parametrize(
    ("sparql", "sentence"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "Syntax error at line 2, column 3, near '?s ?p }'."),
        ("", "Syntax error at line 1, column 1, at the end of the line."),
        ("SELECT * { ?s zz:b ?o }", "The prefix zz: is not declared."),
        ("SELECT (1 AS ?a) (2 AS ?a) {}", "The query cannot be answered: Duplicated variable name in SELECT."),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "The query is nested too deeply."),
    ],
)
def test_errors_of_syntax_name_the_place(store: pyoxigraph.Store, sparql: str, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query(store, sparql)
    assert str(caught.value) == sentence


WORDS = [
    "SELECT", "*",
    "?s", "{", "}", "(", ")", ".", ";", ",", "[", "]", "<a:b>", "bk:x", "zz:y", '"x"@en', "1", "2.5", "+",
    "^", "FILTER", "OPTIONAL", "GRAPH", "VALUES", "BIND", "AS", "#", "\n", "'", "<=", "FROM", "ASK",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_nothing_but_the_two_errors_comes_out_of_any_text(words: list[str]) -> None:
    empty = pyoxigraph.Store()
    with contextlib.suppress(QueryRefused, QueryError):
        graph.query(empty, "SELECT * { " + " ".join(words) + " }")
