"""From the RDF store back: as a store, as an rdflib data set, as the tables it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from oxrdflib import OxigraphStore
from pyoxigraph import NamedNode
from rdflib import Dataset

from kb.ids import digest, iri, locate, term
from kb.schema import TABLES, Column, Table

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Value = str | int | float | None
Row = dict[str, Value]


def open_store(folder: Path) -> pyoxigraph.Store:
    """The store of a knowledge base, for reading only: any number of processes may hold it open."""
    return pyoxigraph.Store.read_only(str(folder))


def dataset(folder: Path) -> Dataset:
    """The same store as an rdflib data set whose default graph is the union of all graphs."""
    return Dataset(store=OxigraphStore(store=open_store(folder)), default_union=True)


def read_back(store: pyoxigraph.Store, base: str) -> dict[str, list[Row]]:
    """The tables rebuilt from RDF alone, rows in the order of their ids: proof that nothing was lost."""
    return {
        table.name: sorted(_rows(store, table, base), key=lambda row: str(row["id"]))
        for table in TABLES
    }


def _rows(store: pyoxigraph.Store, table: Table, base: str) -> Iterator[Row]:
    if table.triple:
        yield from _triples(store, table, base)
        return
    for quad in store.quads_for_pattern(None, RDF_TYPE, NamedNode(term(table.rdf_class)), None):
        if isinstance(quad.subject, NamedNode) and (place := locate(base, quad.subject.value)):
            yield _row(store, table, place[1], base)


def _triples(store: pyoxigraph.Store, table: Table, base: str) -> Iterator[Row]:
    start, end = table.columns
    for quad in store.quads_for_pattern(None, NamedNode(term(start.predicate)), None, None):
        row: Row = {"id": None}
        _fill(row, start, quad.subject, base)
        _fill(row, end, quad.object, base)
        yield row | {"id": digest(table.name, row[start.name], row[end.name])}


def _row(store: pyoxigraph.Store, table: Table, identifier: str, base: str) -> Row:
    nodes: dict[str | None, str] = {None: iri(base, table.name, identifier)}
    nodes |= {part.name: iri(base, table.name, identifier, part.name) for part in table.parts}
    values = {
        (part, quad.predicate.value): quad.object
        for part, address in nodes.items()
        for quad in store.quads_for_pattern(NamedNode(address), None, None, None)
    }
    row: Row = dict.fromkeys(table.stored)
    row["id"] = identifier
    for column in table.columns:
        if (value := values.get((column.part, term(column.predicate)))) is not None:
            _fill(row, column, value, base)
    return row


def _fill(row: Row, column: Column, node: object, base: str) -> None:
    """Put one RDF node into its column; the IRI of an `any` column fills the column that names the table too."""
    if isinstance(node, NamedNode):
        table, row[column.name] = locate(base, node.value) or (None, node.value)
        if column.table_column:
            row[column.table_column] = table
    elif isinstance(node, pyoxigraph.Literal):
        row[column.name] = READ[column.kind](node.value) if column.kind in READ else node.value


READ: dict[str, type[int] | type[float]] = {"integer": int, "number": float}
