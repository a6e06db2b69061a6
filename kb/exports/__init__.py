"""What leaves a knowledge base: its graph, its network and its tables in the formats that other programs open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import pyoxigraph

from kb.database import connect
from kb.exports import graphs, rdf
from kb.exports.cleaning import Network, clean
from kb.exports.cypher import script
from kb.exports.neo4j import node_files, relationship_files
from kb.exports.network import focus as neighbourhood
from kb.exports.network import network
from kb.exports.packing import Part, write_file, write_package
from kb.exports.tables import csv_parts
from kb.graph import open_store

__all__ = ["FORMATS", "Format", "export"]

Output = Path | BinaryIO


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export: a knowledge base, or the part of its network that is asked for."""

    folder: Path
    focus: str | None
    depth: int
    kinds: Collection[str]

    def database(self) -> sqlite3.Connection:
        """The tables, for reading."""
        return connect(self._existing("kb.db"), read_only=True)

    def store(self) -> pyoxigraph.Store:
        """The RDF graph, for reading."""
        return open_store(self._existing("graph"))

    def network(self) -> Network:
        """The wanted kinds of records and what connects them, ready for any graph format."""
        with closing(self.database()) as connection:
            graph = network(connection, self.kinds)
        return clean(graph if self.focus is None else neighbourhood(graph, self.focus, self.depth))

    def _existing(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            raise FileNotFoundError(f"{self.folder} is not a knowledge base: it holds no {name}")
        return path


Writer = Callable[[Selection, Output], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One export format. `kind` says what it is made from: the network, the RDF graph or the tables.

    Formats of several files (`ending` .zip) are written to a folder when the output has another ending.
    """

    name: str
    ending: str
    description: str
    kind: Literal["graph", "rdf", "tables"]
    writer: Writer


def _from_network(write: Callable[[Network, BinaryIO], None]) -> Writer:
    def writer(selection: Selection, output: Output) -> None:
        graph = selection.network()
        write_file(lambda stream: write(graph, stream), output)

    return writer


def _from_store(write: Callable[[pyoxigraph.Store, BinaryIO], None]) -> Writer:
    def writer(selection: Selection, output: Output) -> None:
        store = selection.store()
        write_file(lambda stream: write(store, stream), output)

    return writer


def _neo4j(selection: Selection, output: Output) -> None:
    graph = selection.network()
    write_package(_neo4j_parts(graph), output)


def _neo4j_parts(graph: Network) -> Iterator[Part]:
    nodes, relationships = node_files(graph), relationship_files(graph)
    for file in (*nodes, *relationships):
        yield file.name, file.lines()
    yield "import.cypher", [script(nodes, relationships).encode("utf-8")]


def _csv(selection: Selection, output: Output) -> None:
    with closing(selection.database()) as connection:
        write_package(csv_parts(connection, selection.kinds), output)


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format("turtle", ".ttl", "RDF in Turtle: all statements, for people and RDF tools", "rdf",
               _from_store(rdf.turtle)),
        Format("nquads", ".nq", "RDF in N-Quads: all statements with the document that makes each", "rdf",
               _from_store(rdf.nquads)),
        Format("jsonld", ".jsonld", "RDF in JSON-LD, with a context and a graph for each document", "rdf",
               _from_store(rdf.jsonld)),
        Format("graphml", ".graphml", "GraphML for yEd, Gephi, Cytoscape, igraph", "graph",
               _from_network(graphs.graphml)),
        Format("gexf", ".gexf", "GEXF for Gephi, with positions, sizes and colours", "graph",
               _from_network(graphs.gexf)),
        Format("cytoscape", ".cyjs", "Cytoscape JSON for Cytoscape and Cytoscape.js", "graph",
               _from_network(graphs.cytoscape)),
        Format("neo4j", ".zip", "CSV files for neo4j-admin, and a Cypher script that loads them", "graph", _neo4j),
        Format("csv", ".zip", "One CSV file for each table, safe to open in Excel", "tables", _csv),
    )
}


def export(
    folder: Path, format: str, output: Output, *, focus: str | None = None, depth: int = 2, kinds: Collection[str] = ()
) -> None:
    """Write a knowledge base in one of `FORMATS`; `focus`, `depth` and `kinds` choose a part of its network.

    Tables take `kinds` as table names; RDF is always whole. What cannot be done is a `ValueError` in one sentence.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format}; the formats are {', '.join(FORMATS)}")
    kind = FORMATS[format].kind
    networks = ", ".join(name for name, other in FORMATS.items() if other.kind == "graph")
    if focus is not None and kind != "graph":
        raise ValueError(f"{format} is always exported whole; a focus works with {networks}")
    if kinds and kind == "rdf":
        raise ValueError(f"{format} is always exported whole; kinds work with {networks} and csv")
    FORMATS[format].writer(Selection(folder, focus, depth, kinds), output)
