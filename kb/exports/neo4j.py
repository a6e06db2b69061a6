"""The network for Neo4j: CSV files with the headers of `neo4j-admin database import`.

One file for each kind of node and one for each way that two kinds are connected; `kb.exports.cypher` writes the
script that loads the same files into a running database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.exports.cleaning import Network, Scalar, attribute_types
from kb.exports.network import words
from kb.exports.tables import line
from kb.schema import BY_NAME

TYPES: Mapping[type[Scalar], str] = {bool: ":boolean", int: ":long", float: ":double", str: ""}


@dataclass(frozen=True, slots=True)
class File:
    """One CSV file: what its rows are called, their fixed columns, their properties and the rows themselves."""

    name: str
    title: str
    columns: tuple[str, ...]
    properties: Mapping[str, type[Scalar]]
    rows: Sequence[tuple[tuple[str, ...], Mapping[str, Any]]]
    ends: tuple[str, str] | None = None

    def lines(self) -> Iterator[bytes]:
        """The header, then one line for each row."""
        yield line([*self.columns, *(header(name, kind) for name, kind in self.properties.items())])
        for fixed, data in self.rows:
            yield line([*fixed, *(cell(data.get(name)) for name in self.properties)])


def node_files(graph: Network) -> list[File]:
    """One file for each kind, under the class name that the record has in the ontology."""
    groups: dict[str, list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {}
    for node, data in graph.nodes(data=True):
        title = node_title(graph, node)
        groups.setdefault(title, []).append(((node, title), data))
    return [
        File(f"nodes-{title}.csv", title, ("id:ID", ":LABEL"), properties(rows), rows)
        for title, rows in groups.items()
    ]


def relationship_files(graph: Network) -> list[File]:
    """One file for each kind of start, type and kind of end, so that every match in the script can use an index."""
    groups: dict[tuple[str, str, str], list[tuple[tuple[str, ...], Mapping[str, Any]]]] = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        kind = relationship_type(str(data.get("relation") or data.get("label")))
        group = node_title(graph, source), kind, node_title(graph, target)
        groups.setdefault(group, []).append(((source, target, kind, key), data))
    columns = (":START_ID", ":END_ID", ":TYPE", "id")
    return [
        File(f"relationships-{number:03}-{plain(group)}.csv", group[1], columns, properties(rows), rows,
             (group[0], group[2]))
        for number, (group, rows) in enumerate(sorted(groups.items(), key=lambda item: item[0]), 1)
    ]


def node_title(graph: Network, node: str) -> str:
    """The Neo4j label of a node: the class of its table."""
    return BY_NAME[graph.nodes[node]["kind"]].rdf_class


def relationship_type(relation: str) -> str:
    """A relation in the spelling that Neo4j users expect: letters and digits of any script, and underscores.

    >>> relationship_type("unitOf"), relationship_type("same indicator")
    ('UNIT_OF', 'SAME_INDICATOR')
    """
    return re.sub(r"\W+", "_", words(relation)).strip("_").upper() or "RELATED"


def plain(group: tuple[str, str, str]) -> str:
    """The part of a file name that tells what the file connects; `file:///` addresses take no other letters.

    >>> plain(("Project", "DEPARTMENT", "Department"))
    'Project-DEPARTMENT-Department'
    """
    return re.sub(r"[^A-Za-z0-9_-]", "", "-".join(group))[:80]


def properties(rows: Iterable[tuple[tuple[str, ...], Mapping[str, Any]]]) -> dict[str, type[Scalar]]:
    """The properties that any of the rows has, by name; `id` is a column of its own."""
    types = attribute_types(data for _, data in rows)
    return {name: types[name] for name in sorted(types) if name != "id"}


def header(name: str, kind: type[Scalar]) -> str:
    """A property in the header of a file: its name and its type."""
    return name + TYPES[kind]


def cell(value: Scalar | None) -> Scalar | None:
    """A value as the importer reads it: it knows `true`, not `True`."""
    return str(value).lower() if isinstance(value, bool) else value
