"""What the command line shows a person: progress, overviews, documents. Fits a terminal of 80 columns."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kb.naming import TABLE_OF
from kb.pipeline import Progress as Report
from kb.publishing import Question
from kb.publishing.overview import Overview
from loaders import LoadedDocument, LoadError
from loaders.records import Record


@contextmanager
def progress(quiet: bool) -> Iterator[Report]:
    """A progress bar on standard error; nothing when quiet, or when nobody looks at it."""
    console = Console(stderr=True, quiet=quiet)
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def report(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield report


def refused(errors: Iterable[LoadError]) -> None:
    """One sentence on standard error for each file that could not be read."""
    for error in errors:
        click.echo(str(error), err=True)


def show_overview(found: Overview) -> None:
    """Documents with their coverage, then the counts of all tables, then the digest."""
    console = Console(highlight=False)
    for document in found.documents:
        said = (document["region"], document["department"], document["fiscal_year"])
        who = " · ".join(escape(str(value)) for value in said if value is not None)
        console.print(f"[bold]{escape(str(document['path']))}[/bold]\n  {who or 'department unknown'}")
        unread = f"{document['unread']} of {document['passages']} passages unread"
        console.print(f"  {_percent(document['coverage'])} read, {unread}")
    for error in found.errors:
        console.print(f"[bold]{escape(error['path'])}[/bold]\n  not read: {escape(error['error'])}")
    counts = (f"{name.replace('_', ' ')} {count:,}" for name, count in found.counts.items() if count)
    console.print("\n" + " · ".join(counts))
    console.print(f"digest {found.digest}", soft_wrap=True)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def show_questions(asked: Iterable[Question]) -> None:
    """The saved questions: their names and parameters, and what they ask, in both languages."""
    console = Console(highlight=False)
    for question in asked:
        names = " ".join(f"{parameter.name}=" for parameter in question.parameters)
        console.print(f"[bold]{question.name}[/bold]  {names}\n  {question.title_zh}\n  {question.title_en}")


def show_document(loaded: LoadedDocument) -> None:
    """What a document is, how many records of each kind it states, what is doubtful, and every unread passage."""
    console = Console(highlight=False)
    region = loaded.region.name if loaded.region else None
    facts = {
        "title": loaded.title, "kind": loaded.kind, "department": loaded.department, "region": region,
        "fiscal year": loaded.fiscal_year, "encoding": loaded.document.encoding,
    }
    for name, value in facts.items():
        console.print(f"{name:<12} {escape(str(value)) if value is not None else '–'}")
    counted = Counter(TABLE_OF[type(record)] for record in loaded.records)
    console.print("\n" + " · ".join(f"{name.replace('_', ' ')} {count}" for name, count in counted.items()))
    for fault in loaded.faults:
        console.print(f"{fault.severity}: {escape(fault.message)}{_where(loaded, fault.passage)}")
    unread = loaded.unread
    console.print(f"\n{len(unread)} of {len(loaded.document.passages)} passages unread")
    for number in unread:
        text = loaded.document.passages[number - 1].text
        console.print(f"  {_place(loaded, number)}: {escape(text[:200])}")


def _where(loaded: LoadedDocument, number: int | None) -> str:
    return "" if number is None else f" ({_place(loaded, number)})"


def _place(loaded: LoadedDocument, number: int) -> str:
    return str(loaded.document.passages[number - 1].place)


def document_json(loaded: LoadedDocument) -> str:
    """Everything that was read of a document, for programs."""
    records: dict[str, list[dict[str, Any]]] = {}
    for record in loaded.records:
        records.setdefault(TABLE_OF[type(record)], []).append(_fields(record))
    return to_json(
        {
            "path": loaded.document.path, "sha256": loaded.document.sha256, "title": loaded.title,
            "kind": loaded.kind, "fiscal_year": loaded.fiscal_year, "department": loaded.department,
            "region": loaded.region.code if loaded.region else None, "records": records,
            "faults": [dataclasses.asdict(fault) for fault in loaded.faults],
            "structure": dict(loaded.structure), "unread": list(loaded.unread),
            "passages": [dataclasses.asdict(passage) for passage in loaded.document.passages],
        }
    )


def _fields(record: Record) -> dict[str, Any]:
    """The fields of a record; a project or goal that it belongs to by its position."""
    fields = ((field.name, getattr(record, field.name)) for field in dataclasses.fields(record))
    return {name: getattr(value, "position", None) if isinstance(value, Record) else value for name, value in fields}


def to_json(value: Any) -> str:
    """Indented JSON; amounts as the exact text of the number."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
