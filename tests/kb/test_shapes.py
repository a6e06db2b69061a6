"""The shapes ask for what the schema declares, and find values that are missing, doubled, wrong or doubtful."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pyoxigraph
import pytest
from graph_sample import SAMPLE
from random_rows import Rows, filled
from rdflib import RDF, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from kb import graph
from kb.checks.shapes import Violation, validate
from kb.ids import iri, term
from kb.schema import DEFAULT_BASE, NAMESPACE, TABLES, Column

FOLDER = resources.files("ontology")
SHAPES = Graph().parse(data=FOLDER.joinpath("shapes.ttl").read_bytes(), format="turtle")
LEVELS = Graph().parse(data=FOLDER.joinpath("schemes").joinpath("levels.ttl").read_bytes(), format="turtle")


def shape(name: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}shapes#{name}")


def nodes() -> dict[str, tuple[list[Column], set[str]]]:
    """Each class with the columns that its nodes carry, and the predicates that lead to its parts."""
    found: dict[str, tuple[list[Column], set[str]]] = {}
    for table in (table for table in TABLES if not table.triple):
        owners = {None: table.rdf_class} | {part.name: part.rdf_class for part in table.parts}
        for part, owner in owners.items():
            links = {term(p.predicate) for p in table.parts} if part is None else set()
            found[owner] = [column for column in table.columns if column.part == part], links
    return found


@pytest.mark.parametrize("rdf_class", sorted(nodes()))
def test_the_shapes_ask_for_every_column_and_what_it_requires(rdf_class: str) -> None:
    columns, links = nodes()[rdf_class]
    assert SHAPES.value(shape(rdf_class), SH.targetClass) == URIRef(term(rdf_class))
    rules = [(str(SHAPES.value(rule, SH.path)), rule) for rule in SHAPES.objects(shape(rdf_class), SH.property)]
    asked = {path for path, rule in rules if (rule, SH.maxCount, Literal(1)) in SHAPES}
    required = {path for path, rule in rules if (rule, SH.minCount, Literal(1)) in SHAPES}
    assert asked == {term(column.predicate) for column in columns} | links
    assert required - links == {term(column.predicate) for column in columns if column.required}


def test_every_shape_speaks_both_languages() -> None:
    for rule in SHAPES.subjects(RDF.type, SH.PropertyShape):
        assert sorted(str(text.language) for text in SHAPES.objects(rule, SH.message)) == ["en", "zh"], rule
        assert SHAPES.value(rule, SH.severity) is not None, rule


@pytest.mark.parametrize(("name", "below"), [("level1", False), ("level2", True)])
def test_the_levels_that_the_shapes_allow_are_those_of_the_scheme(name: str, below: bool) -> None:
    allowed = Collection(SHAPES, SHAPES.value(shape(name), SH["in"]))
    every = LEVELS.subjects(RDF.type, SKOS.Concept)
    concepts = [concept for concept in every if (LEVELS.value(concept, SKOS.broader) is not None) == below]
    labels = [label for concept in concepts for label in LEVELS.objects(concept, SKOS.prefLabel)]
    assert {str(value) for value in allowed} == {str(label) for label in labels if label.language == "zh"}


HASH = "0" * 64
SOUND: Rows = SAMPLE | {
    "documents": [row | {"sha256": HASH} for row in SAMPLE["documents"]],
    "disbursements": [{"id": "e1", "document_id": "d1", "project_id": "p1", "month": 3, "percent": 24.0}],
    "departments": [{"id": "b1", "name": "行政审批局", "kind": "department", "region_code": "130609"}],
}


def violations(folder: Path, rows: Rows, language: str = "en") -> list[Violation]:
    connection = filled(folder, rows)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    return list(validate(graph.open_store(folder / "graph"), language))


def test_sound_data_break_no_shape(tmp_path: Path) -> None:
    assert violations(tmp_path, SOUND) == []


ONE_OF = "at most one value, and one of:"
TARGET = iri(DEFAULT_BASE, "indicators", "i1", "target")
SHAPE_OF_CODE = "usually 21 characters, of division (6), year (2), letter (1), serial (11) and check (1)."


@pytest.mark.parametrize(
    ("table", "change", "path", "severity", "message", "value"),
    [
        ("departments", {"kind": "bureau"}, "departmentKind", "error",
         f"kind of body: {ONE_OF} department, unit.", "bureau"),
        ("disbursements", {"month": 13}, "month", "error", "month: from 1 to 12.", "13"),
        ("disbursements", {"percent": 120.0}, "percent", "warning", "share: usually from 0 to 100 percent.", "120"),
        ("regions", {"code": "1306"}, "code", "error", "code of a region: six digits.", "1306"),
        ("projects", {"code": "abc"}, "code", "info", f"code of a project: {SHAPE_OF_CODE}", "abc"),
        ("projects", {"start_year": 2025, "end_year": 2024}, "startYear", "warning",
         "start year: usually not after the end year.", "2025"),
        ("indicators", {"operator": "about"}, "operator", "error",
         f"comparator: {ONE_OF} =, ≥, ≤, >, <, between.", "about"),
        ("indicators", {"operator": "between"}, "", "error", "target: a range needs an upper end.", TARGET),
    ],
)
def test_a_faulty_value_breaks_its_shape(
    tmp_path: Path, table: str, change: dict[str, object], path: str, severity: str, message: str, value: str,
) -> None:
    rows = SOUND | {table: [row | change for row in SOUND[table]]}
    found = [(v.path, v.severity, v.message, v.value) for v in violations(tmp_path, rows)]
    assert found == [(path and term(path), severity, message, value)]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("projects", {"code": "13060924P00415310001A"}),
        ("projects", {"start_year": 2024, "end_year": 2024}),
        ("indicators", {"operator": "between", "value_high": 98.0}),
        ("indicators", {"level1": "成本指标", "level2": "经济成本指标"}),
        ("disbursements", {"month": 12, "percent": 100.0}),
    ],
)
def test_a_good_value_breaks_no_shape(tmp_path: Path, table: str, change: dict[str, object]) -> None:
    assert violations(tmp_path, SOUND | {table: [row | change for row in SOUND[table]]}) == []


def test_what_is_missing_or_doubled_or_of_another_class_is_found() -> None:
    store = pyoxigraph.Store()
    store.load(
        f"""@prefix bk: <{NAMESPACE}> . @prefix : <{DEFAULT_BASE}id/> .
        :g a bk:Goal ; bk:document :x ; bk:goalScope "item" ; bk:position 1 , 2 .
        :x a bk:Project ; bk:document :x ; bk:position "one" .""".encode(),
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    found = {(v.focus.rpartition("/")[2], v.path.rpartition("#")[2], v.message) for v in validate(store, "zh")}
    assert found == {
        ("g", "document", "“所在文件”至多一个，且须为“公开文件”中的记录。"),
        ("g", "position", "“次序”至多一个值，且须为整数。"),
        ("x", "document", "“所在文件”至多一个，且须为“公开文件”中的记录。"),
        ("x", "position", "“次序”至多一个值，且须为整数。"),
        ("x", "name", "缺少“名称”。"),
    }
