"""The findings of a knowledge base as one table, gravest first; with SHACL's verdicts when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kb import database
from kb.checks.shapes import validate
from kb.graph import Answer, open_store

COLUMNS = ("severity", "rule", "message", "expected", "actual", "path", "lines")

FINDINGS = """
select f.severity, f.rule, f.message, f.expected, f.actual, d.path,
  case when p.first_line is null then null when p.first_line = p.last_line or p.last_page > p.page then p.first_line
       else p.first_line || '-' || p.last_line end as lines
from findings f left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.rule, d.path, p.number, f.id
"""


def findings_of(folder: Path, shacl: bool = False) -> Answer:
    """All findings; with `shacl`, what violates the shapes of the ontology comes first."""
    with closing(database.connect(folder / "kb.db", read_only=True)) as connection:
        found = [tuple(row) for row in connection.execute(FINDINGS)]
    return Answer(COLUMNS, (*(_violations(folder) if shacl else ()), *found))


def _violations(folder: Path) -> Iterator[tuple[str | None, ...]]:
    for violation in validate(open_store(folder / "graph")):
        value = None if violation.value is None else str(violation.value)
        yield violation.severity, f"shacl {violation.path}", violation.message, None, value, violation.focus, None
