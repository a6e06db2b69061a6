"""A small knowledge base in rows: two documents, one project, one indicator and what was found."""

from __future__ import annotations

from random_rows import Rows

from kb.ids import digest

SAMPLE: Rows = {
    "documents": [
        {"id": "d1", "path": "a.txt", "title": "2024 年部门预算", "sha256": "aa", "fiscal_year": 2024, "coverage": 0.5},
        {"id": "d2", "path": "b.txt", "title": "", "sha256": "bb"},
    ],
    "passages": [
        {"id": "s1", "document_id": "d1", "number": 1, "kind": "paragraph", "text": "完成率≥95%"},
        {"id": "s2", "document_id": "d2", "number": 1, "kind": "paragraph", "text": "一、部门职责"},
    ],
    "regions": [{"id": "130609", "code": "130609", "name": "徐水区"}],
    "projects": [
        {"id": "p1", "document_id": "d1", "position": 1, "name": "便民", "amount_wan": 12.5, "amount_fen": 12500000},
    ],
    "indicator_concepts": [{"id": "c1", "name": "完成率"}],
    "indicators": [
        {"id": "i1", "document_id": "d1", "project_id": "p1", "concept_id": "c1", "position": 1, "name": "完成率",
         "target": "≥95%", "operator": "≥", "value": 95.0, "unit": "%", "measure": "quantity"},
    ],
    "evidence": [
        {"id": digest("evidence", "i1", "s1"), "record_table": "indicators", "record_id": "i1", "passage_id": "s1"},
    ],
    "findings": [
        {"id": "f1", "rule": "sums", "severity": "error", "document_id": "d1", "subject_table": "projects",
         "subject_id": "p1", "message": "…"},
        {"id": "f2", "rule": "same", "severity": "info", "message": "across documents"},
    ],
}
