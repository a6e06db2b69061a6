"""The results of a query in the formats of the SPARQL protocol, no longer than a number of rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph

from kb.graph import PREFIXES, Result
from kb.graph.querying import Term
from kb.publishing.rendering import defused

Row = Sequence[Term | None]
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
SRX = "http://www.w3.org/2005/sparql-results#"

TABLES = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""The formats of SELECT and ASK, and their media types."""
GRAPHS = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
"""The formats of CONSTRUCT and DESCRIBE, and their media types."""
RDF = {
    "ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES, "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A result as bytes: its format, its number of rows or statements, and whether there were more."""

    format: str
    body: bytes
    rows: int
    cut: bool


def write(result: Result, table: str | None, graph: str | None, most: int) -> Written | None:
    """The result in the format for tables or in that for graphs; None where its kind has no format."""
    if isinstance(result, pyoxigraph.QueryTriples):
        if graph is None:
            return None
        triples = list(islice(result, most + 1))
        body = pyoxigraph.serialize(triples[:most], format=RDF[graph], prefixes=PREFIXES)
        return Written(graph, body or b"", min(len(triples), most), len(triples) > most)
    if table is None:
        return None
    if isinstance(result, pyoxigraph.QueryBoolean):
        return Written(table, BOOLEANS[table](bool(result)).encode("utf-8"), 1, False)
    names = [variable.value for variable in result.variables]
    rows = [tuple(solution) for solution in islice(result, most + 1)]
    body = WRITERS[table](names, rows[:most]).encode("utf-8", "replace")
    return Written(table, body, min(len(rows), most), len(rows) > most)


def result_of(
    format: str, body: bytes
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | Iterable[pyoxigraph.Quad]:
    """An answer in JSON or N-Triples read back: a table, a yes or no, or statements."""
    if format == "nt":
        return pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return pyoxigraph.parse_query_results(body, format=pyoxigraph.QueryResultsFormat.JSON)


def _json(names: Sequence[str], rows: Iterable[Row]) -> str:
    bindings = [
        {name: _node(value) for name, value in zip(names, row, strict=True) if value is not None} for row in rows
    ]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _node(value: Term) -> dict[str, object]:
    if isinstance(value, pyoxigraph.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, pyoxigraph.Triple):
        parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
        return {"type": "triple", "value": {name: _node(part) for name, part in parts.items()}}
    literal: dict[str, object] = {"type": "literal", "value": value.value}
    if value.language:
        return literal | {"xml:lang": value.language}
    return literal if value.datatype.value == XSD_STRING else literal | {"datatype": value.datatype.value}


def _xml(names: Sequence[str], rows: Iterable[Row]) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    body = "".join(
        "<result>" + "".join(
            f"<binding name={quoteattr(name)}>{_element(value)}</binding>"
            for name, value in zip(names, row, strict=True) if value is not None
        ) + "</result>\n"
        for row in rows
    )
    return f'{XML}\n<sparql xmlns="{SRX}"><head>{head}</head><results>\n{body}</results></sparql>\n'


def _element(value: Term) -> str:
    if isinstance(value, pyoxigraph.NamedNode):
        return f"<uri>{escape(value.value)}</uri>"
    if isinstance(value, pyoxigraph.BlankNode):
        return f"<bnode>{escape(value.value)}</bnode>"
    if isinstance(value, pyoxigraph.Triple):
        parts = zip(("subject", "predicate", "object"), (value.subject, value.predicate, value.object), strict=True)
        return "<triple>" + "".join(f"<{name}>{_element(part)}</{name}>" for name, part in parts) + "</triple>"
    if value.language:
        return f"<literal xml:lang={quoteattr(value.language)}>{escape(value.value)}</literal>"
    kind = "" if value.datatype.value == XSD_STRING else f" datatype={quoteattr(value.datatype.value)}"
    return f"<literal{kind}>{escape(value.value)}</literal>"


def _csv(names: Sequence[str], rows: Iterable[Row]) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return target.getvalue()


def _cell(value: Term | None) -> str:
    """Numbers stay as they are; a text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    text = str(value) if isinstance(value, pyoxigraph.BlankNode | pyoxigraph.Triple) else value.value
    is_text = isinstance(value, pyoxigraph.Literal) and (value.language or value.datatype.value == XSD_STRING)
    return str(defused(text)) if is_text else text


def _tsv(names: Sequence[str], rows: Iterable[Row]) -> str:
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if value is None else str(value).replace("\t", "\\t") for value in row) for row in rows]
    return "\n".join(lines) + "\n"


def _word(value: bool) -> str:
    return "true" if value else "false"


WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row]], str]] = {
    "json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv,
}
BOOLEANS: dict[str, Callable[[bool], str]] = {
    "json": lambda value: json.dumps({"head": {}, "boolean": value}),
    "xml": lambda value: f'{XML}\n<sparql xmlns="{SRX}"><head/><boolean>{_word(value)}</boolean></sparql>\n',
    "csv": lambda value: f"{_word(value)}\r\n",
    "tsv": lambda value: f"{_word(value)}\n",
}
