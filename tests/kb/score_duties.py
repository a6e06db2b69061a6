"""How well duties, item goals and projects are linked, held against labels made by reading (duty_labels/README.md).

`python tests/kb/score_duties.py [KB_CORPUS] [-v] [NAME...]` builds a knowledge base from data/, and another one
from the folder of published originals when it is given, and compares the links and what is said of each duty with the
labels:

* has a project: duties that are not `none` under funding, beside duties with a sure project;
* funded_by, pursued_by (duty → project, duty → goal), served_by (goal → project): pair by pair;
* general: general duties that count as such, and those reported as unfunded.

Pairs that are only arguable are neither wrong nor missed, nor are duties that have nothing better. Projects printed in
prose only are counted like all others.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.pipeline import build
from loaders.values.wording import fold

LABELS = Path(__file__).parent / "duty_labels"
DATA = Path(__file__).parents[2] / "data"
RELATIONS = ("funded_by", "pursued_by", "served_by")
KINDS = ("has a project", *RELATIONS)
Pair = tuple[str, str]


@dataclass(slots=True)
class Score:
    """Facts that labels and program share, and those that only one of them has."""

    right: set[Pair] = field(default_factory=set)
    wrong: set[Pair] = field(default_factory=set)
    missed: set[Pair] = field(default_factory=set)

    def count(self, sure: set[Pair], arguable: set[Pair], found: set[Pair]) -> Score:
        """Add what is found to what is sure; what is arguable does not count."""
        self.right |= sure & found
        self.wrong |= found - sure - arguable
        self.missed |= sure - found
        return self

    def __str__(self) -> str:
        """Precision, recall and F1; a dash for a share of nothing."""
        right, found, sure = len(self.right), len(self.right | self.wrong), len(self.right | self.missed)
        return " ".join(_share(*parts) for parts in ((right, found), (right, sure), (2 * right, found + sure)))


@dataclass(slots=True)
class Result:
    """All scores of one document, and the kinds of duties that differ."""

    scores: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    general: int = 0
    unfunded: list[str] = field(default_factory=list)
    """General duties that the program reports as specific and unfunded."""
    hidden: list[str] = field(default_factory=list)
    """Specific duties that the program takes for general ones."""

    def add(self, other: Result) -> None:
        """Add the scores of another document (its pairs carry the document's name)."""
        for kind, score in other.scores.items():
            mine = self.scores[kind]
            mine.right |= score.right
            mine.wrong |= score.wrong
            mine.missed |= score.missed
        self.general += other.general
        self.unfunded += other.unfunded
        self.hidden += other.hidden


def duty_labels() -> dict[str, dict[str, Any]]:
    """The labels of each document, by the name of its file without ending."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(LABELS.glob("*.json"))}


def duty_key(duty: Mapping[str, Any]) -> str:
    """What a duty is called here: number and beginning, because units of one document number anew.

    >>> duty_key({"number": "二", "begins": "负责综合协调", "kind": "specific"})
    '二 负责综合协调'
    """
    return f"{duty['number']} {duty['begins']}"


def score(labels: Mapping[str, Any], connection: sqlite3.Connection) -> Result:
    """What the knowledge base says about one document, beside its labels."""
    stem, result = labels["document"], Result()
    duties = dict(_duties(labels, connection))
    goals = dict(_goals(labels, connection))
    sides = {"funded_by": ("duties", duties), "pursued_by": ("duties", duties), "served_by": ("goals", goals)}
    for relation, (side, rows) in sides.items():
        identifiers = {row[0]: key for key, row in rows.items()}
        found = {(identifiers[source], target) for source, target in _links(relation, connection)
                 if source in identifiers}
        sure, arguable = (set(_labelled(labels.get(side, ()), relation, how)) for how in ("sure", "arguable"))
        result.scores[relation].count(*({(f"{stem} {a}", b) for a, b in pairs} for pairs in (sure, arguable, found)))
    _funding(labels, duties, result)
    return result


def _funding(labels: Mapping[str, Any], duties: Mapping[str, sqlite3.Row], result: Result) -> None:
    """Whether each duty has a project, and whether general duties are known as such."""
    sure: set[Pair] = set()
    arguable: set[Pair] = set()
    found: set[Pair] = set()
    for duty in labels.get("duties", ()):
        name = f"{labels['document']} {duty_key(duty)}"
        row, label = duties.get(duty_key(duty)), duty.get("funded_by", {})
        if label:
            (sure if "sure" in label else arguable).add((name, ""))
        if row and row["funding"] != "none":
            found.add((name, ""))
        general = duty["kind"] == "general"
        result.general += general
        if general and row and row["kind"] != "general" and row["funding"] == "none":
            result.unfunded.append(name)
        if duty["kind"] == "specific" and row and row["kind"] == "general":
            result.hidden.append(name)
    result.scores["has a project"].count(sure, arguable, found)


def _labelled(items: Iterable[Mapping[str, Any]], relation: str, how: str) -> Iterator[Pair]:
    for item in items:
        for target in item.get(relation, {}).get(how, ()):
            yield (duty_key(item) if "begins" in item else goal_key(item)), fold(target)


def goal_key(goal: Mapping[str, Any] | sqlite3.Row) -> str:
    """An item goal is called by its title, or by its number where it has none."""
    return fold(goal["title"] or goal["number"] or "")


def _duties(labels: Mapping[str, Any], connection: sqlite3.Connection) -> Iterator[tuple[str, sqlite3.Row]]:
    rows = _of_document("responsibilities", labels["document"], connection)
    for duty in labels.get("duties", ()):
        for row in rows:
            if row["number"] == duty["number"] and fold(row["text"]).startswith(fold(duty["begins"])):
                yield duty_key(duty), row


def _goals(labels: Mapping[str, Any], connection: sqlite3.Connection) -> Iterator[tuple[str, sqlite3.Row]]:
    named = {goal_key(goal) for goal in labels.get("goals", ())}
    for row in _of_document("goals", labels["document"], connection):
        if row["scope"] == "item" and goal_key(row) in named:
            yield goal_key(row), row


def _of_document(table: str, stem: str, connection: sqlite3.Connection) -> list[sqlite3.Row]:
    rows = connection.execute(f"select t.*, d.path as path from {table} t join documents d on d.id = t.document_id")
    return [row for row in rows if Path(row["path"]).stem == stem]


def _links(relation: str, connection: sqlite3.Connection) -> Iterator[Pair]:
    """Sources by id, targets by their folded name (a goal without title by its number)."""
    query = """select l.source_id, coalesce(p.name, g.title, g.number, '') from links l
               left join projects p on l.target_table = 'projects' and p.id = l.target_id
               left join goals g on l.target_table = 'goals' and g.id = l.target_id
               where l.relation = ?"""
    return ((source, fold(target)) for source, target in connection.execute(query, (relation,)))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:5.0%}" if whole else f"{'-':>5}"


@contextmanager
def knowledge(sources: Path) -> Iterator[sqlite3.Connection]:
    """A knowledge base of a folder, in a temporary place, for as long as it is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(build([sources], Path(folder) / "kb").folder / "kb.db")
        connection.row_factory = sqlite3.Row
        with closing(connection):
            yield connection


def results(sources: Path) -> Iterator[tuple[str, Result]]:
    """The scores of every labelled document in a folder."""
    stems = {path.stem for path in sources.iterdir()}
    with knowledge(sources) as connection:
        yield from ((stem, score(labels, connection)) for stem, labels in duty_labels().items() if stem in stems)


def main() -> None:
    """Print one line a document and one for each folder, and with -v every difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("names", nargs="*", help="beginnings of file names; all documents without them")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    print(f"{'precision, recall, F1':48}" + "".join(f"{kind:>20}" for kind in KINDS) + "   general, of these unfunded")
    for sources in (DATA, arguments.corpus) if arguments.corpus else (DATA,):
        whole = Result()
        for stem, result in results(sources):
            if stem.startswith(tuple(arguments.names) or ""):
                _print(stem, result, arguments.verbose)
                whole.add(result)
        _print(f"all of {sources.name}", whole, False)


def _print(name: str, result: Result, verbose: bool) -> None:
    cells = "".join(f"{score!s:>20}" for score in result.scores.values())
    print(f"{name:48}{cells}   {result.general}, {len(result.unfunded)}")
    if not verbose:
        return
    for kind, found in result.scores.items():
        for sign, pairs in (("+ wrong ", found.wrong), ("- missed", found.missed)):
            for source, target in sorted(pairs):
                print(f"  {sign} {kind}: {source}" + (f" → {target}" if target else ""))
    for word, duties in (("general, but unfunded", result.unfunded), ("specific, but general", result.hidden)):
        for duty in duties:
            print(f"  ! {word}: {duty}")


if __name__ == "__main__":
    main()
