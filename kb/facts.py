"""Records to rows: gives every record of a loaded document its content-made id and the columns of its table.

Rows of one document are named by the document, and the document by its department, year, kind and title. Bodies are
shared by documents: their rows come from `kb.families`, and until then their names' ids stand for them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kb.bodies import BodyName
from kb.database import Row
from kb.families import Named
from kb.ids import digest
from kb.naming import TABLE_OF, concept_id, record_key, signature
from kb.schema import BY_NAME
from loaders import LoadedDocument
from loaders.records import (
    BudgetLine,
    Citation,
    Department,
    Fault,
    Goal,
    Indicator,
    Procurement,
    Project,
    Record,
    Responsibility,
    SafeguardMeasure,
    YearMention,
)
from loaders.values.amounts import fen
from loaders.values.wording import fold

LABEL_LENGTH = 60
FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]))(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})(?![\d])")
"""Figures and codes: with decimals, with thousands, or of three digits and more; years and counts of items are none."""
DESCRIBED_BY = ("code", "nature", "rank", "funding_mode")

class DocumentFacts:
    """The rows of one document, table by table."""

    def __init__(self, loaded: LoadedDocument, identifier: str, path: str) -> None:
        self.loaded = loaded
        self.id = identifier
        self.path = path
        self.region = loaded.region.code if loaded.region else None
        self.department = self._body(loaded.department).id if loaded.department else None
        self._ids: dict[int, str] = {}
        self._seen: Counter[str] = Counter()

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row with the name of its table: the document, its passages, its records with their evidence."""
        yield "documents", self._document()
        yield from (("passages", row) for row in self._passages())
        for record in self.loaded.records:
            table = TABLE_OF[type(record)]
            row = {"id": self.identify(record), **self._columns(record)}
            if not isinstance(record, Department):
                yield table, {**row, **_money_in_fen(table, row)}
            yield from (("evidence", self._evidence(table, row["id"], number)) for number in record.passages)
        yield from (("findings", row) for row in map(self._finding, self.loaded.faults))

    def names(self) -> Iterator[Named]:
        """The names of bodies that the document prints, with what it says of them."""
        for record in self.loaded.records:
            if isinstance(record, Department):
                said = {field: value for field in DESCRIBED_BY if (value := getattr(record, field)) is not None}
                name, parent = self._body(record.name), self._parent(record)
                yield Named(
                    name=name, documents=[self.id], as_department=_is_whole(record, parent) and not name.office,
                    parents=[parent] if parent and parent != name else [], said=said,
                )

    def _body(self, name: str) -> BodyName:
        """A name printed here. In the budget of a unit, the name of the document's body means that unit itself."""
        own = self.loaded.department
        office = self.loaded.kind == "unit_budget" and own is not None and fold(name) == fold(own)
        return BodyName(self.region, name, office)

    def _parent(self, record: Department) -> BodyName | None:
        """The department of a unit: as printed, else that of the document."""
        parent = record.parent or (self.loaded.department if self.loaded.kind != "unit_budget" else None)
        return self._body(parent) if parent and record.kind == "unit" else None

    def passage_id(self, number: int) -> str:
        """The id of a passage of this document."""
        return digest("passages", self.id, number)

    def identify(self, record: Record) -> str:
        """The id of a record: made from its document and from what names it there."""
        known = self._ids.get(id(record))
        if known is None:
            known = self._ids[id(record)] = self._new_id(record)
        return known

    def _new_id(self, record: Record) -> str:
        if isinstance(record, Department):
            return self._body(record.name).id
        key = digest(TABLE_OF[type(record)], self.id, *record_key(record, self.identify))
        self._seen[key] += 1
        return key if self._seen[key] == 1 else digest(key, self._seen[key])

    def _document(self) -> Row:
        loaded, unread = self.loaded, len(self.loaded.unread)
        total = len(loaded.document.passages)
        return {
            "id": self.id, "path": self.path, "title": loaded.title or self.path, "kind": loaded.kind,
            "format": loaded.document.format, "encoding": loaded.document.encoding,
            "sha256": loaded.document.sha256, "fiscal_year": loaded.fiscal_year, "region_code": self.region,
            "department_id": self.department, "pages": loaded.document.pages, "passages": total, "unread": unread,
            "coverage": round(1 - unread / total, 4) if total else None, **self._figures(),
        }

    def _figures(self) -> Row:
        """How many figures are printed, and how many stand where no record was read, known structure included."""
        stated = {number for record in self.loaded.records for number in record.passages}
        counts = {passage.number: len(FIGURE.findall(passage.text)) for passage in self.loaded.document.passages}
        return {
            "figures": sum(counts.values()),
            "figures_unread": sum(count for number, count in counts.items() if number not in stated),
        }

    def _passages(self) -> Iterator[Row]:
        for passage in self.loaded.document.passages:
            yield {
                "id": self.passage_id(passage.number), "document_id": self.id, "number": passage.number,
                "page": passage.place.page, "last_page": passage.place.last_page,
                "first_line": passage.place.first_line, "last_line": passage.place.last_line, "kind": passage.kind,
                "structure": self.loaded.structure.get(passage.number), "table_number": passage.table,
                "cells": json.dumps(passage.cells, ensure_ascii=False) if passage.cells else None, "text": passage.text,
            }

    def _evidence(self, table: str, record: str, number: int) -> Row:
        passage = self.passage_id(number)
        return {
            "id": digest("evidence", record, passage), "record_table": table, "record_id": record,
            "passage_id": passage,
        }

    def _columns(self, record: Record) -> dict[str, Any]:
        """The columns that a record fills: its own fields by name, and its references as ids."""
        own = {name: getattr(record, name) for name in type(record).__dataclass_fields__ if name != "passages"}
        columns: dict[str, Any] = {"document_id": self.id, "department_id": self._owner(record), **own}
        for name in ("project", "goal", "responsibility", "indicator"):
            target = columns.pop(name, None) if name != "goal" or isinstance(record, Citation) else None
            if isinstance(target, Record):
                columns[f"{name}_id"] = self.identify(target)
        match record:
            case Project():
                columns["unit_id"] = self._body(record.unit).id if record.unit else None
                columns["fiscal_year"] = self.loaded.fiscal_year
            case Indicator():
                columns["concept_id"] = concept = concept_id(record.level2, record.name)
                columns["signature"] = signature(concept, record)
            case Responsibility():
                columns["funding"] = "none"
            case Goal() | SafeguardMeasure():
                columns["label"] = shorten(record.title or record.text or record.number or "")
            case Procurement():
                columns["label"] = shorten(record.item or record.project_name or "")
            case YearMention():
                columns["mentions"] = len(record.passages)
        return columns

    def _owner(self, record: Record) -> str | None:
        """The body that a record is about: the unit that a budget row belongs to, else the department."""
        unit = record.unit if isinstance(record, BudgetLine) else None
        return self._body(unit).id if unit else self.department

    def _finding(self, fault: Fault) -> Row:
        passage = self.passage_id(fault.passage) if fault.passage else None
        return {
            "id": digest("findings", fault.rule, self.id, passage, fault.message, fault.expected, fault.actual),
            "rule": fault.rule, "severity": fault.severity, "document_id": self.id, "subject_table": "documents",
            "subject_id": self.id, "message": fault.message, "message_zh": fault.message_zh,
            "expected": fault.expected, "actual": fault.actual, "passage_id": passage,
        }


def _is_whole(record: Department, parent: BodyName | None) -> bool:
    """Whether a document speaks of a body as a department: also when it lists it as its own unit, by the same name."""
    return record.kind == "department" or (parent is not None and fold(parent.name) == fold(record.name))


def shorten(text: str) -> str:
    """The first line of a text, cut to the length of a label."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1] + "…"


def _money_in_fen(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """`amount` becomes `amount_wan` and `amount_fen`; so do all other fields of money of a table."""
    columns = BY_NAME[table].stored
    money: dict[str, Any] = {}
    for name in columns:
        if name.endswith("_fen"):
            stem = name.removesuffix("_fen")
            amount = row.get(stem)
            money[f"{stem}_wan"] = amount
            money[name] = None if amount is None else fen(amount)
    return money
