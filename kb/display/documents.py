"""Progress, overviews of a knowledge base, documents page by page, answer files."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import click
from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kb.expecting import Answer
from kb.pages import Page, pages
from kb.pipeline import Progress as Report
from kb.publishing import Question
from kb.publishing.overview import Overview
from kb.publishing.rendering import shown
from loaders import LoadedDocument, LoadError
from loaders.places import Passage

DOUBT = "  ! "
WORD_CUT = re.compile(r"[A-Za-z\d.,()]{2}")
MANY = 30
"""How many documents a first look shows."""


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


def show_overview(found: Overview, order: str = "coverage", everything: bool = False) -> None:
    """Documents with their coverage, the least read first; then the counts of all tables and the digest."""
    console = Console(highlight=False)
    for line in document_lines(found.documents, order, everything, console.width):
        click.echo(line)
    for error in found.errors[: None if everything else MANY]:
        click.echo(fitted(f"not read: {error['path']}: {error['error']}", console.width))
    if not everything and len(found.errors) > MANY:
        click.echo(f"not read: {len(found.errors) - MANY} more (kb info --all)")
    for message in found.unused_decisions:
        click.echo(fitted(message, console.width))
    counts = (f"{name.replace('_', ' ')} {count:,}" for name, count in found.counts.items() if count)
    console.print("\n" + " · ".join(counts))
    console.print(f"digest {found.digest}", soft_wrap=True)


def document_lines(
    documents: Sequence[Mapping[str, Any]], order: str, everything: bool, width: int
) -> Iterator[str]:
    """One line a document: how much of its passages and of its figures was read, its name, and whose it is."""
    chosen = sorted(documents, key=lambda d: (_least_read(d) if order == "coverage" else 0, d["path"]))
    shown_first = chosen if everything or len(chosen) <= MANY else chosen[:MANY]
    if shown_first:
        yield "passages  figures  unread  document"
    for document in shown_first:
        whose = " ".join(str(document[name]) for name in ("fiscal_year", "department") if document[name] is not None)
        read = f"{_percent(document['coverage']):>8} {_percent(_figures_read(document)):>8} {document['unread']:>7}"
        yield fitted(f"{read}  {document['path']}  {whose}", width)
    if len(chosen) > len(shown_first):
        yield f"… and {len(chosen) - len(shown_first)} documents more (kb info --all)"


def _least_read(document: Mapping[str, Any]) -> float:
    shares = [share for share in (document["coverage"], _figures_read(document)) if share is not None]
    return min(shares, default=0.0)


def _figures_read(document: Mapping[str, Any]) -> float | None:
    return 1 - document["figures_unread"] / document["figures"] if document["figures"] else None


def _percent(share: float | None) -> str:
    """A share that is 100% only when nothing is missing.

    >>> _percent(0.9996), _percent(1.0), _percent(None)
    ('99.9%', '100.0%', '–')
    """
    return "–" if share is None else f"{int(share * 1000) / 10:.1f}%"


def show_questions(asked: Iterable[Question]) -> None:
    """The saved questions: their names and parameters, and what they ask, in both languages."""
    console = Console(highlight=False)
    for question in asked:
        names = " ".join(f"{parameter.name}=" for parameter in question.parameters)
        console.print(f"[bold]{question.name}[/bold]  {names}\n  {question.title_zh}\n  {question.title_en}")


def show_document(loaded: LoadedDocument, only_unread: bool = False) -> None:
    """What a document is, then page by page what was understood, what is doubtful and what was not read."""
    width = Console().width
    region = loaded.region.name if loaded.region else None
    facts = {
        "title": loaded.title, "kind": loaded.kind, "department": loaded.department, "region": region,
        "fiscal year": loaded.fiscal_year,
    }
    for name, value in facts.items():
        click.echo(fitted(f"{name:<12} {value if value is not None else '–'}", width))
    for fault in loaded.faults:
        if fault.passage is None:
            click.echo(fitted(f"! {fault.message}", width))
    for page in pages(loaded):
        if not only_unread or page.unread:
            click.echo()
            for line in page_lines(page, only_unread):
                for part in folded(line, width) if only_unread or line.startswith(DOUBT) else [fitted(line, width)]:
                    click.echo(part)
    click.echo(f"\n{len(loaded.unread)} of {len(loaded.document.passages)} passages unread")


def page_lines(page: Page, only_unread: bool) -> Iterator[str]:
    """A page as lines: pieces with what they were understood as, `?` before what was not read, `!` before doubts."""
    yield f"{page.label} · {page.passages - page.unread} of {page.passages} passages read"
    for piece in page.pieces:
        if only_unread and not piece.unread:
            continue
        if piece.found and not only_unread:
            size = "" if piece.kind == "heading" else f"{piece.passages} {'row' if piece.kind == 'table' else 'line'}"
            about = piece.text if piece.kind == "heading" else size + ("s" if piece.passages > 1 else "")
            found = "" if piece.found == (piece.kind,) else f" → {', '.join(piece.found)}"
            yield f"  {piece.kind:<8}{about}{found}"
        for passage, fault in piece.faults if not only_unread else ():
            told = f" (expected {fault.expected}, found {fault.actual})" if fault.expected and fault.actual else ""
            yield f"{DOUBT}{_line_of(passage)}: {fault.severity}: {fault.message}{told}"
        for passage in piece.unread:
            yield f"  ? {_line_of(passage)}: {passage.text}"


def _line_of(passage: Passage) -> str:
    """The lines of a passage, on the page under whose name it is shown."""
    first, last = passage.place.first_line, passage.place.last_line
    alone = first == last or passage.place.last_page is not None
    return f"line {first}" if alone else f"lines {first}-{last}"


def show_answers(answers: Sequence[Answer], compared: bool) -> None:
    """The answer files written; or every difference from them, document by document."""
    for answer in answers:
        if answer.error:
            click.echo(str(answer.error), err=True)
        elif not compared:
            click.echo(f"wrote {answer.file}")
        elif answer.differences:
            click.echo(str(answer.document))
            for difference in answer.differences:
                click.echo(f"  {shown(str(difference))}")
    if compared:
        count = sum(len(answer.differences) for answer in answers)
        documents = sum(1 for answer in answers if answer.differences)
        click.echo(f"{count} differences in {documents} of {len(answers)} documents")


def folded(text: str, width: int) -> list[str]:
    """A text on as many lines of a terminal as it takes; no word of letters or digits is cut in two."""
    lines: list[str] = []
    rest = shown(text)
    while rest:
        line = chop_cells(rest, width - 4)[0]
        if WORD_CUT.search(rest[len(line) - 1 : len(line) + 1]) and " " in line.strip():
            line = line[: line.rindex(" ")]
        lines.append(("    " if lines else "") + line.rstrip())
        rest = rest[len(line) :].lstrip()
    return lines


def fitted(text: str, width: int) -> str:
    """A text on one line of a terminal; what does not fit is cut off.

    >>> fitted("三公\\n经费", 80), fitted("三公经费", 7)
    ('三公 经费', '三公经…')
    """
    line = shown(text)
    return line if cell_len(line) <= width else set_cell_size(line, width - 1).rstrip() + "…"


def to_json(value: Any) -> str:
    """Indented JSON; amounts as the exact text of the number."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
