"""The RDF side of the schema: a finished database projected to a store, read back, and asked by SPARQL."""

from kb.graph.guarding import PREFIXES, QueryError, QueryRefused
from kb.graph.querying import Answer, Result, plain, query, run, tabled
from kb.graph.reading import dataset, open_store, read_back
from kb.graph.writing import ONTOLOGY_GRAPH, write

__all__ = [
    "ONTOLOGY_GRAPH", "PREFIXES", "Answer", "QueryError", "QueryRefused", "Result",
    "dataset", "open_store", "plain", "query", "read_back", "run", "tabled", "write",
]
