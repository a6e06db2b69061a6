"""A document as it was read, in plain values for JSON: what it is, what it states and where, what was not read."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from kb.naming import TABLE_OF
from loaders import LoadedDocument
from loaders.records import Fault, Goal, Indicator, Project, Record, Responsibility

Told = dict[str, Any]


def records_told(loaded: LoadedDocument) -> dict[str, list[Told]]:
    """The records of every table in the order they were read: their places, then what is printed."""
    told: dict[str, list[Told]] = defaultdict(list)
    for record in loaded.records:
        fields = {
            field.name: _value(getattr(record, field.name))
            for field in dataclasses.fields(record) if field.name != "passages"
        }
        where = {"places": places(loaded, record), "passages": list(record.passages)}
        told[TABLE_OF[type(record)]].append({**where, **fields})
    return dict(told)


def places(loaded: LoadedDocument, record: Record) -> list[str]:
    """Where a record stands, in words."""
    return [place(loaded, number) for number in record.passages]


def place(loaded: LoadedDocument, number: int) -> str:
    """Where a passage stands, in words."""
    return str(loaded.document.passages[number - 1].place)


def _value(value: Any) -> Any:
    """A field as JSON has it: amounts as the exact text of the number, another record by what people call it."""
    match value:
        case Decimal():
            return str(value)
        case Project() | Indicator():
            return value.name
        case Goal():
            return value.title or value.text or value.number
        case Responsibility():
            return value.text
    return value


def identity_told(loaded: LoadedDocument) -> Told:
    """What the document is."""
    return {
        "title": loaded.title, "kind": loaded.kind, "fiscal_year": loaded.fiscal_year,
        "department": loaded.department, "region": loaded.region.code if loaded.region else None,
    }


def fault_told(loaded: LoadedDocument, fault: Fault) -> Told:
    """Something doubtful, with its place."""
    told = {field.name: getattr(fault, field.name) for field in dataclasses.fields(fault) if field.name != "passage"}
    return {**told, "place": place(loaded, fault.passage) if fault.passage else None}


def document_json(loaded: LoadedDocument) -> str:
    """Everything that was read of a document, for programs.

    Each passage says what it `states` (table and place in the list of its records, from 1) or which known `structure`
    it is; one that has neither is unread.
    """
    document = loaded.document
    return json.dumps(
        {
            "path": document.path, "sha256": document.sha256, "format": document.format, "pages": document.pages,
            **identity_told(loaded), "records": records_told(loaded),
            "faults": [fault_told(loaded, fault) for fault in loaded.faults],
            "unread": list(loaded.unread), "passages": _passages(loaded),
        },
        ensure_ascii=False, indent=1,
    )


def _passages(loaded: LoadedDocument) -> list[Told]:
    states: dict[int, list[list[Any]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for record in loaded.records:
        table = TABLE_OF[type(record)]
        counts[table] += 1
        for number in record.passages:
            states[number].append([table, counts[table]])
    return [
        {
            "number": passage.number, "kind": passage.kind, "place": dataclasses.asdict(passage.place),
            "text": passage.text, "cells": list(passage.cells), "table": passage.table,
            "states": states.get(passage.number, []), "structure": loaded.structure.get(passage.number),
        }
        for passage in loaded.document.passages
    ]
