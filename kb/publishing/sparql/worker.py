"""The process that runs queries, so that one that takes too long or too much can be ended: `python -m … FOLDER`.

It says once that it is ready, then reads one JSON object a line and answers each. All that it says is a line of JSON,
followed by as many bytes as that line says.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph

from kb.graph import QueryError, QueryRefused, open_store, run
from kb.publishing.sparql.results import write

GRACE = 2


def main(folder: Path, memory: int) -> None:
    """Answer until nobody asks any more."""
    _bounded(memory)
    try:
        store = open_store(folder)
    except OSError:
        send(sys.stdout.buffer, {"failure": "stopped", "sentence": "The graph cannot be opened."}, b"")
        return
    send(sys.stdout.buffer, {}, b"")
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        _alarm(asked["seconds"])
        head, body = answered(store, asked)
        _alarm(0)
        send(sys.stdout.buffer, head, body)


def answered(store: pyoxigraph.Store, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the answer; a query that gets none has the reason as `failure` and a sentence."""
    try:
        result = run(store, asked["query"], asked["default"], asked["named"])
        written = write(result, asked["table"], asked["graph"], asked["rows"])
    except QueryRefused as error:
        return {"failure": "refused", "sentence": str(error)}, b""
    except QueryError as error:
        return {"failure": "malformed", "sentence": str(error)}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"failure": "malformed", "sentence": f"The query cannot be answered: {str(error).rstrip('.')}."}, b""
    except MemoryError:
        return {"failure": "memory", "sentence": ""}, b""
    if written is None:
        kind = "graph" if isinstance(result, pyoxigraph.QueryTriples) else "table"
        return {"failure": "format", "sentence": kind}, b""
    return {"format": written.format, "rows": written.rows, "cut": written.cut}, written.body


def send(target: BinaryIO, head: Mapping[str, Any], body: bytes) -> None:
    """Write an answer."""
    target.write(json.dumps({**head, "bytes": len(body)}).encode("utf-8") + b"\n" + body)
    target.flush()


def _bounded(memory: int) -> None:
    """No more memory than this, where the system can hold a process to it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """The system ends this process a little after its time, also when the one that asked is gone."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if seconds else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
