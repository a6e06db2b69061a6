"""RDF nodes as readers see them: things lead to their pages, terms to their definitions, values are plain."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph

from kb.explore.addresses import page_of
from kb.graph import PREFIXES, plain
from kb.graph.querying import Term
from kb.ids import iri, locate
from kb.publishing.metadata import DATABASE
from kb.publishing.sparql import Reply, result_of
from kb.schema import DEFAULT_BASE, NAMESPACE

if TYPE_CHECKING:
    from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, the path or address that it leads to, and the row that it is, if it is one of ours."""

    text: str
    address: str = ""
    number: bool = False
    thing: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of the nodes of the knowledge base whose IRIs begin with `base`."""

    base: str

    @classmethod
    def of(cls, datasette: Datasette) -> Links:
        """Those of the knowledge base that is served; its manifest says the base."""
        return cls(base_of(datasette))

    def table(self, reply: Reply) -> tuple[list[str], list[list[Cell]]]:
        """The columns and rows of an answer in JSON (tables) or N-Triples (graphs)."""
        found = result_of(reply.format, reply.body)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return ["ask"], [[Cell("true" if found else "false")]]
        if isinstance(found, pyoxigraph.QuerySolutions):
            return [one.value for one in found.variables], [[self.cell(node) for node in row] for row in found]
        rows = [[self.cell(node) for node in (one.subject, one.predicate, one.object)] for one in found]
        return ["subject", "predicate", "object"], rows

    def cell(self, node: Term | None) -> Cell:
        """A node as a cell."""
        if isinstance(node, pyoxigraph.NamedNode):
            return self.cell_of(node.value)
        value = plain(node)
        number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return Cell("" if value is None else str(value), number=number)

    def cell_of(self, iri: str) -> Cell:
        """An IRI as a cell."""
        return Cell(short(iri, self.base), self.address(iri), thing=locate(self.base, iri))

    def address(self, iri: str) -> str:
        """Where an IRI leads: our page of it, the address itself on the web, or nowhere."""
        if (place := locate(self.base, iri)) is not None:
            return page_of(*place)
        if iri.startswith(NAMESPACE):
            return f"/ontology/{iri.removeprefix(NAMESPACE)}"
        return iri if iri.startswith(("http://", "https://")) and not iri.startswith(self.base) else ""


def short(iri: str, base: str) -> str:
    """An IRI as people write it: with a known prefix, or below the base.

    >>> short("https://budget-kb.example/ontology#name", "https://kb.example/")
    'bk:name'
    >>> short("https://kb.example/id/projects/0f", "https://kb.example/")
    'projects/0f'
    """
    if iri.startswith(base + "id/"):
        return iri.removeprefix(base + "id/")
    prefix = next((name for name, start in PREFIXES.items() if iri.startswith(start) and iri != start), None)
    return iri if prefix is None else f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def describe_link(datasette: Datasette, table: str, identifier: str) -> str:
    """The address of the SPARQL page with what the graph says of a row."""
    node = pyoxigraph.NamedNode(iri(base_of(datasette), table, identifier))
    return "/sparql?" + urlencode({"query": f"describe {node}", "format": "html"})


def base_of(datasette: Datasette) -> str:
    """The base of all IRIs of the knowledge base."""
    manifest = Path(str(datasette.get_database(DATABASE).path)).parent / "manifest.json"
    return str(json.loads(manifest.read_text("utf-8"))["base"]) if manifest.is_file() else DEFAULT_BASE
