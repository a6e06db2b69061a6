"""What a knowledge base holds, in figures: counts, coverage of each document, digest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import database
from kb.schema import TABLES


@dataclass(frozen=True, slots=True)
class Overview:
    """`counts` by table; one entry of `documents` for each document with its coverage; the digest of the content."""

    counts: dict[str, int]
    documents: list[dict[str, Any]]
    errors: list[dict[str, Any]]
    digest: str
    unused_decisions: list[str]


DOCUMENTS = """
select d.path, d.title, b.name as department, r.name as region, d.fiscal_year, d.kind, d.format, d.passages, d.unread,
  d.coverage, d.figures, d.figures_unread
from documents d left join departments b on b.id = d.department_id left join regions r on r.id = d.region_code
order by d.path, d.id
"""


UNUSED = "select message from findings where rule = 'decision.unused' order by message"


def overview(folder: Path) -> Overview:
    """Count what a knowledge base holds."""
    connection = database.connect(folder / "kb.db", read_only=True)
    try:
        counts = {
            table.name: int(connection.execute(f'select count(*) from "{table.name}"').fetchone()[0])
            for table in TABLES
        }
        documents = [dict(row) for row in connection.execute(DOCUMENTS)]
        unused = [str(row[0]) for row in connection.execute(UNUSED)]
        errors = [dict(row) for row in connection.execute("select path, error, advice from load_errors order by path")]
    finally:
        connection.close()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Overview(counts, documents, errors, str(manifest["digest"]), unused)
