"""Loaded documents into the database: rows of each document at once, what documents share at the end."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.body_rows import write_bodies
from kb.classifications import Classification, classification_names, known_classifications
from kb.database import Row, insert
from kb.decisions import Decisions
from kb.facts import DocumentFacts
from kb.families import Named, families
from kb.ids import digest
from kb.naming import document_id, text_digest
from loaders import LoadedDocument, LoadError
from loaders.errors import SameText
from loaders.records import Project
from loaders.values.codes import project_code
from loaders.values.divisions import ancestors, by_code, current


@dataclass(slots=True)
class Storage:
    """Fills one new database. `finish` writes the rows that several documents share."""

    connection: sqlite3.Connection
    documents: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, Named] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)

    def add(self, loaded: LoadedDocument, name: str) -> SameText | None:
        """Store one document with everything it states, unless a document with its text is there."""
        text = text_digest(loaded)
        if text in self.texts:
            return SameText(name, self.texts[text])
        self.texts[text] = name
        identifier = document_id(loaded, self.documents)
        self.documents.add(identifier)
        self.regions |= _divisions(loaded)
        tables: dict[str, dict[Any, Row]] = defaultdict(dict)
        facts = DocumentFacts(loaded, identifier, name)
        for table, row in facts.rows():
            tables[table].setdefault(row["id"], row)
        for named in facts.names():
            self._name(named)
        for table, rows in tables.items():
            insert(self.connection, table, rows.values())
        return None

    def _name(self, named: Named) -> None:
        """Keep a name with what documents say of it; of two different words on one thing, the first stays."""
        known = self.names.setdefault(named.name.id, named)
        if known is not named:
            known.documents += [document for document in named.documents if document not in known.documents]
            known.as_department = known.as_department or named.as_department
            known.parents += named.parents
            known.said = named.said | known.said

    def refuse(self, name: str, error: LoadError) -> None:
        """Store why a file could not be read."""
        row = {"id": digest("load_errors", name), "path": name, "error": error.problem, "advice": error.advice}
        insert(self.connection, "load_errors", [row])

    def finish(self, decisions: Decisions) -> None:
        """Write bodies, regions, indicator definitions and classifications."""
        found = families(self.names.values(), decisions.all)
        decisions.used |= found.used
        write_bodies(self.connection, found)
        named = {body.key.region for body in found.bodies if body.key.region}
        insert(self.connection, "regions", _regions(self.regions | named))
        self.connection.execute(CONCEPTS)
        insert(self.connection, "classifications", _classifications(self.connection))
        self.connection.execute(CLASSIFY)
        insert(self.connection, "classification_names", classification_names(self.connection))


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

SCHEME = "case substr(code, 1, 1) when '3' then 'economic' when '5' then 'government_economic' else 'functional' end"
"""The scheme that a code belongs to, by its first digit: 201 to 299 by function, 301 to 399 and 501 to 599 economic."""

CLASSIFY = f"""
update budget_lines set classification_id = (
  select c.id from classifications c where c.code = budget_lines.code and c.scheme = {SCHEME.replace("code", "c.code")}
)
where code is not null
"""

PRINTED_CODES = f"""
select code, {SCHEME} as scheme, min(name) as name from (
  select code, name from budget_lines union all
  select economic_code, null from budget_lines union all select government_economic_code, null from budget_lines
)
where code is not null group by code
"""


def _classifications(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every printed code and those above it: by its name in the known lists, else by the name it is printed with."""
    entries = {(c.scheme, c.code): c for c in known_classifications()}
    wanted: set[tuple[str, str]] = set()
    for row in connection.execute(PRINTED_CODES):
        scheme, code = row["scheme"], row["code"]
        entries.setdefault((scheme, code), Classification(scheme, code, row["name"] or code))
        wanted |= {(scheme, code[:n]) for n in (3, 5) if n < len(code) and (scheme, code[:n]) in entries}
        wanted.add((scheme, code))
    for scheme, code in sorted(wanted):
        parent = next((code[:n] for n in range(len(code) - 1, 2, -1) if (scheme, code[:n]) in wanted), None)
        yield {
            "id": f"{scheme}-{code}", "code": code, "scheme": scheme, "name": entries[scheme, code].name,
            "parent_code": parent, "parent_id": f"{scheme}-{parent}" if parent else None,
        }
