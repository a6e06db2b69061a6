"""Milliseconds of every page beside those of Datasette's own page of a row: `bench_pages.py KNOWLEDGE_BASE`.

Each round asks for every page once, so that a busy moment of the machine falls on all of them; medians are compared.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from page_examples import DATASETTE, LEADING, PAGES, rows

from kb.explore.server import application

ROUNDS = 25
LIMIT = 3
ROW = "/kb/projects/{project}"


async def times(folder: Path) -> dict[str, list[float]]:
    """Seconds of each address in each round, in one process, after a round that nobody counts."""
    client, found = application(folder).client, rows(folder)
    taken: dict[str, list[float]] = {path: [] for path in PAGES + LEADING + DATASETTE}
    for number in range(ROUNDS + 1):
        for path, seconds in taken.items():
            before = perf_counter()
            answer = await client.get(path.format_map(found), follow_redirects=True)
            if number:
                seconds.append(perf_counter() - before)
            if answer.status_code != 200:
                sys.exit(f"{path}: {answer.status_code}")
    return taken


def main(folder: Path) -> None:
    """The table, slowest first."""
    found = {path: median(seconds) for path, seconds in asyncio.run(times(folder)).items()}
    print(f"{'ms':>8} {'× row':>6}")
    for path, seconds in sorted(found.items(), key=lambda item: -item[1]):
        ratio = seconds / found[ROW]
        print(f"{seconds * 1000:8.1f} {ratio:6.2f} {'!' if ratio > LIMIT else ' '} {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
