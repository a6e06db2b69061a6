"""The store holds what the database holds: every value, in the graph of the document that says it."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from graph_sample import SAMPLE
from hypothesis import HealthCheck, given, settings
from random_rows import Rows, databases, filled

from kb import database, graph
from kb.graph.writing import quads
from kb.ids import iri, term
from kb.schema import BY_NAME, DEFAULT_BASE, TABLES


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(databases())
def test_tables_come_back_equal_from_rdf_alone(rows: Rows) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        connection = filled(folder, rows)
        graph.write(connection, folder / "graph", DEFAULT_BASE)
        back = graph.read_back(graph.open_store(folder / "graph"), DEFAULT_BASE)
        for table in TABLES:
            assert back[table.name] == [dict(row) for row in database.rows(connection, table.name)], table.name
        connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    connection = filled(folder, SAMPLE)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    return folder / "graph"


@pytest.fixture(scope="module")
def store(folder: Path) -> pyoxigraph.Store:
    return graph.open_store(folder)


def graphs_of(store: pyoxigraph.Store, table: str, identifier: str) -> set[str]:
    subject = pyoxigraph.NamedNode(iri(DEFAULT_BASE, table, identifier))
    return {getattr(q.graph_name, "value", "default") for q in store.quads_for_pattern(subject, None, None, None)}


@pytest.mark.parametrize(
    ("table", "identifier", "document"),
    [
        ("documents", "d1", "d1"), ("documents", "d2", "d2"), ("passages", "s2", "d2"),
        ("indicators", "i1", "d1"), ("findings", "f1", "d1"),
    ],
)
def test_what_a_document_says_lies_in_its_graph(
    store: pyoxigraph.Store, table: str, identifier: str, document: str,
) -> None:
    assert graphs_of(store, table, identifier) == {iri(DEFAULT_BASE, "documents", document)}


@pytest.mark.parametrize(
    ("table", "identifier"), [("regions", "130609"), ("indicator_concepts", "c1"), ("findings", "f2")],
)
def test_what_no_single_document_says_lies_in_the_default_graph(
    store: pyoxigraph.Store, table: str, identifier: str,
) -> None:
    assert graphs_of(store, table, identifier) == {"default"}


def test_the_ontology_has_its_own_graph(store: pyoxigraph.Store) -> None:
    subject = pyoxigraph.NamedNode(term("Project"))
    found = {str(q.graph_name) for q in store.quads_for_pattern(subject, None, None, None)}
    assert found == {"<https://budget-kb.example/ontology>"}


def test_the_store_has_no_blank_nodes(store: pyoxigraph.Store) -> None:
    nodes = [node for quad in store for node in (quad.subject, quad.object)]
    assert not [node for node in nodes if isinstance(node, pyoxigraph.BlankNode)]


def test_the_target_of_an_indicator_is_a_node_of_its_own(store: pyoxigraph.Store) -> None:
    node = iri(DEFAULT_BASE, "indicators", "i1", "target")
    answer = graph.query(
        store, "SELECT ?t ?class ?value ?unit { ?i bk:target ?t . ?t a ?class ; bk:value ?value ; bk:unit ?unit }",
    )
    assert answer.rows == ((node, term("Target"), Decimal(95), "%"),)


def test_the_label_of_a_row_is_its_rdfs_label_even_when_empty(store: pyoxigraph.Store) -> None:
    answer = graph.query(store, "SELECT ?label { ?d a bk:Document ; rdfs:label ?label } ORDER BY ?label")
    assert answer.rows == (("",), ("2024 年部门预算",))


def test_the_dataset_is_described(store: pyoxigraph.Store) -> None:
    answer = graph.query(
        store,
        "SELECT ?title ?triples ?projects { ?d a dcat:Dataset, void:Dataset ; dcterms:title ?title ;"
        " void:triples ?triples ;"
        " void:vocabulary ?v ; void:classPartition [ void:class bk:Project ; void:entities ?projects ]"
        " FILTER(lang(?title) = 'en') }",
    )
    facts = graph.query(
        store, f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{DEFAULT_BASE}id/')) }}",
    )
    assert answer.rows == (("Knowledge base of published government budgets", facts.rows[0][0], 1),)


def test_the_same_database_gives_the_same_text(tmp_path: Path) -> None:
    connection = filled(tmp_path, SAMPLE)
    assert list(quads(connection, DEFAULT_BASE)) == list(quads(connection, DEFAULT_BASE))


def test_the_store_is_read_only(store: pyoxigraph.Store) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(pyoxigraph.Quad(*(pyoxigraph.NamedNode("a:a"),) * 3))


def test_rdflib_reaches_the_store(folder: Path) -> None:
    dataset = graph.dataset(folder)
    found = dataset.query(f"SELECT ?name {{ ?p a <{term('Project')}> ; <{term('name')}> ?name }}")
    assert [str(row[0]) for row in found] == ["便民"]


def test_no_table_uses_one_predicate_for_two_columns_of_one_node() -> None:
    for table in BY_NAME.values():
        nodes = [(column.part, column.predicate) for column in table.columns]
        assert table.triple or len(nodes) == len(set(nodes)), table.name
