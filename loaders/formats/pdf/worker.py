"""The process that reads PDFs, seen from the one that asks: started when needed, reused, ended when a file harms it."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from loaders.errors import HarmfulPdf, TooSlowPdf
from loaders.formats.pdf.transfer import refusal, unpacked
from loaders.formats.pieces import HeaderWords
from loaders.places import Document

TIME_LIMIT = 120.0
"""Seconds after which a file is given up. The longest disclosures take some ten."""
MOST_FILES = 200
"""After so many files the process is replaced, so that what the engine does not free does not add up."""
COMMAND = (sys.executable, "-P", "-m", "loaders.formats.pdf.child")


class _Clock(threading.Timer):
    """Ends a process that takes too long; this works on every system, and waiting for a pipe with a limit does not."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(TIME_LIMIT, self._end)
        self.daemon = True
        self.late = False
        self._process = process
        self.start()

    def _end(self) -> None:
        self.late = True
        self._process.kill()


class Worker:
    """A process that reads one file after the other. Threads wait for one another; a forked process has its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0
        self._files = 0
        self._lock = threading.Lock()
        atexit.register(self.close)

    def read(self, path: Path, is_header_word: HeaderWords) -> Document:
        """The document of a file. Raises a `LoadError`, also when the file makes the process crash or hang."""
        with self._lock:
            process = self._running()
            clock = _Clock(process)
            answer = None
            try:
                answer = _asked(process, path, is_header_word)
            finally:
                clock.cancel()
                if answer is None:  # a process that was left in the middle of an answer is of no more use
                    self.close()
            if answer is None:
                raise TooSlowPdf(path, round(TIME_LIMIT)) if clock.late else HarmfulPdf(path)
        if "refused" in answer:
            raise refusal(answer["refused"])
        return unpacked(answer["document"])

    def _running(self) -> subprocess.Popen[str]:
        process = self._process if self._owner == os.getpid() else None
        if process is not None and (self._files >= MOST_FILES or process.poll() is not None):
            self.close()
            process = None
        if process is None:
            process, self._files, self._owner = _started(), 0, os.getpid()
            self._process = process
        self._files += 1
        return process

    def close(self) -> None:
        """End the process; the next file starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.communicate()


def _started() -> subprocess.Popen[str]:
    """What it says about a fault of its own is seen in Python's development mode only."""
    return subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii",
        stderr=None if sys.flags.dev_mode else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _asked(process: subprocess.Popen[str], path: Path, is_header_word: HeaderWords) -> dict[str, Any] | None:
    """The last answer of the process, after those of its questions; none when it has ended without one."""
    if not _told(process, str(path)):
        return None
    for line in process.stdout or ():
        answer: dict[str, Any] = json.loads(line)
        if "is_header_word" not in answer:
            return answer
        if not _told(process, is_header_word(answer["is_header_word"])):
            return None
    return None


def _told(process: subprocess.Popen[str], what: str | bool) -> bool:
    """Whether the process could be told something."""
    if process.stdin is None:
        return False
    try:
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()
    except OSError:
        return False
    return True
