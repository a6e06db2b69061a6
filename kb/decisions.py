"""What people decided about bodies, documents and links: `decisions.csv`, which wins over every rule.

    kind,a,b,verdict,reason
    department,某市商务局,某市商务委员会,same,renamed in 2019 (decree no. 7)
    document,budget-tables.pdf,budget-text.pdf,different,of two bureaus in one folder
    funded_by,budget.pdf: 九,热线服务费,refused,the hotline belongs to duty 十

Of bodies and documents, `a` and `b` are names as printed, paths as the table `documents` has them, or ids. `same` keeps
`a` and counts `b` to it; `different` keeps apart what a rule would join; `successor` says that department `b` took over
what `a` did: they stay two, and the change is recorded. Of links, the kind is the relation, `a` and
`b` are its two records (`kb.linking.judging` tells how they are called); `confirmed` makes the link, `refused` keeps
it away. `unsure` joins nothing and leaves a link for readers to see. Further columns (who, date) are for people.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

SAMENESS = ("same", "different", "unsure")
LINKING = ("confirmed", "refused", "unsure")
LINKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "funded_by": (("responsibilities",), ("projects",)), "pursued_by": (("responsibilities",), ("goals",)),
    "served_by": (("goals",), ("projects",)), "procured_for": (("procurements",), ("projects",)),
    "financed_under": (("projects",), ("classifications", "budget_lines")),
    "near_copy": (("indicator_concepts",), ("indicator_concepts",)), "same_project": (("projects",), ("projects",)),
}
"""The relations that people decide, with the tables of their two ends."""
VERDICTS: dict[str, tuple[str, ...]] = {
    "department": (*SAMENESS, "successor"), "document": SAMENESS, **dict.fromkeys(LINKED, LINKING),
}
"""The kinds of decisions with the verdicts that each may have."""
COLUMNS = ("kind", "a", "b", "verdict", "reason")
FILE = "decisions.csv"


class DecisionFault(ValueError):
    """A line that decides nothing; the message says where it stands and what to do."""

    def __init__(self, file: str, line: int, problem: str, advice: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}; {advice}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: two things, whether they are one or belong together, and why. `place` is its file and line."""

    kind: str
    a: str
    b: str
    verdict: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a decision decides nothing, in both languages."""

    en: str
    zh: str


@dataclass(slots=True)
class Decisions:
    """All decisions of one build, those that had something to decide, and why others had not."""

    all: tuple[Decision, ...] = ()
    used: set[Decision] = field(default_factory=set)
    doubts: dict[Decision, Doubt] = field(default_factory=dict)

    @property
    def unused(self) -> list[tuple[Decision, Doubt]]:
        """The lines that decided nothing, in the order they are written, each with the reason."""
        return [(d, self.doubts.get(d) or NAMELESS[d.kind]) for d in self.all if d not in self.used]


NAMELESS = {
    "department": Doubt("no department, or more than one, is called so", "没有单位或不止一个单位叫这个名称"),
    "document": Doubt("no document, or more than one, is called so", "没有文件或不止一份文件叫这个名称"),
}
"""Why names of bodies and documents decide nothing."""


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
    for name, known in (("kind", tuple(VERDICTS)), ("verdict", VERDICTS.get(row["kind"], ()))):
        if row[name] not in known:
            raise DecisionFault(file, line, f"“{row[name]}” is no {name}", f"write one of {', '.join(known)}")
    if row["a"] == row["b"]:
        raise DecisionFault(file, line, "a and b are the same words", "name two things")
    return Decision(row["kind"], row["a"], row["b"], row["verdict"], row["reason"], f"{Path(file).name}, line {line}")


def _refuse_contradictions(decisions: list[Decision], file: str, lines: list[int]) -> None:
    seen: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision, line in zip(decisions, lines, strict=True):
        before = seen.setdefault((decision.kind, frozenset((decision.a, decision.b))), decision)
        if before.verdict != decision.verdict:
            problem = f"it says “{decision.verdict}” where an earlier line says “{before.verdict}”"
            raise DecisionFault(file, line, problem, "keep one of the two lines")
