"""The network: which rows are nodes, what connects them, what a neighbourhood holds, what cleaning keeps."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_exports import fill, sample

from kb.exports.cleaning import Network, assembled, clean, legal
from kb.exports.network import KINDS, RESERVED, attribute_name, ends, focus, network
from kb.schema import TABLES


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with closing(fill(tmp_path_factory.mktemp("network"), sample())) as connection:
        yield connection


@pytest.fixture(scope="module")
def graph(connection: Any) -> Network:
    return network(connection)


def edge_set(graph: Network) -> set[tuple[str, str, str]]:
    return {(source, data["label"], target) for source, target, data in graph.edges(data=True)}


def test_every_explored_row_is_a_node_and_passages_wait_to_be_asked_for(graph: Network) -> None:
    rows = {f"{table}/{row['id']}" for table, rows in sample().items() for row in rows}
    assert set(graph) == {row for row in rows if row.split("/")[0] not in ("passages", "evidence", "links")}


def test_references_and_links_are_edges_named_in_words(graph: Network) -> None:
    edges = edge_set(graph)
    assert ("departments/unit1", "unit of", "departments/dep1") in edges
    assert ("regions/130202", "parent region", "regions/130000") in edges
    assert ("projects/pro1", "same indicator", "projects/pro2") in edges
    assert ("findings/fin1", "subject", "projects/pro2") in edges
    # Every filled reference of the sample whose two ends are nodes, and the link.
    references = sum(
        1 for table in TABLES for row in sample().get(table.name, ()) for column in table.columns
        if ends(table) is None and column.kind in ("ref", "any") and row.get(column.name)
    )
    passages = 1  # the document of the passage, which is no node here
    assert graph.number_of_edges() == references - passages + 1


def test_a_link_carries_how_it_was_found(graph: Network) -> None:
    (link,) = graph.get_edge_data("projects/pro1", "projects/pro2").values()
    assert (link["relation"], link["method"], link["score"]) == ("same_indicator", "concept", 0.75)
    assert link["evidence"] == "便民中心工作经费"


def test_a_node_carries_its_columns_and_no_missing_value(graph: Network) -> None:
    assert graph.nodes["projects/pro1"] == {
        "label": "便民中心工作经费", "kind": "projects", "amount": 1250.5, "amount_fen": 1250500000, "position": 1,
        "code": "13000020000000000001", "name": "便民中心工作经费", "purpose": "便民中心工作经费",
    }
    assert graph.nodes["departments/dep1"]["departmentKind"] == "department"
    assert graph.nodes["indicators/ind1"]["indicator_value"] == 95.0


def test_the_label_is_short_and_falls_back_to_what_is_there(graph: Network, tmp_path: Path) -> None:
    assert graph.nodes["documents/doc1"]["label"] == "a/b.docx"
    assert graph.nodes["goals/goa1"]["label"] == "便民中心工作经费"
    with closing(fill(tmp_path, sample("长\n" * 100 + "\x00"))) as connection:
        long = network(connection).nodes["departments/dep1"]
    assert long["label"] == ("长 " * 40)[:79] + "…"
    assert long["name"] == "长\n" * 100 + "\x00"
    (empty := tmp_path / "empty").mkdir()
    with closing(fill(empty, sample("\x00"))) as connection:
        assert network(connection).nodes["departments/dep1"]["label"] == "department"


def test_no_attribute_takes_a_name_that_formats_reserve_and_none_is_taken_twice() -> None:
    for table in TABLES:
        names = [attribute_name(table, c) for c in table.columns if c.kind not in ("ref", "any")]
        assert len(names) == len(set(names)), table.name
        assert set(names) & RESERVED <= {"amount"}, table.name


def test_kinds_choose_nodes_and_passages_bring_their_evidence(connection: Any) -> None:
    graph = network(connection, ["projects", "passages"])
    assert set(graph) == {"projects/pro1", "projects/pro2", "passages/pas1"}
    assert edge_set(graph) == {
        ("projects/pro1", "quoted from", "passages/pas1"), ("projects/pro1", "same indicator", "projects/pro2"),
    }


def test_the_default_kinds_are_tables_of_the_schema() -> None:
    assert set(KINDS) < {table.name for table in TABLES}


def test_an_unknown_kind_is_refused_with_the_known_ones(connection: Any) -> None:
    with pytest.raises(ValueError, match=r"^there is no kind links; the kinds are regions, .*findings, load_errors$"):
        network(connection, ["links"])


@pytest.mark.parametrize("name", ["con1", "indicator_concepts/con1", "https://x.example/id/indicator_concepts/con1"])
def test_a_neighbourhood_follows_edges_both_ways(graph: Network, name: str) -> None:
    assert set(focus(graph, name, 0)) == {"indicator_concepts/con1"}
    assert set(focus(graph, name, 1)) == {"indicator_concepts/con1", "indicators/ind1", "indicators/ind2"}
    two = focus(graph, name, 2)
    assert {"projects/pro1", "projects/pro2", "documents/doc1", "departments/dep1"} <= set(two)
    assert "funds/fun1" not in two
    assert ("projects/pro1", "same indicator", "projects/pro2") in edge_set(two)
    assert list(two) == [node for node in graph if node in two]


@given(st.integers(0, 6))
def test_a_neighbourhood_is_what_breadth_first_search_reaches(depth: int) -> None:
    edges = [(str(n), str(n * 2 % 11), f"e{n}", {}) for n in range(11)]
    graph = assembled(((str(n), {}) for n in range(11)), edges)
    near = nx.single_source_shortest_path_length(nx.Graph(graph), "1", cutoff=depth)
    assert set(focus(graph, "1", depth)) == set(near)


def test_an_id_of_several_tables_asks_which(tmp_path: Path) -> None:
    tables = sample()
    tables["funds"][0]["id"] = "pro1"
    with closing(fill(tmp_path, tables)) as connection, pytest.raises(ValueError) as caught:
        focus(network(connection), "pro1", 1)
    assert str(caught.value) == "the id 'pro1' names several records; choose one of projects/pro1, funds/pro1"


def test_cleaning_gives_each_attribute_one_type_and_leaves_out_what_says_nothing() -> None:
    nodes: dict[str, dict[str, Any]] = {
        "a": {"whole": 1, "mixed": 1, "word": 1, "flag": True, "gone": None, "nan": math.nan, "list": [1, "一"]},
        "b": {"whole": 2, "mixed": 0.5, "word": "x\x0by\ud800", "flag": False, "gone": " ", "huge": 2**60},
        "c": {"\x00whole": 3, "inf": math.inf, "huge": 1},
    }
    cleaned = clean(assembled(nodes.items(), [("a", "b", "k", {"score": None, "label": "l\x1f"})]))
    assert dict(cleaned.nodes(data=True)) == {
        "a": {"whole": 1, "mixed": 1.0, "word": "1", "flag": True, "list": '[1, "一"]'},
        "b": {"whole": 2, "mixed": 0.5, "word": "xy", "flag": False, "huge": "1152921504606846976"},
        "c": {"whole": 3, "huge": "1"},
    }
    assert type(cleaned.nodes["a"]["mixed"]) is float
    assert cleaned.get_edge_data("a", "b", "k") == {"label": "l"}


@given(st.text())
def test_legal_text_is_left_as_it_is(text: str) -> None:
    once = legal(text)
    assert legal(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
