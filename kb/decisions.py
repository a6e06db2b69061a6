"""What people decided about bodies and documents: `decisions.csv`, which wins over every rule.

    kind,a,b,verdict,reason
    department,某市商务局,某市商务委员会,same,renamed in 2019 (decree no. 7)
    document,budget-tables.pdf,budget-text.pdf,different,of two bureaus in one folder

`a` and `b` are names as printed, paths as the table `documents` has them, or ids. `same` keeps `a` and counts `b` to
it; `different` keeps apart what a rule would join; `unsure` joins nothing and leaves a link for readers to see.
Further columns (who, date) are for people.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["department", "document"]
Verdict = Literal["same", "different", "unsure"]
COLUMNS = ("kind", "a", "b", "verdict", "reason")
FILE = "decisions.csv"


class DecisionFault(ValueError):
    """A line that decides nothing; the message says where it stands and what to do."""

    def __init__(self, file: str, line: int, problem: str, advice: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}; {advice}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: two things, whether they are one, and why. `place` is its file and line."""

    kind: Kind
    a: str
    b: str
    verdict: Verdict
    reason: str
    place: str


@dataclass(slots=True)
class Decisions:
    """All decisions of one build, and those that had something to decide."""

    all: tuple[Decision, ...] = ()
    used: set[Decision] = field(default_factory=set)

    @property
    def unused(self) -> list[Decision]:
        """The lines that decided nothing, in the order they are written."""
        return [decision for decision in self.all if decision not in self.used]


def find_decisions(sources: Iterable[Path], given: Iterable[Path] = ()) -> Decisions:
    """The decisions of the files given and of every `decisions.csv` in and below the folders to be read."""
    files = {path.resolve(): path for path in given}
    for source in sources:
        found = source.rglob("*") if source.is_dir() else [source]
        files |= {path.resolve(): path for path in found if path.name.lower() == FILE and path.is_file()}
    return Decisions(tuple(decision for _, path in sorted(files.items()) for decision in read_decisions(path)))


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of one file. Raises `DecisionFault` at the first line that decides nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionFault(str(path), 1, "the file cannot be read as UTF-8 text", "save it as UTF-8") from error
    return parse_decisions(text, str(path))


def parse_decisions(text: str, file: str) -> list[Decision]:
    """The decisions of a CSV text; blank lines and lines that begin with # say nothing.

    >>> table = "kind,a,b,verdict,reason\\ndepartment,甲局,乙局,same,renamed\\n"
    >>> [(d.a, d.verdict, d.place) for d in parse_decisions(table, "decisions.csv")]
    [('甲局', 'same', 'decisions.csv, line 2')]
    """
    reader = csv.reader(io.StringIO(text))
    rows = ((reader.line_num, [cell.strip() for cell in row]) for row in reader)
    said = [(line, row) for line, row in rows if any(row) and not row[0].startswith("#")]
    if not said:
        return []
    line, header = said[0]
    if missing := [name for name in COLUMNS if name not in header]:
        advice = f"begin the file with the line {','.join(COLUMNS)}"
        raise DecisionFault(file, line, f"there is no column {missing[0]}", advice)
    decisions = [_decision(dict(zip(header, row, strict=False)), file, line) for line, row in said[1:]]
    _refuse_contradictions(decisions, file, [line for line, _ in said[1:]])
    return decisions


def _decision(row: dict[str, str], file: str, line: int) -> Decision:
    for name in COLUMNS:
        if not row.get(name):
            raise DecisionFault(file, line, f"the column {name} is empty", "fill it, or remove the line")
    kind = next((known for known in get_args(Kind) if known == row["kind"]), None)
    if kind is None:
        raise DecisionFault(file, line, f"“{row['kind']}” is no kind", f"write one of {', '.join(get_args(Kind))}")
    verdict = next((known for known in get_args(Verdict) if known == row["verdict"]), None)
    if verdict is None:
        advice = f"write one of {', '.join(get_args(Verdict))}"
        raise DecisionFault(file, line, f"“{row['verdict']}” is no verdict", advice)
    if row["a"] == row["b"]:
        raise DecisionFault(file, line, "a and b are the same words", "name two things")
    return Decision(kind, row["a"], row["b"], verdict, row["reason"], f"{Path(file).name}, line {line}")


def _refuse_contradictions(decisions: list[Decision], file: str, lines: list[int]) -> None:
    seen: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision, line in zip(decisions, lines, strict=True):
        before = seen.setdefault((decision.kind, frozenset((decision.a, decision.b))), decision)
        if before.verdict != decision.verdict:
            problem = f"it says “{decision.verdict}” where an earlier line says “{before.verdict}”"
            raise DecisionFault(file, line, problem, "keep one of the two lines")
