"""The ontology says in two languages what the schema declares, and its schemes hang together."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kb.ids import term
from kb.schema import NAMESPACE, TABLES

FOLDER = resources.files("ontology")
SCHEMES = sorted(file.name for file in FOLDER.joinpath("schemes").iterdir())
CODE_SCHEMES = {"functional.ttl", "economic.ttl"}
DOMAIN_INCLUDES = URIRef("http://schema.org/domainIncludes")
ALIGNMENTS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch, SKOS.narrowMatch)

PARTS = {(table.name, part.name): part.rdf_class for table in TABLES for part in table.parts}
CLASSES = sorted({table.rdf_class for table in TABLES} | set(PARTS.values()))
COLUMNS = [
    (PARTS.get((table.name, column.part or ""), table.rdf_class), column, table)
    for table in TABLES for column in table.columns
]
PREDICATES = sorted({column.predicate for _, column, _ in COLUMNS} | {p.predicate for t in TABLES for p in t.parts})


def parsed(name: str) -> Graph:
    return Graph().parse(data=FOLDER.joinpath(name).read_bytes(), format="turtle")


ONTOLOGY = parsed("budget.ttl")


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    texts = (text for text in graph.objects(subject, predicate) if isinstance(text, Literal) and str(text))
    return sorted(str(text.language) for text in texts)


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
    carriers = {owner for owner, column, table in COLUMNS if column.predicate == name and not table.triple}
    carriers |= {table.rdf_class for table in TABLES for part in table.parts if part.predicate == name}
    one = set(ONTOLOGY.objects(subject, RDFS.domain))
    several = set(ONTOLOGY.objects(subject, DOMAIN_INCLUDES))
    assert one | several == {URIRef(term(owner)) for owner in carriers}
    assert not one or len(carriers) == 1


@pytest.mark.parametrize("stem", ["wan", "fen"])
def test_amounts_say_their_unit(stem: str) -> None:
    unit = {"wan": ("万元", "10,000 yuan"), "fen": ("分", "fen")}[stem]
    for name in (name for name in PREDICATES if name.endswith(stem.capitalize())):
        texts = {text.language: text for text in ONTOLOGY.objects(URIRef(term(name)), SKOS.definition)}
        assert unit[0] in texts["zh"], name
        assert unit[1] in texts["en"], name


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
    concepts = list(scheme.subjects(RDF.type, SKOS.Concept))
    keys = [(scheme.value(concept, SKOS.inScheme), scheme.value(concept, SKOS.notation)) for concept in concepts]
    assert all(notation for _, notation in keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", sorted(CODE_SCHEMES))
def test_a_code_lies_below_its_own_first_digits(name: str) -> None:
    scheme = parsed(f"schemes/{name}")
    for concept, code in scheme.subject_objects(SKOS.notation):
        assert re.fullmatch(r"[235]\d\d(\d\d){0,2}|399|399\d\d", code)
        above = scheme.value(concept, SKOS.broader)
        assert (above and str(scheme.value(above, SKOS.notation))) == (code[:-2] if len(code) > 3 else None)


def test_the_schemes_know_the_names_that_the_lexicon_gives() -> None:
    lexicon = tomllib.loads(resources.files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    forms, levels, sources = (parsed(f"schemes/{name}.ttl") for name in ("budget-forms", "levels", "fund-sources"))
    notations = {str(n) for n in forms.objects(None, SKOS.notation)}
    variants = {form for variant in lexicon["budget_variants"].values() for form in variant.values()}
    assert {line[0] for line in lexicon["budget_titles"]["order"]} | variants <= notations
    assert set(lexicon["budget_items"]) <= notations
    names = {str(label) for label in levels.objects(None, SKOS.prefLabel)}
    assert {*lexicon["levels"]["level1"], *lexicon["levels"]["level2"]} <= names
    assert set(lexicon["fund_sources"]) <= {str(label) for label in sources.objects(None, SKOS.prefLabel)}
