"""What a document is expected to say: written beside it once, held against what is read of it ever after."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.sources import ANSWERS
from kb.telling import Told, fault_told, identity_told, place, records_told
from loaders import LoadedDocument, LoadError, load

NAMED_BY = (
    "form", "side", "scope", "project", "rule", "number", "title", "code", "name", "project_name", "item", "source",
    "month", "year",
)
"""The fields by which two versions of one record know each other when others differ."""


COUNTED = ("position", "passages")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is read otherwise than expected: `missing`, `new`, or `changed` with both values."""

    kind: str
    table: str
    what: str
    place: str

    def __str__(self) -> str:
        sign = {"missing": "-", "new": "+", "changed": "~"}[self.kind]
        return f"{sign} {self.table} {self.what}" + (f" ({self.place})" if self.place else "")


class ExpectationFault(ValueError):
    """A file that is no answer file; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document: its answer file, the differences, or the error that says why it was not read."""

    document: Path
    file: Path
    differences: tuple[Difference, ...] = ()
    error: LoadError | None = None


def expected_documents(path: Path) -> list[Path]:
    """The document of a path; of a folder, all documents below it that have an answer file."""
    if path.is_dir():
        return [file.with_name(file.name.removesuffix(ANSWERS)) for file in sorted(path.rglob(f"*{ANSWERS}"))]
    return [path.with_name(path.name.removesuffix(ANSWERS))]


def write(document: Path) -> Answer:
    """Write what a document says into the answer file beside it."""
    file = document.with_name(document.name + ANSWERS)
    try:
        file.write_text(told_json(load(document)), encoding="utf-8")
    except LoadError as error:
        return Answer(document, file, error=error)
    return Answer(document, file)


def compare(document: Path) -> Answer:
    """Hold what is read of a document against its answer file. Raises `ExpectationFault` when that is none."""
    file = document.with_name(document.name + ANSWERS)
    if not file.is_file():
        raise ExpectationFault(f"{document} has no {file.name} beside it; write it with: kb expect {document}")
    try:
        return Answer(document, file, tuple(differences(file.read_text(encoding="utf-8"), load(document), file)))
    except LoadError as error:
        return Answer(document, file, error=error)


def told_json(loaded: LoadedDocument) -> str:
    """All that a document says, one record a line, without what is not printed; the same bytes for the same reading."""
    told = _told(loaded)
    head = [f"{json.dumps(name)}: {_line(value)}" for name, value in told["document"].items()]
    parts = {"records " + table: rows for table, rows in told["records"].items()}
    parts |= {"faults": told["faults"], "unread": told["unread"]}
    lists = [f"{json.dumps(name)}: [\n" + ",\n".join(map(_line, rows)) + "\n]" for name, rows in parts.items() if rows]
    return "{\n" + ",\n".join(head + lists) + "\n}\n"


def _told(loaded: LoadedDocument) -> Told:
    passages = loaded.document.passages
    return {
        "document": identity_told(loaded),
        "records": {
            table: [_printed(record) for record in records] for table, records in records_told(loaded).items()
        },
        "faults": [_printed(fault_told(loaded, fault)) for fault in loaded.faults],
        "unread": [{"place": place(loaded, n), "text": passages[n - 1].text} for n in loaded.unread],
    }


def _printed(told: Told) -> Told:
    """A record without what is not printed, and without numbers that its order and its places say."""
    return {name: value for name, value in told.items() if value not in (None, "", []) and name not in COUNTED}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def differences(expected: str, loaded: LoadedDocument, path: Path) -> list[Difference]:
    """What is read otherwise than an answer file says. Raises `ExpectationFault` when the text is none."""
    try:
        before = json.loads(expected)
    except json.JSONDecodeError as error:
        raise ExpectationFault(f"{path}, line {error.lineno}: no JSON; write it anew with kb expect") from error
    if not isinstance(before, dict):
        raise ExpectationFault(f"{path}, line 1: no answer file; write it anew with kb expect")
    after = json.loads(told_json(loaded))
    found: list[Difference] = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, list) or isinstance(new, list):
            found += _records(name.removeprefix("records "), old or [], new or [])
        elif old != new:
            found.append(Difference("changed", "document", f"{name}: {_line(old)} → {_line(new)}", ""))
    return found


def _records(table: str, old: list[Told], new: list[Told]) -> Iterator[Difference]:
    """Records that are equal belong together, then those of one name; what remains is missing or new."""
    gone, come = _unequal(old, new), _unequal(new, old)
    waiting: dict[str, list[Told]] = defaultdict(list)
    for record in come:
        waiting[_named(record)].append(record)
    for record in gone:
        if same := waiting[_named(record)]:
            yield from _changes(table, record, same.pop(0))
        else:
            yield Difference("missing", table, _words(record), _places(record))
    left = {id(record) for records in waiting.values() for record in records}
    yield from (Difference("new", table, _words(record), _places(record)) for record in come if id(record) in left)


def _changes(table: str, old: Told, new: Told) -> Iterator[Difference]:
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            change = f"{field} {_line(old.get(field))} → {_line(new.get(field))}"
            yield Difference("changed", table, f"{_label(new)}: {change}", _places(new))


def _unequal(records: Iterable[Told], others: Iterable[Told]) -> list[Told]:
    counts = Counter(map(_line, others))
    rest = []
    for record in records:
        counts[_line(record)] -= 1
        if counts[_line(record)] < 0:
            rest.append(record)
    return rest


def _named(record: Told) -> str:
    return _line([record.get(name) for name in NAMED_BY]) if _label(record) else _line(record.get("text"))


def _label(record: Told) -> str:
    return " ".join(str(record[name]) for name in NAMED_BY if name in record)


def _words(record: Told) -> str:
    return " ".join(f"{name}={value}" for name, value in record.items() if name not in ("places", "place"))


def _places(record: Told) -> str:
    found = record.get("places") or [record.get("place") or ""]
    return str(found[0])
