"""The ontology says in two languages what the schema declares; its schemes hang together; its shapes find faults."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pyoxigraph
import pytest
from graph_sample import SAMPLE
from random_rows import Rows, filled
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from kb import graph
from kb.checks.shapes import Violation, validate
from kb.ids import iri, term
from kb.schema import DEFAULT_BASE, NAMESPACE, TABLES

FOLDER = resources.files("ontology")
SCHEMES = sorted(file.name for file in FOLDER.joinpath("schemes").iterdir())
CODE_SCHEMES = {"functional.ttl", "economic.ttl"}
ALIGNMENTS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch, SKOS.narrowMatch)

PARTS = {(table.name, part.name): part.rdf_class for table in TABLES for part in table.parts}
CLASSES = sorted({table.rdf_class for table in TABLES} | set(PARTS.values()))
COLUMNS = [(PARTS.get((table.name, column.part or ""), table.rdf_class), column, table) for table in TABLES for column in table.columns]
PREDICATES = sorted({column.predicate for _, column, _ in COLUMNS} | {p.predicate for t in TABLES for p in t.parts})


def parsed(name: str) -> Graph:
    return Graph().parse(data=FOLDER.joinpath(name).read_bytes(), format="turtle")


ONTOLOGY = parsed("budget.ttl")
SHAPES = parsed("shapes.ttl")


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(str(text.language) for text in graph.objects(subject, predicate) if isinstance(text, Literal) and str(text))


@pytest.mark.parametrize("name", [*CLASSES, "UnreadPassage", *PREDICATES])
def test_every_term_of_the_schema_is_defined_in_both_languages(name: str) -> None:
    subject = URIRef(term(name))
    assert languages(ONTOLOGY, subject, RDFS.label) == ["en", "zh"]
    assert languages(ONTOLOGY, subject, SKOS.definition) == ["en", "zh"]
    kind = OWL.Class if name[0].isupper() else OWL.ObjectProperty
    data = (subject, RDF.type, OWL.DatatypeProperty) in ONTOLOGY
    assert data or (subject, RDF.type, kind) in ONTOLOGY


def test_every_term_that_is_defined_is_used_or_aligned() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    defined = {s for kind in kinds for s in ONTOLOGY.subjects(RDF.type, kind) if str(s).startswith(NAMESPACE)}
    used = {URIRef(term(name)) for name in (*CLASSES, *PREDICATES)}
    aligned = {s for predicate in ALIGNMENTS for s in ONTOLOGY.subjects(predicate)}
    assert defined - used - aligned == set()


@pytest.mark.parametrize("name", PREDICATES)
def test_a_property_leads_to_what_its_columns_hold(name: str) -> None:
    subject = URIRef(term(name))
    kinds = {column.kind for _, column, table in COLUMNS if column.predicate == name and not table.triple}
    values = {"text": "string", "integer": "integer", "number": "decimal"}
    datatypes = {f"http://www.w3.org/2001/XMLSchema#{values[kind]}" for kind in kinds & set(values)}
    ranges = {str(range_) for range_ in ONTOLOGY.objects(subject, RDFS.range)}
    assert ((subject, RDF.type, OWL.DatatypeProperty) in ONTOLOGY) == bool(datatypes)
    assert ((subject, RDF.type, OWL.ObjectProperty) in ONTOLOGY) == (not datatypes)
    assert ranges == datatypes if datatypes else len(ranges) == 1


@pytest.mark.parametrize("name", PREDICATES)
def test_a_property_names_the_classes_that_carry_it(name: str) -> None:
    subject = URIRef(term(name))
    carriers = {URIRef(term(rdf_class)) for rdf_class, column, table in COLUMNS if column.predicate == name and not table.triple}
    carriers |= {URIRef(term(t.rdf_class)) for t in TABLES for p in t.parts if p.predicate == name}
    named = {*ONTOLOGY.objects(subject, RDFS.domain), *ONTOLOGY.objects(subject, URIRef("http://schema.org/domainIncludes"))}
    assert named == carriers
    assert len(list(ONTOLOGY.objects(subject, RDFS.domain))) <= 1


@pytest.mark.parametrize("stem", ["wan", "fen"])
def test_amounts_say_their_unit(stem: str) -> None:
    unit = {"wan": ("万元", "10,000 yuan"), "fen": ("分", "fen")}[stem]
    for name in (name for name in PREDICATES if name.endswith(stem.capitalize())):
        zh, en = (next(t for t in ONTOLOGY.objects(URIRef(term(name)), SKOS.definition) if t.language == x) for x in ("zh", "en"))
        assert unit[0] in zh, name
        assert unit[1] in en, name


@pytest.mark.parametrize("name", SCHEMES)
def test_every_concept_has_labels_a_scheme_and_a_broader_that_exists(name: str) -> None:
    scheme = parsed(f"schemes/{name}")
    concepts = set(scheme.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        wanted = ["zh"] if name in CODE_SCHEMES else ["en", "zh"]
        assert set(wanted) <= set(languages(scheme, concept, SKOS.prefLabel)), concept
        homes = set(scheme.objects(concept, SKOS.inScheme))
        assert len(homes) == 1
        assert languages(scheme, homes.pop(), DCTERMS.title) == ["en", "zh"]
        above = set(scheme.objects(concept, SKOS.broader))
        assert above <= concepts, concept
        assert above or (concept, SKOS.topConceptOf, None) in scheme, concept


@pytest.mark.parametrize("name", [name for name in SCHEMES if name not in ("levels.ttl", "fund-sources.ttl")])
def test_a_notation_names_one_concept_of_its_scheme(name: str) -> None:
    scheme = parsed(f"schemes/{name}")
    keys = [(scheme.value(c, SKOS.inScheme), scheme.value(c, SKOS.notation)) for c in scheme.subjects(RDF.type, SKOS.Concept)]
    assert all(notation for _, notation in keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", sorted(CODE_SCHEMES))
def test_a_code_lies_below_its_own_first_digits(name: str) -> None:
    scheme = parsed(f"schemes/{name}")
    for concept, code in scheme.subject_objects(SKOS.notation):
        assert re.fullmatch(r"[235]\d\d(\d\d){0,2}|399|399\d\d", code)
        above = scheme.value(concept, SKOS.broader)
        assert (None if above is None else str(scheme.value(above, SKOS.notation))) == (code[:-2] if len(code) > 3 else None)


def test_the_schemes_know_the_names_that_the_lexicon_gives() -> None:
    lexicon = tomllib.loads(resources.files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    forms, levels, sources = (parsed(f"schemes/{name}.ttl") for name in ("budget-forms", "levels", "fund-sources"))
    notations = {str(n) for n in forms.objects(None, SKOS.notation)}
    assert {line[0] for line in lexicon["budget_titles"]["order"]} <= notations
    assert set(lexicon["budget_items"]) <= notations
    names = {str(label) for label in levels.objects(None, SKOS.prefLabel)}
    assert {*lexicon["levels"]["level1"], *lexicon["levels"]["level2"]} <= names
    assert set(lexicon["fund_sources"]) <= {str(label) for label in sources.objects(None, SKOS.prefLabel)}


def test_the_shapes_ask_for_every_column_and_what_it_requires() -> None:
    for rdf_class in sorted(set(CLASSES) - {"Evidence"}):
        shape = SHAPES.value(None, SH.targetClass, URIRef(term(rdf_class)), any=True)
        rules = [(SHAPES.value(p, SH.path), p) for p in SHAPES.objects(URIRef(f"{DEFAULT_BASE}shapes#{rdf_class}"), SH.property)]
        assert shape is not None
        columns = [column for owner, column, _ in COLUMNS if owner == rdf_class]
        paths = {str(path) for path, rule in rules if (rule, SH.maxCount, Literal(1)) in SHAPES}
        required = {str(path) for path, rule in rules if (rule, SH.minCount, Literal(1)) in SHAPES}
        links = {term(p.predicate) for t in TABLES if t.rdf_class == rdf_class for p in t.parts}
        assert paths == {term(column.predicate) for column in columns} | links, rdf_class
        assert required - links == {term(column.predicate) for column in columns if column.required}, rdf_class


def test_every_shape_speaks_both_languages() -> None:
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape):
        assert isinstance(shape, URIRef)
        assert languages(SHAPES, shape, SH.message) == ["en", "zh"], shape
        assert SHAPES.value(shape, SH.severity) is not None, shape


def test_the_levels_that_the_shapes_allow_are_those_of_the_scheme() -> None:
    levels = parsed("schemes/levels.ttl")
    for name, above in (("level1", False), ("level2", True)):
        allowed = Collection(SHAPES, SHAPES.value(URIRef(f"{DEFAULT_BASE}shapes#{name}"), SH["in"]))  # type: ignore[arg-type]
        known = {
            str(label) for concept in levels.subjects(RDF.type, SKOS.Concept) for label in levels.objects(concept, SKOS.prefLabel)
            if label.language == "zh" and bool(list(levels.objects(concept, SKOS.broader))) == above
        }
        assert {str(value) for value in allowed} == known


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


@pytest.mark.parametrize(
    ("table", "change", "path", "severity", "message", "value"),
    [
        ("departments", {"kind": "bureau"}, "departmentKind", "error", "kind of body: at most one value, and one of: department, unit.", "bureau"),
        ("disbursements", {"month": 13}, "month", "error", "month: from 1 to 12.", "13"),
        ("disbursements", {"percent": 120.0}, "percent", "warning", "share: usually from 0 to 100 percent.", "120.0"),
        ("regions", {"code": "1306"}, "code", "error", "code of a region: six digits.", "1306"),
        ("projects", {"code": "13060924P00415310001A"}, None, None, None, None),
        ("projects", {"code": "abc"}, "code", "info",
         "code of a project: usually 21 characters, of division (6), year (2), letter (1), serial (11) and check (1).", "abc"),
        ("projects", {"start_year": 2025, "end_year": 2024}, "startYear", "warning", "start year: usually not after the end year.", "2025"),
        ("indicators", {"operator": "about"}, "operator", "error", "comparator: at most one value, and one of: =, ≥, ≤, >, <, between.", "about"),
        ("indicators", {"operator": "between"}, "", "error", "target: a range needs an upper end.", iri(DEFAULT_BASE, "indicators", "i1", "target")),
        ("indicators", {"operator": "between", "value_high": 98.0}, None, None, None, None),
    ],
)
def test_a_faulty_value_breaks_its_shape_and_a_good_one_does_not(  # noqa: PLR0913
    tmp_path: Path, table: str, change: dict[str, object], path: str | None, severity: str, message: str, value: str,
) -> None:
    rows = SOUND | {table: [row | change for row in SOUND[table]]}
    found = [(v.path, v.severity, v.message, v.value) for v in violations(tmp_path, rows)]
    assert found == ([] if path is None else [(path and term(path), severity, message, value)])


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
