"""Reading in several processes: what a file does to its reader is told of that file, and of no other.

Each worker reads one file at a time and hands the document back; documents come out in the order of the sources, so
the number of workers changes nothing but the time. Few documents wait at once, however many files there are.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from kb.sources import Source
from loaders import LoadedDocument, LoadError
from loaders.errors import ReaderStopped

Outcome = LoadedDocument | LoadError

AHEAD = 4
"""How many files for each worker may be read, or wait to be handed on, before the first of them is handed on."""


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(sources: Sequence[Source], jobs: int) -> Iterator[tuple[Source, Outcome]]:
    """Every source with its document, or with the error that says why there is none; in the order of the sources."""
    jobs = min(jobs, len(sources))
    if jobs <= 1:
        yield from ((source, read(source)) for source in sources)
        return
    workers = [_Worker() for _ in range(jobs)]
    try:
        yield from _in_order(sources, workers)
    finally:
        for worker in workers:
            worker.stop()


def read(source: Source) -> Outcome:
    """The document of one source, or the error that says why there is none."""
    try:
        return source.load()
    except LoadError as error:
        return error


def _in_order(sources: Sequence[Source], workers: list[_Worker]) -> Iterator[tuple[Source, Outcome]]:
    waiting: dict[int, Outcome] = {}
    given = handed = 0
    while handed < len(sources):
        for worker in workers:
            if worker.number is None and given < min(len(sources), handed + AHEAD * len(workers)):
                worker.give(given, sources[given])
                given += 1
        busy = {worker.pipe: worker for worker in workers if worker.number is not None}
        for pipe in wait(list(busy)) if handed not in waiting else ():
            number, outcome = busy[pipe].take(sources)  # type: ignore[index]
            waiting[number] = outcome
        while handed in waiting:
            yield sources[handed], waiting.pop(handed)
            handed += 1


class _Worker:
    """One process that reads what it is given; a new one takes its place when a file ends it."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()

    def give(self, number: int, source: Source) -> None:
        """Let the worker read a source, known by its number."""
        self.number = number
        with suppress(ConnectionError):  # a process that is gone says so when its answer is taken
            self.pipe.send(source)

    def take(self, sources: Sequence[Source]) -> tuple[int, Outcome]:
        """What came of the source that the worker was given."""
        number, self.number = self.number, None
        if number is None:
            raise ValueError("the worker was given nothing to read")
        try:
            return number, self.pipe.recv()
        except (EOFError, ConnectionError):
            self._process.join()
            code = self._process.exitcode
            self.pipe.close()
            self._start()
            return number, ReaderStopped(sources[number].shown, code)

    def stop(self) -> None:
        """End the process, at work or not."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def _serve(pipe: Connection) -> None:
    """Read what comes through the pipe until it is closed, also by the end of the process at its other side."""
    while True:
        try:
            source: Source = pipe.recv()
            pipe.send(read(source))
        except (EOFError, ConnectionError, KeyboardInterrupt):
            return
