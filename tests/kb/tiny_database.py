"""A database of a few rows for one check or linker: each record with a passage of its own that states it."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

from kb import database
from kb.checks import check
from loaders.values.amounts import fen

DEFAULTS: dict[str, dict[str, object]] = {
    "projects": {"name": "热线经费"},
    "indicators": {"name": "办结率", "concept_id": "c", "measure": "quantity"},
    "goals": {"scope": "item"},
    "responsibilities": {"kind": "specific", "funding": "none"},
    "procurements": {"kind": "item"},
    "statements": {"text": "2024年预算安排。"},
}


class Tiny:
    """Collects rows. Amounts are given in 万元 under the name of their column without its ending."""

    def __init__(self, folder: Path) -> None:
        self.connection: sqlite3.Connection = database.create(folder / "tiny.db")
        self.counts: dict[str, int] = {}
        self.names: dict[str, str] = {}

    def document(self, identifier: str = "d", **columns: object) -> Tiny:
        row = {"id": identifier, "path": f"{identifier}.txt", "title": identifier, "sha256": identifier, **columns}
        database.insert(self.connection, "documents", [{"fiscal_year": 2024, **row}])  # type: ignore[list-item]
        return self

    def add(self, table: str, *, passage: str | None = None, document_id: str = "d", **columns: object) -> str:
        """One record and, unless `passage` names one, a new passage; returns the id of the record."""
        self.counts[table] = position = self.counts.get(table, 0) + 1
        identifier = str(columns.pop("id", f"{table}-{position}"))
        row = {"id": identifier, "document_id": document_id, "position": position, **DEFAULTS.get(table, {}), **columns}
        for name in [name for name, value in row.items() if isinstance(value, Decimal)]:
            amount = row.pop(name)
            row[f"{name}_wan"], row[f"{name}_fen"] = amount, fen(amount)  # type: ignore[arg-type]
        row = {name: value for name, value in row.items() if name in database.BY_NAME[table].stored}
        database.insert(self.connection, table, [row])  # type: ignore[list-item]
        self._state(table, identifier, passage or f"passage of {identifier}", document_id)
        return identifier

    def _state(self, table: str, identifier: str, passage: str, document_id: str) -> None:
        if passage not in self.names:
            self.names[passage] = passage
            number = len(self.names)
            row = {"id": passage, "document_id": document_id, "number": number, "kind": "row", "text": passage}
            database.insert(self.connection, "passages", [row])
        row = {"id": f"{table} {identifier}", "record_table": table, "record_id": identifier, "passage_id": passage}
        database.insert(self.connection, "evidence", [row])

    def passage(self, number: int, text: str, document_id: str = "d", **columns: object) -> Tiny:
        """A passage that states no record."""
        row = {"id": f"{document_id} {number}", "document_id": document_id, "number": number, "text": text, **columns}
        database.insert(self.connection, "passages", [row])  # type: ignore[list-item]
        return self

    def sheet(self, form: str, *rows: str, document_id: str = "d") -> Tiny:
        """A budget table; each row is written `side|code|name|item=amount item=amount`, side and code may be empty."""
        for row in rows:
            side, code, name, figures = row.split("|")
            for figure in figures.split():
                item, amount = figure.split("=")
                self.add(
                    "budget_lines", passage=f"{form}: {row}", document_id=document_id, form=form, side=side or None,
                    code=code or None, name=name, item=item, amount=Decimal(amount),
                )
        return self

    def says(self, passage: str, *figures: str, text: str = "2024年预算安排。") -> Tiny:
        """Statements of one passage; each is written `item name amount` or `item name amount change`."""
        for figure in figures:
            item, name, amount, *change = figure.split()
            columns: dict[str, object] = {} if amount == "-" else {"amount": Decimal(amount)}
            if change:
                columns["change"] = Decimal(change[0])
            self.add("statements", passage=passage, item=item, name=name, text=text, **columns)
        return self

    def prose(self, text: str, document_id: str = "d") -> Tiny:
        """A paragraph of the document."""
        number = len(self.names) + 1
        self.names[text] = text
        row = {"id": text, "document_id": document_id, "number": number, "kind": "paragraph", "text": text}
        database.insert(self.connection, "passages", [row])
        return self

    def findings(self, *, rule: str = "") -> list[tuple[str, ...]]:
        """What all checks find: rule, severity, message, expected, actual, passage — only of one rule when asked."""
        check(self.connection)
        columns = "rule, severity, message, expected, actual, passage_id"
        query = f"select {columns} from findings where rule glob ? order by rule, message, passage_id"
        return [tuple(row) for row in self.connection.execute(query, (rule or "*",))]
