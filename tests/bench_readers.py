"""Fifty readers at once for a minute: errors, waiting times and the memory of the server, beside Datasette's own page.

Run `make bench-readers` for the knowledge base made from data/, or name another: `make bench-readers KB=FOLDER`. Each
reader opens the home page, follows links of the page it stands on, chosen at random, and goes home after a dozen. The
same readers then open nothing but Datasette's row page, without our plugin's work: what counts is the ratio to that,
and that there is no error and no growth of memory, not the seconds of one machine. Only loopback is asked.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import httpx

SERVE = "import sys, pathlib; from kb.explore.server import serve; serve(pathlib.Path(sys.argv[1]), port=0)"
STEPS = 12
"""Pages that a reader opens before going home."""
LINK = re.compile(r'<a\s[^>]*?href="(/[^"#]*)')
NOT_FOLLOWED = (".db", "/-/", "_size=max", "_stream=")
"""Parts of addresses that a reader of pages does not open: the file of the database, Datasette's own inspection."""
LONGEST_WAIT = 60.0


@dataclass(slots=True)
class Log:
    """What the readers met: waiting times in seconds, answers that were errors, memory in megabytes by second."""

    waits: list[float] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def met(self, path: str, wait: float, fault: str | None) -> None:
        """One answer."""
        self.waits.append(wait)
        kind = path.split("?")[0].split("/")[1] or "home"
        self.slowest[kind] = max(wait, self.slowest.get(kind, 0.0))
        if fault is not None:
            self.faults[f"{fault} {path}"] += 1


async def read(address: str, log: Log, end: float, think: float, chance: random.Random, only: str | None) -> None:
    """One reader: opens pages until the end, following links, or only one page over and over."""
    languages = chance.choice(("zh-CN", "en"))
    async with httpx.AsyncClient(base_url=address, timeout=LONGEST_WAIT, headers={"accept-language": languages}) as web:
        links: list[str] = []
        step = 0
        while time.monotonic() < end:
            path = only or (chance.choice(links) if links and step % STEPS else "/")
            started = time.monotonic()
            fault, links = await open_page(web, path)
            log.met(path, time.monotonic() - started, fault)
            step += 1
            await asyncio.sleep(chance.uniform(0, 2 * think))


async def open_page(web: httpx.AsyncClient, path: str) -> tuple[str | None, list[str]]:
    """What was wrong with the answer, and the links on the page."""
    try:
        answer = await web.get(path, headers={"accept": "text/html"}, follow_redirects=True)
    except httpx.HTTPError as error:
        return type(error).__name__, []
    if answer.status_code >= 400:
        return str(answer.status_code), []
    if "html" not in answer.headers.get("content-type", ""):
        return None, []
    links = (unescape(link) for link in LINK.findall(answer.text))
    return None, [link for link in links if not any(part in link for part in NOT_FOLLOWED)]


async def crowd(address: str, server: int, options: argparse.Namespace, only: str | None = None) -> Log:
    """All readers at once, for so many seconds."""
    log, begun = Log(), time.monotonic()
    end = begun + options.seconds
    readers = [read(address, log, end, options.think, random.Random(n), only) for n in range(options.readers)]

    async def watch() -> None:
        while time.monotonic() < end:
            log.memory.append((time.monotonic() - begun, resident(server)))
            await asyncio.sleep(max(1.0, options.seconds / 12))

    await asyncio.gather(watch(), *readers)
    log.memory.append((time.monotonic() - begun, resident(server)))
    return log


def resident(process: int) -> float:
    """Megabytes of memory that a process holds; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def tell(name: str, log: Log, seconds: float) -> None:
    """What the readers met, in a few lines."""
    waits = sorted(log.waits)
    at = [waits[min(len(waits) - 1, int(len(waits) * share))] * 1000 for share in (0.5, 0.95, 1.0)]
    print(f"\n{name}: {len(waits):,} pages, {len(waits) / seconds:.1f} a second, {sum(log.faults.values())} errors")
    print(f"  waiting: median {at[0]:,.0f} ms, 95 of 100 under {at[1]:,.0f} ms, longest {at[2]:,.0f} ms")
    print("  memory of the server: " + ", ".join(f"{after:.0f} s {held:.0f} MB" for after, held in log.memory))
    slowest = sorted(log.slowest.items(), key=lambda kind: -kind[1])[:5]
    print("  longest by kind: " + ", ".join(f"{kind} {wait * 1000:,.0f} ms" for kind, wait in slowest))
    for fault, times in log.faults.most_common(10):
        print(f"  error, {times} times: {fault}")


def row_page(address: str) -> str:
    """The address of Datasette's own page of one row."""
    rows = httpx.get(f"{address}kb/documents.json?_shape=array&_size=1", timeout=LONGEST_WAIT).json()
    return f"/kb/documents/{rows[0]['id']}"


def main() -> None:
    """Serve the knowledge base, let the readers in twice, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=1.0, help="Seconds that a reader looks at a page, on average.")
    options = parser.parse_args()
    command = [sys.executable, "-c", SERVE, str(options.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            only = row_page(address)
            pages = asyncio.run(crowd(address, server.pid, options))
            rows = asyncio.run(crowd(address, server.pid, options, only))
        finally:
            server.terminate()
    tell(f"{options.readers} readers on all pages", pages, options.seconds)
    tell(f"{options.readers} readers on Datasette's row page", rows, options.seconds)
    ratio = statistics.median(pages.waits) / statistics.median(rows.waits)
    print(f"\nmedian wait of all pages: {ratio:.2f} × that of Datasette's row page")
    sys.exit(1 if pages.faults or rows.faults else 0)


if __name__ == "__main__":
    main()
