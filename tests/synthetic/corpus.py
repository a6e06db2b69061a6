"""A corpus on disk. `python -m synthetic.corpus FOLDER COUNT [SEED]` in tests/ writes one."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from synthetic.disclosure import disclosure
from synthetic.faults import Planted, fault_of, plant, truth
from synthetic.printing import PRINTERS

SEED = 2024


def documents(count: int, seed: int = SEED) -> Iterator[tuple[str, bytes, list[Planted]]]:
    """Name, bytes and planted faults of each document."""
    endings, weights, printers = zip(*PRINTERS, strict=True)
    for number in range(count):
        kind = Random(f"{seed}/format/{number}").choices(range(len(endings)), weights)[0]
        document, rule = disclosure(seed, number), fault_of(seed, number)
        name = f"{document.year}/{number:05d}{endings[kind]}"
        yield name, printers[kind](plant(document, rule)), list(truth(seed, document, name, rule))


def write_corpus(folder: Path, count: int, seed: int = SEED) -> list[Planted]:
    """Write `count` documents into folders by year; what was planted stands in `FOLDER.truth.csv` beside them."""
    planted: list[Planted] = []
    for name, content, faults in documents(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        planted += faults
    with folder.with_name(f"{folder.name}.truth.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Planted._fields)
        writer.writerows(planted)
    return planted


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]), *map(int, sys.argv[3:4]))
