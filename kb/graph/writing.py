"""From the finished database to the RDF store: as lines of N-Quads, a batch at a time."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pyoxigraph

from kb.database import rows
from kb.graph.description import RDF_TYPE, describe, ontology
from kb.ids import iri, term
from kb.schema import NAMESPACE, TABLES, Column, Table

ONTOLOGY_GRAPH = NAMESPACE.removesuffix("#")
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
XSD = "http://www.w3.org/2001/XMLSchema#"

SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {ord('"'): '\\"', ord("\\"): "\\\\"}

BATCH = 400_000
"""Statements that the store is given at once: its loader takes about a kilobyte of memory for each of them."""

EVIDENCE = """
select e.record_table, e.record_id, e.passage_id, p.document_id
from evidence e join passages p on p.id = e.passage_id
where e.record_id is not null order by e.id
"""

Triple = tuple[str, str, str]


def write(connection: sqlite3.Connection, folder: Path, base: str) -> None:
    """Fill a new store in `folder` with every row of the database, the ontology and a description of the data set."""
    store = pyoxigraph.Store(folder)
    lines = quads(connection, base)
    while batch := "".join(islice(lines, BATCH)):
        store.bulk_load(input=batch.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    store.optimize()


def quads(connection: sqlite3.Connection, base: str) -> Iterator[str]:
    """All statements as lines of N-Quads, in an order that depends on the content alone."""
    triples = 0
    classes: Counter[str] = Counter()
    for table in TABLES:
        facts = _evidence(connection, base) if table.triple else _facts(connection, table, base)
        for graph, (subject, predicate, value) in facts:
            triples += 1
            if predicate == RDF_TYPE:
                classes[value] += 1
            yield f"{subject} {predicate} {value}{graph} .\n"
    yield from (f"{s} {p} {o} <{ONTOLOGY_GRAPH}> .\n" for s, p, o in ontology())
    yield from (f"{s} {p} {o} .\n" for s, p, o in describe(base, triples, classes))


def _facts(connection: sqlite3.Connection, table: Table, base: str) -> Iterator[tuple[str, Triple]]:
    for row in rows(connection, table.name):
        graph = ""
        if table.document_bound:
            graph = _graph(row["id"] if table.name == "documents" else row["document_id"], base)
        for triple in _statements(table, row, base):
            yield graph, triple


def _evidence(connection: sqlite3.Connection, base: str) -> Iterator[tuple[str, Triple]]:
    predicate = f"<{term('quotedFrom')}>"
    for table, record, passage, document in connection.execute(EVIDENCE):
        triple = f"<{iri(base, table, record)}>", predicate, f"<{iri(base, 'passages', passage)}>"
        yield _graph(document, base), triple


def _graph(document: str | None, base: str) -> str:
    """The named graph of a document, as a line of N-Quads wants it; empty for the default graph."""
    return "" if document is None else f" <{iri(base, 'documents', document)}>"


def _statements(table: Table, row: sqlite3.Row, base: str) -> Iterator[Triple]:
    subject = f"<{iri(base, table.name, row['id'])}>"
    yield subject, RDF_TYPE, f"<{term(table.rdf_class)}>"
    if (label := row[table.label]) is not None:
        yield subject, RDFS_LABEL, literal(str(label))
    for column in table.columns:
        if column.part is None and row[column.name] is not None:
            yield subject, f"<{term(column.predicate)}>", _object(column, row, base)
    for part in table.parts:
        columns = [c for c in table.columns if c.part == part.name and row[c.name] is not None]
        if columns:
            node = f"<{iri(base, table.name, row['id'], part.name)}>"
            yield subject, f"<{term(part.predicate)}>", node
            yield node, RDF_TYPE, f"<{term(part.rdf_class)}>"
            for column in columns:
                yield node, f"<{term(column.predicate)}>", _object(column, row, base)


def _object(column: Column, row: sqlite3.Row, base: str) -> str:
    value = row[column.name]
    match column.kind:
        case "ref":
            return f"<{iri(base, str(column.target), value)}>"
        case "any":
            return f"<{iri(base, row[str(column.table_column)], value)}>"
        case "integer":
            return f'"{value}"^^<{XSD}integer>'
        case "number":
            return f'"{decimal_text(value)}"^^<{XSD}decimal>'
    return literal(value)


def decimal_text(value: float) -> str:
    """The shortest decimal that reads back as the same float, without an exponent.

    >>> decimal_text(0.1), decimal_text(1e-7), decimal_text(1e22)
    ('0.1', '0.0000001', '10000000000000000000000')
    """
    return format(Decimal(repr(value)), "f")


def literal(text: str) -> str:
    r"""Text as a plain literal of N-Quads.

    >>> print(literal('他说"好"' + chr(10)))
    "他说\"好\"\u000A"
    """
    return f'"{text.translate(ESCAPES)}"' if SPECIAL.search(text) else f'"{text}"'
