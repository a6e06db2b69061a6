"""Asking SPARQL in worker processes: a few of them, started when needed, ended when a query exceeds its limits."""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import kb

SECONDS = 30.0
MOST_ROWS = 100_000
MEMORY = 3 << 30
"""Bytes of address space for one worker; the store maps its files into it."""
WORKERS = 2
PATIENCE = 20.0
"""Seconds that a query waits for a free worker."""

NOT_STARTED = "The process that answers queries could not be started: ask again in a while."

Reason = Literal["malformed", "refused", "format", "timeout", "memory", "busy", "stopped"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the graphs that the client chose, the format for either kind of result, and the limits."""

    query: str
    table: str | None
    graph: str | None
    default: Sequence[str] = ()
    named: Sequence[str] = ()
    rows: int = MOST_ROWS
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in one of the formats of `results`; `cut` says that there were more rows."""

    format: str
    body: bytes
    rows: int
    cut: bool


class Failure(Exception):
    """A query without an answer: the reason, and one sentence that says what to do."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason: Reason = reason


class Worker:
    """One process with the store open for reading."""

    def __init__(self, folder: Path, memory: int) -> None:
        root = str(Path(kb.__file__).parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-P", "-m", "kb.publishing.sparql.worker", str(folder), str(memory)]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        except OSError as error:
            raise Failure("stopped", NOT_STARTED) from error
        self._ready = False

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, asked: Asked) -> Reply:
        """The answer of this worker. It is ended when the time is over."""
        timer = threading.Timer(asked.seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        began = time.monotonic()
        try:
            reply = self._exchange(asked)
        finally:
            timer.cancel()
        if reply is None:
            self.close()
            raise self._ended(asked.seconds, time.monotonic() - began)
        return reply

    def _ended(self, allowed: float, taken: float) -> Failure:
        """Why the process ended before its answer was complete."""
        if taken >= allowed:
            return Failure("timeout", f"The query took longer than {allowed:g} seconds and was ended: narrow it by a "
                                      "pattern or a LIMIT inside.")
        if not self._ready:
            return Failure("stopped", NOT_STARTED)
        return Failure("memory", "The query took more memory than one query may: narrow it by a pattern or a LIMIT "
                                 "inside.")

    def _exchange(self, asked: Asked) -> Reply | None:
        """The answer, or None when the process ended before it was complete."""
        assert self._process.stdin is not None
        try:
            if not self._ready and self._said() is None:
                return None
            self._ready = True
            self._process.stdin.write(json.dumps(asdict(asked)).encode("utf-8") + b"\n")
            self._process.stdin.flush()
            said = self._said()
        except OSError:
            return None
        return None if said is None else Reply(said[0]["format"], said[1], said[0]["rows"], said[0]["cut"])

    def _said(self) -> tuple[dict[str, Any], bytes] | None:
        """What the process says next; None when it ended before, or for want of memory. Raises `Failure`."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            return None
        head = json.loads(line)
        body = self._process.stdout.read(head["bytes"])
        if "failure" in head and head["failure"] != "memory":
            raise _failed(head["failure"], head["sentence"])
        return None if "failure" in head or len(body) < head["bytes"] else (head, body)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what could not be written any more
                    continue


def _failed(reason: Reason, sentence: str) -> Failure:
    if reason == "format":
        kinds = {"table": ("SELECT and ASK", "JSON, XML, CSV or TSV"),
                 "graph": ("CONSTRUCT and DESCRIBE", "Turtle, N-Triples or JSON-LD")}
        sentence = "{} give {}: ask for one of these in Accept.".format(*kinds[sentence])
    return Failure(reason, sentence)


class Pool:
    """Up to `workers` processes over one store; each query has one of its own while it runs."""

    def __init__(self, folder: Path, workers: int = WORKERS, memory: int = MEMORY, patience: float = PATIENCE) -> None:
        self._folder, self._memory, self._patience = folder, memory, patience
        self._places: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._places.put(None)

    def ask(self, asked: Asked) -> Reply:
        """The answer, or `Failure` with the reason."""
        try:
            worker = self._places.get(timeout=self._patience)
        except queue.Empty:
            raise Failure("busy", "Other queries are running: ask again in a while.") from None
        try:
            if worker is None or not worker.alive:
                worker = Worker(self._folder, self._memory)
            return worker.ask(asked)
        finally:
            self._places.put(worker if worker is not None and worker.alive else None)

    def close(self) -> None:
        """End the workers that rest."""
        for _ in range(self._places.qsize()):
            if (worker := self._places.get()) is not None:
                worker.close()
            self._places.put(None)


def pool(folder: Path) -> Pool:
    """The one pool of a store in this process, ended with it; a store that was built anew has a new one."""
    return _pool(folder.absolute(), folder.stat().st_ino, folder.stat().st_mtime_ns)


@cache
def _pool(folder: Path, _number: int, _changed: int) -> Pool:
    made = Pool(folder)
    atexit.register(made.close)
    return made
