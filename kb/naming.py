"""What each record is named by: ids come from content, so that they last, and the same content has the same id."""

from __future__ import annotations

from collections.abc import Callable, Container

from kb.ids import digest
from loaders import LoadedDocument
from loaders.records import (
    Asset,
    BudgetLine,
    Citation,
    Department,
    Disbursement,
    Fund,
    Goal,
    Headcount,
    Indicator,
    Procurement,
    Project,
    Record,
    Responsibility,
    SafeguardMeasure,
    Statement,
    YearMention,
)
from loaders.values.wording import fold

TABLE_OF: dict[type[Record], str] = {
    Department: "departments", Responsibility: "responsibilities", Goal: "goals", SafeguardMeasure: "measures",
    Project: "projects", Fund: "funds", Disbursement: "disbursements", Indicator: "indicators",
    BudgetLine: "budget_lines", Procurement: "procurements", Asset: "assets", Statement: "statements",
    Headcount: "headcounts",
    Citation: "citations", YearMention: "document_years",
}


def concept_id(level2: str | None, name: str) -> str:
    """An indicator definition is known by its second level and its name, blanks and punctuation folded."""
    return digest("indicator_concepts", level2, fold(name))


def signature(concept: str, indicator: Indicator) -> str | None:
    """What identical indicators share: definition, comparator, value and unit; for targets in words, the words.

    An indicator without a target is identical to nothing.
    """
    if indicator.measure == "missing":
        return None
    numbers = [None if n is None else f"{n.normalize():f}" for n in (indicator.value, indicator.value_high)]
    words = fold(indicator.target or "") if numbers[0] is None else None
    return digest("signature", concept, indicator.operator, *numbers, indicator.unit, words)


def document_id(loaded: LoadedDocument, taken: Container[str]) -> str:
    """A document is known by its department, year, kind and title; only when that name is taken, by its hash too."""
    key = _document_key(loaded)
    plain = digest("documents", *key)
    return digest("documents", *key, loaded.document.sha256) if plain in taken else plain


def text_digest(loaded: LoadedDocument) -> str:
    """What two printings of one text share: all letters and digits in order, without blanks and punctuation."""
    return digest("text", "".join(fold(passage.text) for passage in loaded.document.passages))


def _document_key(loaded: LoadedDocument) -> tuple[object, ...]:
    region = loaded.region.code if loaded.region else None
    if loaded.department is None or loaded.title is None:
        return (loaded.document.sha256,)
    return region, fold(loaded.department), loaded.fiscal_year, loaded.kind, fold(loaded.title)


def record_key(record: Record, identify: Callable[[Project], str]) -> tuple[object, ...]:
    """What names a record within its document; `identify` gives the id of the project that it belongs to."""
    project = getattr(record, "project", None)
    owner = identify(project) if isinstance(project, Project) else None
    match record:
        case Project():
            return (record.code or fold(record.name),)
        case Indicator():
            return owner, record.level1, record.level2, fold(record.name), record.position
        case Goal():
            return owner, record.scope, record.position
        case Fund():
            return owner, record.source
        case Disbursement():
            return owner, record.month
        case BudgetLine():
            codes = record.code, record.economic_code, record.government_economic_code
            return record.form, record.side, *codes, fold(record.name), record.item, fold(record.unit or "")
        case YearMention():
            return record.source, record.year
        case Statement():
            return record.item, record.position
        case Responsibility():
            return (fold(record.text),)
        case _:
            return (getattr(record, "position", None),)
