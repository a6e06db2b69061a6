"""How people call a record in a decision, and which records are called so.

    its id                                           as the pages show it
    its name or text as printed                      热线服务费 — or its beginning and …
    a document's path, a colon, and its number,      budget.pdf: 九
    name or text in that document                    budget.pdf: 热线服务费
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.decisions import LINKED, Decision
from kb.schema import BY_NAME
from loaders.values.wording import fold

BEGINNING = "…"


@dataclass(frozen=True, slots=True)
class Called:
    """A record that is called by the words of a decision."""

    table: str
    id: str
    path: str


def called(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> dict[tuple[str, str], list[Called]]:
    """The records of each table that the words of decisions name; each table is read once."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        for words, tables in zip((decision.a, decision.b), LINKED[decision.kind], strict=True):
            for table in tables:
                wanted[table].add(words)
    found: dict[tuple[str, str], list[Called]] = defaultdict(list)
    for table, calls in sorted(wanted.items()):
        names = _Names(calls)
        for row in connection.execute(_query(table)):
            for words in names.calling(row):
                found[table, words].append(Called(table, row["id"], row["path"] or ""))
    return found


def _query(table: str) -> str:
    columns, label = BY_NAME[table].stored, BY_NAME[table].label
    number = "r.number" if "number" in columns else "null"
    path, join = ("d.path", "documents d on d.id = r.document_id") if "document_id" in columns else ("null", "")
    source = f'"{table}" r join {join}' if join else f'"{table}" r'
    return f'select r.id, r."{label}" as label, {number} as number, {path} as path from {source} order by r.id'


class _Names:
    """The words by which decisions call records of one table, found by id, by wording or by path."""

    def __init__(self, calls: Iterable[str]) -> None:
        self.anywhere = _Wordings()
        self.within: dict[str, _Wordings] = defaultdict(_Wordings)
        for words in sorted(calls):
            self.anywhere.add(words, words)
            for colon in re.finditer(r": ?|：", words):
                self.within[words[: colon.start()]].add(words[colon.end() :], words)

    def calling(self, row: sqlite3.Row) -> set[str]:
        """The words that call a row."""
        label = fold(row["label"] or "")
        called = self.anywhere.fitting(label) | self.anywhere.exact.get(row["id"], set())
        if row["path"] in self.within:
            inside = self.within[row["path"]]
            called |= inside.fitting(label) | inside.exact.get(row["number"] or "", set())
        return called


class _Wordings:
    """Wordings as they are written, folded, and as beginnings, each with the words of the decision."""

    def __init__(self) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.folded: dict[str, set[str]] = defaultdict(set)
        self.beginnings: dict[str, set[str]] = defaultdict(set)

    def add(self, wording: str, words: str) -> None:
        self.exact[wording.strip()].add(words)
        if folded := fold(wording):
            (self.beginnings if wording.endswith(BEGINNING) else self.folded)[folded].add(words)

    def fitting(self, label: str) -> set[str]:
        """The words whose wording is this folded label or, with an ellipsis, its beginning."""
        begun = (words for beginning, words in self.beginnings.items() if label.startswith(beginning))
        return set().union(self.folded.get(label, set()), *begun)
