"""Which SPARQL may run: queries over the store at hand. No updates, nothing that reaches the network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef

from kb.schema import NAMESPACE

PREFIXES: dict[str, str] = {
    "bk": NAMESPACE,
    "cids": "https://ontology.commonapproach.org/cids#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "epo": "http://data.europa.eu/a4g/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

NOT_CODE = re.compile(
    r'''"""(?:[^\\"]|\\.|"(?!""))*"""|\'\'\'(?:[^\\']|\\.|'(?!''))*\'\'\''''
    r'''|"(?:[^\\"\n]|\\.)*"|'(?:[^\\'\n]|\\.)*'|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*''',
    re.DOTALL,
)
SERVICE_WORD = re.compile(r"(?<![\w:?$-])service(?![\w:-])", re.IGNORECASE)


class QueryRefused(ValueError):
    """A query that would change the store or reach outside it. The sentence says what to leave out."""


class QueryError(ValueError):
    """A query that is not SPARQL. The sentence says at which line and column."""


def guarded(sparql: str) -> tuple[str, frozenset[str]]:
    """The query with uniform line ends, and the graphs that it names by FROM; raises when it must not run.

    Two parsers read the query: this one decides, the store's own runs it. What they might read differently
    (escapes outside strings, lone carriage returns) could hide a SERVICE, so it is refused or made uniform.
    """
    uniform = sparql.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"\\u[0-9a-f]", uniform, re.IGNORECASE):
        raise QueryRefused("A query may not hold \\u escapes: write the characters themselves.")
    nodes = list(_nodes(_parsed(uniform)))
    if any(node.name == "ServiceGraphPattern" for node in nodes) or SERVICE_WORD.search(NOT_CODE.sub(" ", uniform)):
        raise QueryRefused("SERVICE is refused: queries never reach the network.")
    prefixes = PREFIXES | {str(n.prefix or ""): str(n.iri) for n in nodes if n.name == "PrefixDecl"}
    for node in nodes:
        if node.name == "pname" and str(node.prefix or "") not in prefixes:
            raise QueryError(f"The prefix {node.prefix or ''}: is not declared.")
    return uniform, frozenset(_graphs(nodes, prefixes))


def _parsed(sparql: str) -> ParseResults:
    try:
        return parseQuery(sparql)
    except ParseBaseException as error:
        if _is_update(sparql):
            raise QueryRefused("Updates are refused: this store is for reading only.") from None
        raise QueryError(syntax_error(error.lineno, error.col, error.line[error.col - 1 :])) from None
    except RecursionError:
        raise QueryError("The query is nested too deeply.") from None


def syntax_error(line: int, column: int, rest: str) -> str:
    """The sentence for a query that cannot be read any further.

    >>> syntax_error(2, 5, "?s ?p }")
    "Syntax error at line 2, column 5, near '?s ?p }'."
    """
    near = f"near {rest[:30].strip()!r}" if rest.strip() else "at the end of the line"
    return f"Syntax error at line {line}, column {column}, {near}."


def _is_update(sparql: str) -> bool:
    try:
        return bool(parseUpdate(sparql).request)
    except (ParseBaseException, RecursionError):
        return False


def _nodes(tree: object) -> Iterator[CompValue]:
    if isinstance(tree, CompValue):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, ParseResults | list | tuple):
        for value in tree:
            yield from _nodes(value)


def _graphs(nodes: list[CompValue], prefixes: dict[str, str]) -> Iterator[str]:
    for clause in (node for node in nodes if node.name == "DatasetClause"):
        name = clause.default or clause.named
        if isinstance(name, URIRef):
            yield str(name)
        else:
            yield prefixes[str(name.prefix or "")] + str(name.localname or "")
