"""The shapes of the checks find what the checks find, on the same documents; pyshacl finds it, too."""

from __future__ import annotations

import sqlite3
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

import check_fixtures
import pyoxigraph
import pyshacl
import pytest
from built import built
from oxrdflib import OxigraphStore
from rdflib import RDF, SH, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kb import graph
from kb.checks import checks
from kb.checks.shapes import SEVERITIES, document_graphs, verdicts
from kb.checks.shaping import as_shacl, check_shapes
from kb.ids import iri
from kb.schema import DEFAULT_BASE

DATA = Path(__file__).parents[2] / "data"
CODES = sorted({shape.code for shape in check_shapes()})
WITHOUT = tomllib.loads(files("ontology").joinpath("checks").joinpath("without.toml").read_text(encoding="utf-8"))
Found = set[tuple[str, str]]


@contextmanager
def published(*sources: Path) -> Iterator[tuple[sqlite3.Connection, pyoxigraph.Store]]:
    with tempfile.TemporaryDirectory() as name, closing(built(sources, Path(name))) as connection:
        graph.write(connection, Path(name) / "graph", DEFAULT_BASE)
        yield connection, graph.open_store(Path(name) / "graph")


def native(connection: sqlite3.Connection, code: str) -> Found:
    rows = connection.execute("select subject_table, subject_id, severity from findings where rule = ?", (code,))
    return {(iri(DEFAULT_BASE, table, identifier), severity) for table, identifier, severity in rows}


def by_query(store: pyoxigraph.Store, code: str) -> Found:
    shapes = [shape for shape in check_shapes() if shape.code == code]
    return {(verdict.focus, verdict.severity) for verdict in verdicts(store, shapes=shapes)}


def by_pyshacl(store: pyoxigraph.Store, code: str) -> Found:
    shapes = as_shacl(tuple(shape for shape in check_shapes() if shape.code == code))
    found: Found = set()
    for _, document in document_graphs(store):
        data = Graph(store=OxigraphStore(store=document), identifier=DATASET_DEFAULT_GRAPH_ID)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, do_owl_imports=False)
        assert isinstance(report, Graph)
        for result in report.subjects(RDF.type, SH.ValidationResult):
            severity = report.value(result, SH.resultSeverity)
            assert severity is not None
            found.add((str(report.value(result, SH.focusNode)), SEVERITIES[severity]))
    return found


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("document", ["fails", "passes"])
def test_a_shape_finds_in_the_documents_of_its_check_what_the_check_finds(code: str, document: str) -> None:
    with published(check_fixtures.document(code, document)) as (connection, store):
        expected = native(connection, code)
        assert bool(expected) == (document == "fails")
        assert by_query(store, code) == expected
        assert by_pyshacl(store, code) == expected


def test_the_shapes_find_in_the_samples_what_the_checks_find() -> None:
    """A check tells records of one document that are alike once, at the first; its shape tells each of them."""
    with published(DATA) as (connection, store):
        found = set(verdicts(store))
        told = "select rule, severity, document_id from findings"
        documents = {(rule, severity, iri(DEFAULT_BASE, "documents", document))
                     for rule, severity, document in connection.execute(told) if rule in CODES}
        assert {(one.code, one.severity, one.document) for one in found} == documents
        for code in CODES:
            assert native(connection, code) <= {(one.focus, one.severity) for one in found if one.code == code}


def test_every_check_has_a_shape_or_a_reason_for_having_none() -> None:
    assert set(CODES) & set(WITHOUT) == set()
    assert {check.page.code for check in checks()} - set(CODES) - set(WITHOUT) == set()


def test_a_shape_names_its_check_in_both_languages() -> None:
    shapes = as_shacl(check_shapes())
    for constraint in shapes.objects(None, SH.sparql):
        languages = {getattr(message, "language", None) for message in shapes.objects(constraint, SH.message)}
        assert languages == {"en", "zh"}, constraint
