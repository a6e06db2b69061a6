"""The knowledge base as a network: rows are nodes, references and links are edges, straight from the schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import quote

from kb.database import rows
from kb.exports.cleaning import Edge, Network, assembled, legal
from kb.schema import TABLES, Column, Table

# What people explore when they name no kinds. Passages are every line of every document: only on request.
KINDS: tuple[str, ...] = (
    "regions", "departments", "documents", "classifications", "responsibilities", "projects", "goals", "measures",
    "funds", "indicator_concepts", "indicator_sets", "indicators", "budget_lines", "procurements", "assets",
    "statements", "headcounts", "citations", "findings",
)
# Names that graph formats and their readers give a meaning of their own, on nodes or on edges.
RESERVED = frozenset({
    "id", "label", "kind", "amount", "source", "target", "value", "key", "type", "parent", "parents", "pid", "start",
    "end", "spells", "slices", "viz", "weight",
})
LABEL_LENGTH = 80


def network(connection: sqlite3.Connection, kinds: Collection[str] = ()) -> Network:
    """All rows of the wanted tables and everything that connects two of them, in the order of the schema."""
    wanted = known_kinds(kinds)
    return assembled(
        ((node_id(table.name, row["id"]), attributes(table, row))
         for table in TABLES if table.name in wanted for row in rows(connection, table.name)),
        (edge for table in TABLES if table.name in wanted or connects(table, wanted)
         for row in rows(connection, table.name) for edge in edges(table, row)),
    )


def known_kinds(kinds: Collection[str]) -> frozenset[str]:
    """The kinds asked for, or those explored by default; an unknown one is refused by name."""
    known = [table.name for table in TABLES if ends(table) is None]
    unknown = sorted(set(kinds) - set(known))
    if unknown:
        raise ValueError(f"there is no kind {', '.join(unknown)}; the kinds are {', '.join(known)}")
    return frozenset(kinds or KINDS)


def ends(table: Table) -> tuple[Column, Column] | None:
    """The two columns between which each row of a connecting table (links, evidence) is an edge; else `None`."""
    free = [column for column in table.columns if column.kind == "any"]
    if table.triple:
        return free[0], next(table.references)
    return (free[0], free[1]) if len(free) == 2 else None


def connects(table: Table, wanted: Collection[str]) -> bool:
    """Whether rows of a connecting table can have both ends in the graph (evidence only with passages)."""
    pair = ends(table)
    return pair is not None and all(column.target is None or column.target in wanted for column in pair)


def node_id(table: str, identifier: str) -> str:
    """One name for a row in the whole graph: the last two steps of its IRI, safe in every file format.

    >>> node_id("regions", "130200")
    'regions/130200'
    """
    return f"{table}/{quote(identifier, safe='')}"


def attributes(table: Table, row: sqlite3.Row) -> dict[str, Any]:
    """What a node carries: its label, its kind, and every column that is not an edge; a missing value is left out."""
    return {"label": label(table, row), "kind": table.name, **columns(table, row)}


def columns(table: Table, row: sqlite3.Row) -> dict[str, Any]:
    """The columns of a row that say something themselves, under the names of attributes."""
    return {
        attribute_name(table, column): row[column.name]
        for column in table.columns if column.kind not in ("ref", "any") and row[column.name] is not None
    }


def attribute_name(table: Table, column: Column) -> str:
    """The column's name, or where graph formats use that name themselves, its predicate or a longer name.

    >>> indicators = next(table for table in TABLES if table.name == "indicators")
    >>> [attribute_name(indicators, column) for column in indicators.columns if column.part == "target"]
    ['targetText', 'operator', 'indicator_value', 'value_high', 'unit', 'measure']
    """
    if column.name == "amount_wan":
        return "amount"
    for name in (column.name, column.predicate):
        if name not in RESERVED:
            return name
    return f"{table.rdf_class[0].lower()}{table.rdf_class[1:]}_{column.name}"


def label(table: Table, row: sqlite3.Row) -> str:
    """What people read on a node: the label column, else the first text that every row must have, else the id."""
    required = (column.name for column in table.columns if column.required and column.kind == "text")
    for name in (table.label, *required):
        text = shortened(str(row[name])) if row[name] is not None else ""
        if text:
            return text
    return node_id(table.name, row["id"])


def shortened(text: str) -> str:
    """One line of at most 80 characters.

    >>> shortened("  县级\\n农业  专项 ")
    '县级 农业 专项'
    """
    line = " ".join(legal(text).split())
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1] + "…"


def edges(table: Table, row: sqlite3.Row) -> Iterator[Edge]:
    """The edges of one row: a link between two other rows, or one edge for each of its references."""
    pair = ends(table)
    if pair is not None:
        yield _between(table, row, *pair)
        return
    source = node_id(table.name, row["id"])
    for column in table.columns:
        if column.kind in ("ref", "any") and row[column.name] is not None:
            data = {"label": words(column.predicate), "relation": column.predicate}
            yield source, _pointed(column, row), f"{source}#{column.name}", data


def _between(table: Table, row: sqlite3.Row, first: Column, last: Column) -> Edge:
    data = columns(table, row)
    data.setdefault("relation", last.predicate)
    data["label"] = shortened(words(str(data["relation"])))
    return _pointed(first, row), _pointed(last, row), node_id(table.name, row["id"]), data


def _pointed(column: Column, row: sqlite3.Row) -> str:
    table = row[column.table_column] if column.table_column else column.target
    return node_id(str(table), str(row[column.name]))


def words(name: str) -> str:
    """A predicate as words.

    >>> words("unitOf"), words("same_indicator")
    ('unit of', 'same indicator')
    """
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r" \1", name).replace("_", " ").replace("-", " ").lower()


def focus(graph: Network, identifier: str, depth: int) -> Network:
    """The neighbourhood of one row: what is reached in at most `depth` steps, along edges in either direction.

    The row is named by its id, by `table/id`, or by its IRI.
    """
    if depth < 0:
        raise ValueError(f"the depth of a neighbourhood cannot be {depth}; it counts steps from 0 on")
    start = find(graph, identifier)
    reached, ring = {start}, [start]
    for _ in range(depth):
        ring = [node for seen in ring for node in (*graph.successors(seen), *graph.predecessors(seen))]
        ring = [node for node in dict.fromkeys(ring) if node not in reached]
        reached.update(ring)
    nodes = ((node, data) for node, data in graph.nodes(data=True) if node in reached)
    return assembled(nodes, graph.edges(keys=True, data=True))


def find(graph: Network, identifier: str) -> str:
    """The one node that an id names; none or several is a mistake of the caller, said in a sentence."""
    node, bare = identifier.rpartition("/id/")[2], quote(identifier, safe="")
    found: list[str] = [name for name in graph if name == node or name.partition("/")[2] == bare]
    if not found:
        raise ValueError(f"there is no record {identifier!r} among the kinds that are exported")
    if len(found) > 1:
        raise ValueError(f"the id {identifier!r} names several records; choose one of {', '.join(found)}")
    return found[0]
