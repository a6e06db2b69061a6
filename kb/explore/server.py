"""Serving a knowledge base in Datasette: read only, from one folder, to one address."""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
import threading
import webbrowser
from contextlib import closing
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

import kb.explore
from kb.explore.described import DESCRIBED
from kb.schema import TABLES

SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 1000,
    "default_facet_size": 8,
    "suggest_facets": False,
    "allow_download": True,
    "truncate_cells_html": 200,
}


class ServeError(Exception):
    """The knowledge base cannot be served; the message is one sentence that says why."""


def application(folder: Path, cors: bool = False) -> Datasette:
    """Datasette over the knowledge base in `folder`, which must not change while it is served.

    With `cors`, pages of other sites may read it by script.
    """
    file, metadata = folder / "kb.db", folder / "metadata.json"
    for needed in (file, metadata):
        if not needed.is_file():
            raise ServeError(f"{folder} is no knowledge base: it has no file {needed.name}.")
    _check_tables(file, folder)
    if not pm.is_registered(kb.explore):
        pm.register(kb.explore, "kb.explore")
    # Datasette prints every “not found” with all variables where rich is installed. (Its module, imported by name
    # before its plugins are, would be registered half made, and no error in JSON would be answered any more.)
    pm.get_plugin("datasette.handle_exception").rich = None
    try:
        described = json.loads(metadata.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ServeError(f"{metadata} is damaged: build the knowledge base again.") from error
    site = Datasette(files=[], immutables=[str(file)], settings=SETTINGS, cors=cors)
    DESCRIBED[site] = described
    return site


def _check_tables(file: Path, folder: Path) -> None:
    """Every page asks for what the schema declares, so a knowledge base of another version is refused at once."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            for table in TABLES:
                known = {row[1] for row in connection.execute(f'pragma table_info("{table.name}")')}
                if missing := next((name for name in table.stored if name not in known), None):
                    raise ServeError(
                        f"{folder} was built by another version of kb (it has no {table.name}.{missing}): "
                        "build it again."
                    )
    except sqlite3.DatabaseError as error:
        raise ServeError(f"{file} cannot be read ({error}): build the knowledge base again.") from error


def serve(
    folder: Path, host: str = "127.0.0.1", port: int = 8001, open_browser: bool = False, cors: bool = False
) -> None:
    """Print the address, then serve until interrupted. Port 0 takes any free port."""
    app = application(folder, cors).app()
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    print(address, flush=True)
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own, so that a taken port is known before anything is printed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or the server would not see that it may send small parts at once, and each answer waited 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise ServeError(f"Cannot listen at {host} port {port}: {_reason(error)}.") from error
    return listener


def _reason(error: OSError | OverflowError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
