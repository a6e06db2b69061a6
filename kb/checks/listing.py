"""The findings of a knowledge base as one list, gravest first; with SHACL's verdicts when asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kb import database
from kb.checks.finding import SEVERITIES, Severity
from kb.checks.shapes import validate, verdicts
from kb.graph import Answer, open_store

FINDINGS = """
select f.severity, f.rule, f.message, f.message_zh, f.expected, f.actual, d.path, p.page, p.first_line, p.last_line,
  p.last_page, p.text as passage, f.id
from findings f left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.rule, d.path, p.number, f.id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding with its place. `page` is there only for documents that have pages."""

    severity: Severity
    rule: str
    message: str
    expected: str | None = None
    actual: str | None = None
    path: str | None = None
    page: int | None = None
    first_line: int | None = None
    last_line: int | None = None
    passage: str | None = None
    id: str | None = None

    @property
    def lines(self) -> str | None:
        """Its lines on the page, or in the file where the document has no pages."""
        if self.first_line is None or self.first_line == self.last_line or self.last_line is None:
            return None if self.first_line is None else str(self.first_line)
        return f"{self.first_line}-{self.last_line}"

    @property
    def place(self) -> str:
        """Where it stands, for people: file, page, lines."""
        page = f"page {self.page}" if self.page else None
        lines = f"{'line' if '-' not in (self.lines or '-') else 'lines'} {self.lines}" if self.lines else None
        return ", ".join(part for part in (self.path, page, lines) if part)


def findings_of(
    folder: Path, *, language: str = "en", least: Severity = "info", rule: str = "", path: str = "",
    shacl: bool = False,
) -> tuple[Listed, ...]:
    """The findings of at least a severity, of rules that begin with `rule`, of documents whose path holds `path`.

    With `shacl`, what violates the shapes comes first; what a check has found, too, is listed once.
    """
    grave = SEVERITIES[: SEVERITIES.index(least) + 1]
    with closing(database.connect(folder / "kb.db", read_only=True)) as connection:
        found = [_listed(row, language) for row in connection.execute(FINDINGS)]
        known = {tuple(row) for row in connection.execute("select rule, severity, document_id from findings")}
    every = (*(_violations(folder, language, known) if shacl else ()), *found)
    return tuple(
        one for one in every
        if one.severity in grave and one.rule.startswith(rule) and path in (one.path or "")
    )


def _listed(row: sqlite3.Row, language: str) -> Listed:
    message = row["message_zh"] if language == "zh" and row["message_zh"] else row["message"]
    one_page = row["last_page"] is None or row["last_page"] == row["page"]
    return Listed(
        row["severity"], row["rule"], message, row["expected"], row["actual"], row["path"], row["page"],
        row["first_line"], row["last_line"] if one_page else None, row["passage"], row["id"],
    )


def _violations(folder: Path, language: str, known: Set[tuple[str, ...]]) -> Iterator[Listed]:
    """What breaks the shapes and is no finding already (`known`, as code, severity and document).

    A check tells records of one document that are alike once, its shape tells each of them.
    """
    store = open_store(folder / "graph")
    for violation in validate(store, language):
        yield Listed(violation.severity, f"shacl {violation.path}", violation.message, None, violation.value,
                     violation.focus)
    for verdict in verdicts(store, language):
        if (verdict.code, verdict.severity, verdict.document.rpartition("/")[2]) not in known:
            yield Listed(verdict.severity, f"shacl {verdict.code}", verdict.message, path=verdict.focus)


def as_answer(listed: Sequence[Listed]) -> Answer:
    """The findings as a table."""
    columns = ("severity", "rule", "message", "expected", "actual", "path", "page", "lines", "id")
    return Answer(columns, tuple(tuple(getattr(one, name) for name in columns) for one in listed))
