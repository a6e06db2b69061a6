"""Loaded documents into the database: rows of each document at once, what documents share at the end."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.classifications import Classification, known_classifications
from kb.database import Row, insert
from kb.facts import DocumentFacts
from kb.ids import digest
from kb.naming import document_id, text_digest
from loaders import LoadedDocument, LoadError
from loaders.errors import SameText
from loaders.records import Project
from loaders.values.codes import project_code
from loaders.values.divisions import ancestors, by_code, current

SHARED = frozenset({"departments"})


@dataclass(slots=True)
class Storage:
    """Fills one new database. `finish` writes the rows that several documents share."""

    connection: sqlite3.Connection
    documents: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)

    def add(self, loaded: LoadedDocument, name: str) -> None:
        """Store one document with everything it states. Raises `SameText` when a document with its text is there."""
        text = text_digest(loaded)
        if text in self.texts:
            raise SameText(name, self.texts[text])
        self.texts[text] = name
        identifier = document_id(loaded, self.documents)
        self.documents.add(identifier)
        self.regions |= _divisions(loaded)
        tables: dict[str, dict[Any, Row]] = defaultdict(dict)
        for table, row in DocumentFacts(loaded, identifier, name).rows():
            if table in SHARED:
                _merge(self.bodies.setdefault(str(row["id"]), dict(row)), row)
            else:
                tables[table].setdefault(row["id"], row)
        for table, rows in tables.items():
            insert(self.connection, table, rows.values())

    def refuse(self, name: str, error: LoadError) -> None:
        """Store why a file could not be read."""
        row = {"id": digest("load_errors", name), "path": name, "error": error.problem, "advice": error.advice}
        insert(self.connection, "load_errors", [row])

    def finish(self) -> None:
        """Write bodies, regions, indicator definitions and classifications."""
        insert(self.connection, "departments", self.bodies.values())
        insert(self.connection, "regions", _regions(self.regions))
        self.connection.execute(CONCEPTS)
        insert(self.connection, "classifications", _classifications(self.connection))
        self.connection.execute(CLASSIFY)


def _merge(known: dict[str, Any], row: Row) -> None:
    """Fill what is still missing; a body that any document names as a department is one."""
    if "department" in (row["kind"], known["kind"]):
        known["kind"], known["parent_id"] = "department", None
    for name, value in row.items():
        if known.get(name) is None and name != "parent_id":
            known[name] = value


def _divisions(loaded: LoadedDocument) -> set[str]:
    """The division of a document and those that its project codes name, which may be former ones."""
    projects = (record for record in loaded.records if isinstance(record, Project))
    coded = (project_code(project.code) for project in projects if project.code)
    named = {code.division for code in coded if code is not None and by_code(code.division)}
    return named | ({loaded.region.code} if loaded.region else set())


def _regions(codes: set[str]) -> Iterator[Row]:
    """The divisions of the documents, those that came after former ones, and those above them."""
    later = {code: after.code for code in codes if (after := current(code)) is not None and after.code != code}
    wanted = codes | set(later.values())
    wanted |= {above.code for code in wanted for above in ancestors(code)}
    for code in sorted(wanted):
        division = by_code(code)
        if division is not None:
            parent = division.parent_code if division.parent_code in wanted else None
            yield {
                "id": code, "code": code, "name": division.name, "level": division.level, "parent_code": parent,
                "successor_code": later.get(code),
            }


CONCEPTS = """
insert into indicator_concepts (id, name, level2, indicator_count, project_count, department_count)
select concept_id, min(name), min(level2), count(*), count(distinct project_id), count(distinct department_id)
from indicators group by concept_id
"""

CLASSIFY = """
update budget_lines set classification_id = (
  select c.id from classifications c
  where c.code = budget_lines.code
    and c.scheme = case budget_lines.form when 'basic_by_economic_class' then 'economic' else 'functional' end
)
where code is not null
"""

PRINTED_CODES = """
select code, case form when 'basic_by_economic_class' then 'economic' else 'functional' end as scheme, min(name) as name
from budget_lines where code is not null group by 1, 2
"""


def _classifications(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every printed code and those above it: by its name in the known lists, else by the name it is printed with."""
    entries = {(c.scheme, c.code): c for c in known_classifications()}
    wanted: set[tuple[str, str]] = set()
    for row in connection.execute(PRINTED_CODES):
        scheme, code = row["scheme"], row["code"]
        entries.setdefault((scheme, code), Classification(scheme, code, row["name"]))
        wanted |= {(scheme, code[:n]) for n in (3, 5) if n < len(code) and (scheme, code[:n]) in entries}
        wanted.add((scheme, code))
    for scheme, code in sorted(wanted):
        parent = next((code[:n] for n in range(len(code) - 1, 2, -1) if (scheme, code[:n]) in wanted), None)
        yield {
            "id": f"{scheme}-{code}", "code": code, "scheme": scheme, "name": entries[scheme, code].name,
            "parent_code": parent, "parent_id": f"{scheme}-{parent}" if parent else None,
        }
