"""A served knowledge base, a page of it in the browser, and everything that went wrong there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

SERVE = "import sys, pathlib; from kb.explore.server import serve; serve(pathlib.Path(sys.argv[1]), port=0)"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a knowledge base that is served meanwhile."""
    with subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@dataclass
class Visit:
    """One page in the browser, with what went wrong there."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note errors on the console, uncaught errors, failed answers and requests to other hosts."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failure)
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"request to another host: {request.url}")

    def _failure(self, request: Request) -> None:
        # Suggestions for words that have changed since are ended on purpose.
        if not (request.failure == "net::ERR_ABORTED" and "/suggest.json?" in request.url):
            self.faults.append(f"failed: {request.url}")

    def open(self, path: str) -> Page:
        """Open a path of the site and wait until it is loaded."""
        self.page.goto(self.address + path.lstrip("/"), wait_until="load")
        return self.page
