"""What a build costs as documents grow in number: processor time and peak memory of each step, on made-up disclosures.

Run `make bench-scale DOCUMENTS="500 1000 2000"`. Each size is built in a process of its own, with one reader, so that
time and memory are its own. What counts is the ratio to reading in the same run and how each step grows (an exponent of
1.0 is linear), not the seconds of one machine. The corpora are made by tests/synthetic.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

TESTS = Path(__file__).parent
MEGABYTE = 1024
"""Kilobytes, which is what the system counts memory in."""

Steps = dict[str, list[float]]
"""Seconds of processor time and peak megabytes of each step."""


@dataclass(slots=True)
class Clock:
    """Told of the steps of a build as they begin; notes what each of them took."""

    steps: Steps = field(default_factory=dict)
    name: str | None = None
    since: float = field(default_factory=time.process_time)

    def progress(self, name: str, _done: int, _all: int) -> None:
        """A step begins, or goes on."""
        if name != self.name:
            self.end()
            self.name = name

    def end(self) -> None:
        """The step at work has ended."""
        now = time.process_time()
        if self.name is not None:
            seconds, memory = self.steps.get(self.name, [0.0, 0.0])
            self.steps[self.name] = [seconds + now - self.since, max(memory, _peak())]
        self.since = now


def _peak() -> float:
    """Peak memory in megabytes since the last call, where the system can forget a peak; else of the whole process."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return int(status.partition("VmHWM:")[2].split()[0]) / MEGABYTE


def main(arguments: list[str]) -> None:
    """With sizes: build each in a process of its own and print the comparison. With --one SIZE FOLDER: build that."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(_build(int(arguments[1]), Path(arguments[2]))))
        return
    if not arguments or not all(argument.isdecimal() for argument in arguments):
        sys.exit('Name numbers of documents: make bench-scale DOCUMENTS="500 1000 2000"')
    measured = {}
    for size in sorted(map(int, arguments)):
        measured[size] = _run(size)
        _print(size, measured[size])
    for (small, before), (large, after) in pairwise(measured.items()):
        _print_growth(small, before, large, after)


def _run(size: int) -> Steps:
    with tempfile.TemporaryDirectory(prefix="kb-scale-") as room:
        command = [sys.executable, __file__, "--one", str(size), room]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def _build(size: int, room: Path) -> Steps:
    sys.path[:0] = [str(TESTS), str(TESTS / "loaders"), str(TESTS.parent)]
    from synthetic.corpus import write_corpus

    from kb.pipeline import build

    write_corpus(room / "corpus", size)
    clock = Clock()
    build([room / "corpus"], room / "kb", progress=clock.progress)
    clock.end()
    return clock.steps


def _print(size: int, steps: Steps) -> None:
    reading = steps["reading"][0]
    print(f"\n{size:,} documents")
    for name, (seconds, memory) in steps.items():
        print(f"  {name:<12}{seconds:>9.1f} s{seconds / reading:>8.2f} × reading{memory:>8.0f} MB", flush=True)


def _print_growth(small: int, before: Steps, large: int, after: Steps) -> None:
    grown = (
        f"{name} {math.log(after[name][0] / before[name][0]) / math.log(large / small):.2f}"
        for name in before if before[name][0] >= 0.1
    )
    print(f"\ngrowth from {small:,} to {large:,} documents (1 is linear): {', '.join(grown)}")


if __name__ == "__main__":
    main(sys.argv[1:])
