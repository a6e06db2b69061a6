"""The checks as SHACL: a query in `ontology/checks/`, called as its check is, becomes a shape with the page's words.

A query is what SHACL calls a SPARQL-based constraint: it selects as `$this` every record that the check finds. Comments
at its top name the classes of these records (`target`) and, where the sentences of a check differ in how grave they
are, the sentence (`sentence`).

A file that begins with `# set: indicators` holds the condition on `?one` indicator, and after `# when` one on what is
found. Such a check finds the indicator when it is the only one of its project, else the project (the document, where
indicators belong to the whole department); with `# set: projects` it finds the only project, else the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import DCTERMS, RDF, SH, XSD, Graph, Literal, URIRef

from kb.checks.expressions import expanded
from kb.checks.finding import Severity
from kb.checks.registry import pages
from kb.ids import term
from kb.schema import DEFAULT_BASE, NAMESPACE

SHAPE = f"{DEFAULT_BASE}shapes#"
SEVERITIES: dict[Severity, URIRef] = {"error": SH.Violation, "warning": SH.Warning, "info": SH.Info}
PREFIX = f"PREFIX bk: <{NAMESPACE}>\n"
_HEADER = re.compile(r"^# (\w+): (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckShape:
    """The shape of a check: its name, the code of the check, the classes of the records, how grave, and its query."""

    name: str
    code: str
    targets: tuple[str, ...]
    severity: Severity
    select: str


@cache
def check_shapes() -> tuple[CheckShape, ...]:
    """The shapes of all checks that have one, by name."""
    found = [file for file in files("ontology").joinpath("checks").iterdir() if file.name.endswith(".rq")]
    texts = {file.name.removesuffix(".rq"): file.read_text(encoding="utf-8") for file in found}
    return tuple(_shape(name, text) for name, text in sorted(texts.items()))


def _shape(name: str, text: str) -> CheckShape:
    header = dict(_HEADER.findall(text))
    code = name.partition("-")[0]
    page = pages()[code]
    severity = page.sentences[header["sentence"]].severity if "sentence" in header else page.severity
    query = _HEADER.sub("", text)
    target, of_set = SETS[header["set"]] if "set" in header else (header["target"], _whole)
    select = of_set(*query.partition("# when\n")[::2])
    return CheckShape(name, code, tuple(target.split()), severity, expanded(select).strip())


def _whole(query: str, _: str) -> str:
    return query


def _of_indicators(condition: str, when: str) -> str:
    """The query for the only indicator of a set that meets a condition, or else whose set it is."""
    return f"""SELECT $this WHERE {{
  {{
    SELECT $this (COUNT(?one) AS ?count) WHERE {{
      $this a bk:Indicator ; bk:document ?document . {_only(condition)}
      OPTIONAL {{ $this bk:project ?project }}
      ?one a bk:Indicator ; bk:document ?document . {_other(condition)}
      OPTIONAL {{ ?one bk:project ?owner }}
      FILTER (COALESCE(?project, ?document) = COALESCE(?owner, ?document))
    }} GROUP BY $this HAVING (COUNT(?one) = 1)
  }} UNION {{
    SELECT $this (COUNT(?one) AS ?count) WHERE {{
      $this a bk:Project . ?one a bk:Indicator ; bk:project $this . {condition}
    }} GROUP BY $this HAVING (COUNT(?one) > 1)
  }} UNION {{
    SELECT $this (COUNT(?one) AS ?count) WHERE {{
      $this a bk:Document . ?one a bk:Indicator ; bk:document $this . {condition}
      OPTIONAL {{ ?one bk:project ?owner }}
      FILTER (!BOUND(?owner))
    }} GROUP BY $this HAVING (COUNT(?one) > 1)
  }}
  {when}
}}"""


def _of_projects(condition: str, when: str) -> str:
    """The query for the only project of a document that meets a condition, or else the document."""
    return f"""SELECT $this WHERE {{
  {{
    SELECT $this (COUNT(?one) AS ?count) WHERE {{
      $this a bk:Project ; bk:document ?document . {_only(condition)}
      ?one a bk:Project ; bk:document ?document . {_other(condition)}
    }} GROUP BY $this HAVING (COUNT(?one) = 1)
  }} UNION {{
    SELECT $this (COUNT(?one) AS ?count) WHERE {{
      $this a bk:Document . ?one a bk:Project ; bk:document $this . {condition}
    }} GROUP BY $this HAVING (COUNT(?one) > 1)
  }}
  {when}
}}"""


def _only(condition: str) -> str:
    """A condition on the record that is found."""
    return re.sub(r"\?one\b", "$this", condition)


def _other(condition: str) -> str:
    """The same condition on another record, with variables of its own."""
    return re.sub(r"\?(?!one\b)(?=[a-z])", "?other_", condition)


SETS: dict[str, tuple[str, Callable[[str, str], str]]] = {
    "indicators": ("Indicator Project Document", _of_indicators), "projects": ("Project Document", _of_projects),
}
"""Records told together: the classes of what is found, and how the query is put together."""


def as_shacl(shapes: tuple[CheckShape, ...]) -> Graph:
    """The shapes as SHACL, with the titles of the pages as their messages."""
    graph = Graph()
    prefix, ontology = URIRef(f"{SHAPE}prefix-bk"), URIRef(NAMESPACE.removesuffix("#"))
    graph.add((ontology, SH.declare, prefix))
    graph.add((prefix, SH.prefix, Literal("bk")))
    graph.add((prefix, SH.namespace, Literal(NAMESPACE, datatype=XSD.anyURI)))
    for shape in shapes:
        node, constraint = URIRef(f"{SHAPE}{shape.name}"), URIRef(f"{SHAPE}{shape.name}-constraint")
        graph.add((node, RDF.type, SH.NodeShape))
        graph.add((node, DCTERMS.identifier, Literal(shape.code)))
        graph.add((node, SH.severity, SEVERITIES[shape.severity]))
        graph.add((node, SH.sparql, constraint))
        for target in shape.targets:
            graph.add((node, SH.targetClass, URIRef(term(target))))
        graph.add((constraint, RDF.type, SH.SPARQLConstraint))
        graph.add((constraint, SH.prefixes, ontology))
        graph.add((constraint, SH.select, Literal(shape.select)))
        for language, title in sorted(pages()[shape.code].texts["title"].items()):
            graph.add((constraint, SH.message, Literal(title, lang=language)))
    return graph
