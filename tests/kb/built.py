"""Documents read, linked and checked in a database of their own, without graph and pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kb import database, linking
from kb.checks import check
from kb.decisions import Decisions, find_decisions
from kb.sources import find_sources
from kb.storing import Storage
from kb.workers import read_all
from loaders import LoadError


def built(sources: Iterable[Path], folder: Path, decisions: Decisions | None = None) -> sqlite3.Connection:
    """Everything that some documents say, with links and findings."""
    given = list(sources)
    decided = decisions or find_decisions(given)
    connection = database.create(folder / "built.db")
    storage = Storage(connection)
    with find_sources(given) as files:
        for source, outcome in read_all(files, 1):
            error = outcome if isinstance(outcome, LoadError) else storage.add(outcome, source.name)
            if error is not None:
                raise error
    storage.finish(decided)
    linking.link(connection, decided)
    check(connection, decided.unused)
    return connection
