"""What one body published for one year, in one document or in parts: its tables and the figures of its prose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby

from kb.checks.figures.said import Said, said
from kb.checks.figures.sheets import Sheets, sheets

TOGETHER = """
create temp table checking_publications as select d.id as document_id, coalesce(
  (select min(l.target_id) from links l where l.relation = 'same_publication' and l.source_id = d.id), d.id
) as publication from documents d
"""
"""A text belongs to the document that holds its tables, any other document to itself."""


@dataclass(slots=True)
class Publication:
    """The statements of a publication, and the tables of each of its documents."""

    statements: list[Said] = field(default_factory=list)
    documents: list[Sheets] = field(default_factory=list)

    @property
    def tables(self) -> Sheets:
        """The tables of all its documents by form."""
        every: Sheets = {}
        for document in self.documents:
            for form, same_form in document.items():
                every.setdefault(form, []).extend(same_form)
        return every


def publications(connection: sqlite3.Connection) -> Iterator[Publication]:
    """Every publication with tables or statements, one at a time. A temporary table lasts as long as this is read."""
    connection.execute(TOGETHER)
    connection.execute("create unique index checking_document on checking_publications (document_id)")
    told = ((publication, statements, None) for publication, statements in said(connection))
    tabled = ((publication, None, document) for publication, document in sheets(connection))
    for _, parts in groupby(merge(told, tabled, key=lambda part: part[0]), key=lambda part: part[0]):
        found = Publication()
        for _, statements, document in parts:
            found.statements += statements or []
            found.documents += [document] if document is not None else []
        yield found
    connection.execute("drop table checking_publications")
