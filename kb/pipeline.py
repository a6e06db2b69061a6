"""The whole program on one page: files to documents, documents to a database, links, findings, graph, publication."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from kb import checks, database, graph, linking, publishing
from kb.decisions import Decisions, find_decisions
from kb.schema import DEFAULT_BASE
from kb.sources import find_sources
from kb.storing import Storage
from kb.workers import read_all
from loaders import LoadError

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""


ATTEMPTS = 10
LEFT_BEHIND = 3600
"""Seconds after which an unfinished build that nobody goes on with is cleared away."""


class OutputRefused(ValueError):
    """The folder asked for cannot take a knowledge base; the message is one sentence that says why."""


class NothingRead(Exception):
    """None of the files could be read; the errors say why, file by file."""

    def __init__(self, errors: tuple[LoadError, ...]) -> None:
        self.errors = errors
        super().__init__(f"none of {len(errors)} files could be read" if errors else "there is no file to read")


@dataclass(slots=True)
class Built:
    """What a build did: where the knowledge base is, how many documents it holds, which files could not be read."""

    folder: Path
    documents: int = 0
    errors: list[LoadError] = field(default_factory=list)


def build(
    sources: Iterable[Path],
    folder: Path,
    *,
    base: str = DEFAULT_BASE,
    decisions: Iterable[Path] = (),
    jobs: int = 1,
    progress: Progress = lambda *_: None,
) -> Built:
    """Read all sources and put a new knowledge base in place of `folder`, which stays as it was until the end.

    `decisions` are files of decisions, beside each `decisions.csv` in the folders given. `jobs` processes read at
    once; what comes of it is the same with any number of them.

    Raises `NothingRead` when no file could be read, and leaves the old knowledge base alone; `OutputRefused` when
    `folder` holds anything but a knowledge base, or cannot be written; `DecisionFault` for a line that decides nothing.
    """
    sources = list(sources)
    folder = folder.resolve()
    decided = find_decisions(sources, decisions)
    beside = _room_beside(folder, sources)
    try:
        built = Built(folder)
        connection = database.create(beside / "kb.db")
        try:
            storage = _read(sources, connection, built, jobs, progress)
            _finish(storage, decided, beside, base, progress)
        finally:
            connection.close()
        _replace(folder, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return built


def _room_beside(folder: Path, sources: Sequence[Path]) -> Path:
    """A new folder beside `folder`, which must be absent, empty, or a knowledge base that holds none of the sources."""
    restore(folder)
    if folder.exists() and not (folder.is_dir() and (is_knowledge_base(folder) or not any(folder.iterdir()))):
        raise OutputRefused(f"{folder} holds other files; name a new folder, or one with a knowledge base to replace")
    if any(folder in (source.resolve(), *source.resolve().parents) for source in sources):
        raise OutputRefused(f"{folder} holds files that are to be read; name a folder outside of them")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{folder.name}.building-"
        for left in folder.parent.glob(f"{prefix}*"):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    except OSError as error:
        raise OutputRefused(f"{folder} cannot be written ({error.strerror}); name another folder") from error


def is_knowledge_base(folder: Path) -> bool:
    """Whether a folder holds a knowledge base that a build has finished."""
    return (folder / "manifest.json").is_file() and (folder / "kb.db").is_file()


def _read(
    sources: Iterable[Path], connection: sqlite3.Connection, built: Built, jobs: int, progress: Progress
) -> Storage:
    storage = Storage(connection)
    with find_sources(sources) as files:
        progress("reading", 0, len(files))
        for done, (source, outcome) in enumerate(read_all(files, jobs), 1):
            error = outcome if isinstance(outcome, LoadError) else storage.add(outcome, source.name)
            if error is not None:
                storage.refuse(source.name, error)
                built.errors.append(error)
            progress("reading", done, len(files))
    built.documents = len(storage.documents)
    if not built.documents:
        raise NothingRead(tuple(built.errors))
    return storage


def _finish(storage: Storage, decisions: Decisions, folder: Path, base: str, progress: Progress) -> None:
    connection = storage.connection
    steps: list[tuple[str, Callable[[], object]]] = [
        ("naming", lambda: storage.finish(decisions)),
        ("indexing", lambda: database.index(connection)),
        ("linking", lambda: linking.link(connection, decisions)),
        ("checking", lambda: checks.check(connection, decisions.unused)),
        ("closing", lambda: database.finish(connection)),
        ("searching", lambda: publishing.index(connection)),
        ("graph", lambda: graph.write(connection, folder / "graph", base)),
        ("publishing", lambda: publishing.describe(folder)),
    ]
    for done, (name, step) in enumerate(steps):
        progress(name, done, len(steps))
        step()
    manifest = {"format": 1, "base": base, "program": version("budget-kb"), "digest": database.digest_of(connection)}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    progress("graph", len(steps), len(steps))


def _replace(folder: Path, beside: Path) -> None:
    """Put the new folder in place. Killed between the two moves, the old one is whole under the name of `previous`.

    Another build may put its folder there at the same moment: then the moves are made again, and the last one stays.
    """
    old = previous(folder)
    beside.chmod(0o755)
    for attempt in range(ATTEMPTS):
        try:
            if folder.exists():
                shutil.rmtree(old, ignore_errors=True)
                folder.replace(old)
            beside.replace(folder)
            break
        except OSError:
            if attempt == ATTEMPTS - 1 or not beside.exists():
                raise
            time.sleep(0.05 * (attempt + 1))
    shutil.rmtree(old, ignore_errors=True)


def previous(folder: Path) -> Path:
    """Where the old knowledge base lies while a new one takes its place."""
    return folder.with_name(f".{folder.name}.previous")


def restore(folder: Path) -> None:
    """Bring back the old knowledge base when a build was killed just between the two moves."""
    if not folder.exists() and previous(folder).exists():
        previous(folder).replace(folder)
