"""SPARQL questions to a store, answered as plain Python values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph

from kb.graph.guarding import PREFIXES, QueryError, QueryRefused, guarded, syntax_error

Value = str | int | Decimal | float | bool | None
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Result = pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean

XSD = "http://www.w3.org/2001/XMLSchema#"
WHOLE = (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
)
READ: dict[str, type[int] | type[Decimal] | type[float]] = {
    **{XSD + name: int for name in WHOLE}, XSD + "decimal": Decimal, XSD + "double": float, XSD + "float": float,
}
PLACE = re.compile(r"error at (\d+):(\d+)")
SENTENCE = re.compile(r"[A-Z]\w+(?: \w+){2,}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of values. ASK gives one column `answer`; CONSTRUCT and DESCRIBE give subject, predicate, object."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def query(store: pyoxigraph.Store, sparql: str) -> Answer:
    """Run a query over the union of all graphs, with `PREFIXES` declared. It never updates, never reaches outside."""
    return tabled(run(store, sparql))


def run(store: pyoxigraph.Store, sparql: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Result:
    """The result of a query as the store gives it, piece by piece; `query` says over which graphs.

    `default` and `named` are graphs that a client chooses instead of those of the query.
    """
    text, graphs = guarded(sparql)
    for name in sorted({*graphs, *default, *named}):
        if not _has_graph(store, name):
            raise QueryRefused(f"FROM <{name}> is refused: there is no such graph in this store.")
    try:
        if default or named:
            return store.query(
                text, prefixes=PREFIXES, default_graph=[pyoxigraph.NamedNode(name) for name in default],
                named_graphs=[pyoxigraph.NamedNode(name) for name in named],
            )
        # FROM chooses its own default graph, so the union must not replace it.
        return store.query(text, prefixes=PREFIXES, use_default_graph_as_union=not graphs)
    except SyntaxError as error:
        raise QueryError(_sentence(str(error), text)) from None


def _has_graph(store: pyoxigraph.Store, name: str) -> bool:
    try:
        return store.contains_named_graph(pyoxigraph.NamedNode(name))
    except ValueError:
        return False


def _sentence(message: str, sparql: str) -> str:
    """The store's parser knows the place; of what it expected, only whole phrases help a reader."""
    if reason := SENTENCE.search(message):
        return f"The query cannot be answered: {reason[0]}."
    place = PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    return syntax_error(line, column, [*sparql.split("\n"), ""][line - 1][column - 1 :])


def tabled(result: Result | Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Answer:
    """A result, or the statements of a graph, as plain values; statements are sorted."""
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Answer(("answer",), ((bool(result),),))
    if isinstance(result, pyoxigraph.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(plain(value) for value in solution) for solution in result))
    triples = sorted(((t.subject, t.predicate, t.object) for t in result), key=str)
    return Answer(("subject", "predicate", "object"), tuple(tuple(map(plain, triple)) for triple in triples))


def plain(node: Term | None) -> Value:
    """The Python value of an RDF node: IRIs and text as `str`, numbers and booleans as themselves.

    >>> plain(pyoxigraph.Literal("2.50", datatype=pyoxigraph.NamedNode(XSD + "decimal")))
    Decimal('2.50')
    >>> plain(pyoxigraph.Literal("many", datatype=pyoxigraph.NamedNode(XSD + "integer")))
    'many'
    """
    if node is None or isinstance(node, pyoxigraph.NamedNode):
        return None if node is None else node.value
    if not isinstance(node, pyoxigraph.Literal):
        return str(node)
    if node.datatype.value == XSD + "boolean" and node.value in ("true", "false", "1", "0"):
        return node.value in ("true", "1")
    try:
        return READ.get(node.datatype.value, str)(node.value)
    except (ValueError, InvalidOperation):
        return node.value
