"""The small knowledge base with names that mean harm, in every column that a document fills."""

from __future__ import annotations

import copy
from itertools import count
from pathlib import Path

import published_sample

from kb import checks, database, graph
from kb.publishing import describe, index
from kb.schema import DEFAULT_BASE

SCRIPT = "</script><script>alert(1)</script>"
TURNED = "\u2067前后\u202e左右"
NAMES = (
    SCRIPT, '"><img src=x onerror=alert(2)>', "' onmouseover='alert(3)' x='", "{{ 7*191 }}{% raw %}${7*191}",
    TURNED, "\u200b零\u200d宽\ufeff", "=HYPERLINK(\"x\")", "👨‍👩‍👧😀", "]]><x>&amp;&#60;b&#62;--></style><b>",
    "W" * 300, "javascript:alert(4)",
)
"""What a name may hold that a page must show as it is."""

PRINTED = {
    "regions": ("name",), "departments": ("name", "code", "nature", "rank", "funding_mode"),
    "documents": ("title", "path"), "department_names": ("name", "reason"), "passages": ("text",),
    "classifications": ("name",), "classification_names": ("name",),
    "department_changes": ("before_name", "after_name", "reason"), "indicator_sets": ("label",),
    "projects": ("name", "purpose", "code", "attribute", "period"),
    "responsibilities": ("number", "text", "nearest_words"), "goals": ("number", "title", "text", "expected", "label"),
    "measures": ("number", "title", "text", "label"), "funds": ("source",), "indicator_concepts": ("name", "level2"),
    "indicator_signatures": ("name", "target", "operator", "unit"),
    "indicators": ("name", "target", "level1", "level2", "description", "operator", "unit", "basis", "actual"),
    "budget_lines": ("name", "unit", "code"), "procurements": ("project_name", "item", "unit", "label"),
    "assets": ("name",), "statements": ("name", "text"), "headcounts": ("name", "as_of", "text"),
    "policies": ("title", "number"), "citations": ("title", "number"), "links": ("evidence",),
    "findings": ("message", "message_zh", "expected", "actual"), "load_errors": ("path", "error", "advice"),
}
"""The columns that hold what documents say."""

MORE: published_sample.Rows = {
    "disbursements": [{"id": "d1", "document_id": "x24", "project_id": "p2", "month": 3, "percent": 50.0}],
    "procurements": [{"id": "q1", "document_id": "x24", "project_id": "p2", "department_id": "xs", "position": 1,
                      "kind": "goods", "item": "设备", "amount_wan": 1.0, "amount_fen": 1_000_000}],
    "measures": [{"id": "h1", "document_id": "x24", "department_id": "xs", "position": 1, "text": "加强管理"}],
    "assets": [{"id": "v1", "document_id": "x24", "department_id": "xs", "position": 1, "name": "房屋"}],
    "headcounts": [{"id": "n1", "document_id": "x24", "department_id": "xs", "position": 1, "name": "编制",
                    "text": "编制3人"}],
}


def hostile_rows() -> published_sample.Rows:
    """The rows of the sample; each printed text goes on with all the names, beginning with another one."""
    rows = copy.deepcopy(published_sample.ROWS) | MORE
    turns = count()
    for table, columns in PRINTED.items():
        for row in rows.get(table, []):
            for column in columns:
                first = next(turns) % len(NAMES)
                row[column] = f"{row.get(column) or '名'}{''.join(NAMES[first:] + NAMES[:first])}"
    return rows


def publish_hostile(folder: Path) -> Path:
    """The hostile sample as a complete knowledge base in `folder`."""
    folder.mkdir(parents=True)
    connection = database.create(folder / "kb.db")
    for table, rows in hostile_rows().items():
        database.insert(connection, table, rows)  # type: ignore[arg-type]
    database.insert(connection, "checks", [checks.described(page) for page in checks.pages().values()])
    connection.execute("update findings set check_id = rule where rule in (select id from checks)")
    database.finish(connection)
    index(connection)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    describe(folder)
    return folder
