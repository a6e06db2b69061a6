"""How fast PDFs are read: pages a second and peak memory beside pdfplumber's extract_tables, on the same files.

Run `make bench-pdf KB_CORPUS=DIR`. Each reader works in a process of its own, so that the memory is its own. The clock
counts processor time, for this reader with all that its own reading process takes, its start as well. What counts is
the ratio, not the seconds of one machine.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_BLANKS = re.compile(r"\s+")
Cells = Counter[str]


class Reader(NamedTuple):
    """What reads a file to its number of pages and its cells, and what ends it."""

    read: Callable[[Path], tuple[int, Cells]]
    close: Callable[[], None]


def main(arguments: list[str]) -> None:
    """Without a reader's name: run both and print the comparison; with one: run it and print its figures."""
    if len(arguments) == 2 and arguments[0] in READERS:
        _measure(READERS[arguments[0]], Path(arguments[1]))
        return
    if len(arguments) != 1 or not any(Path(arguments[0]).rglob("*.pdf")):
        sys.exit("Name a folder with PDF files: make bench-pdf KB_CORPUS=DIR")
    results = {name: _run(name, arguments[0]) for name in READERS}
    for name, result in results.items():
        print(
            f"{name:<12}{result['pages']:>6} pages  {result['seconds']:>7.2f} s  {result['speed']:>7.1f} pages/s"
            f"  {result['memory']:>6.0f} MB at most  {result['cells']:>7,} cells with text"
        )
    ours, theirs = (Counter(results[name]["texts"]) for name in READERS)
    speeds = [results[name]["speed"] for name in READERS]
    print(f"{speeds[0] / speeds[1]:.1f} times as fast; {(ours & theirs).total():,} cells with the same text")


def _run(name: str, folder: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, __file__, name, folder], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _measure(make_reader: Callable[[], Reader], folder: Path) -> None:
    reader = make_reader()
    pages, cells = 0, Counter[str]()
    start = time.process_time()
    for path in sorted(folder.rglob("*.pdf")):
        count, found = reader.read(path)
        pages += count
        cells += found
    reader.close()
    own, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = time.process_time() - start + other.ru_utime + other.ru_stime
    memory = max(own.ru_maxrss, other.ru_maxrss) / 1024
    result = {"pages": pages, "seconds": seconds, "speed": pages / seconds, "memory": memory, "cells": cells.total()}
    print(json.dumps({**result, "texts": cells}))


def _ours() -> Reader:
    pdf = import_module("loaders.formats.pdf")
    is_header_word = import_module("loaders.lexicon").lexicon().is_header_word

    def read(path: Path) -> tuple[int, Cells]:
        document = pdf.read_pdf(path, is_header_word)
        return document.pages, _texts(cell for passage in document.passages for cell in passage.cells)

    return Reader(read, pdf.WORKER.close)


def _pdfplumber() -> Reader:
    pdfplumber = import_module("pdfplumber")

    def read(path: Path) -> tuple[int, Cells]:
        cells: list[str | None] = []
        with pdfplumber.open(path) as document:
            for page in document.pages:
                cells += (cell for table in page.extract_tables() for row in table for cell in row)
                page.close()
            return len(document.pages), _texts(cells)

    return Reader(read, lambda: None)


def _texts(cells: object) -> Cells:
    return Counter(text for cell in cells or () if (text := _BLANKS.sub("", cell or "")))  # type: ignore[attr-defined]


READERS = {"this reader": _ours, "pdfplumber": _pdfplumber}

if __name__ == "__main__":
    main(sys.argv[1:])
