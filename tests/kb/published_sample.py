"""A small knowledge base on disk: two counties, three departments, two years, and text that means harm."""

from __future__ import annotations

from pathlib import Path

from kb import database, graph
from kb.publishing import describe, index
from kb.schema import DEFAULT_BASE

Rows = dict[str, list[dict[str, object]]]

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"

ROWS: Rows = {
    "regions": [
        {"id": "130609", "code": "130609", "name": "徐水区", "level": "county"},
        {"id": "130625", "code": "130625", "name": "徐水县", "level": "county", "successor_code": "130609"},
        {"id": "130434", "code": "130434", "name": "魏县", "level": "county"},
    ],
    "departments": [
        {"id": "xs", "name": "徐水区行政审批局", "kind": "department", "region_code": "130609"},
        {"id": "wx", "name": "魏县行政审批局", "kind": "department", "region_code": "130434"},
        {"id": "nowhere", "name": "审批中心", "kind": "department"},
    ],
    "documents": [
        {"id": "x23", "path": "xs2023.txt", "title": "徐水2023预算", "sha256": "1", "fiscal_year": 2023,
         "department_id": "xs", "region_code": "130609", "coverage": 0.9},
        {"id": "x24", "path": "xs2024.txt", "title": "徐水2024预算", "sha256": "2", "fiscal_year": 2024,
         "department_id": "xs", "region_code": "130609"},
        {"id": "w24", "path": "wx2024.txt", "title": "魏县2024预算", "sha256": "3", "fiscal_year": 2024,
         "department_id": "wx", "region_code": "130434"},
        {"id": "n", "path": "n.txt", "sha256": "4", "department_id": "nowhere"},
    ],
    "passages": [
        {"id": "s1", "document_id": "x24", "number": 1, "page": 2, "first_line": 7, "last_line": 9,
         "kind": "paragraph", "structure": "heading", "text": "一、便民热线运行经费绩效目标表"},
        {"id": "s2", "document_id": "w24", "number": 1, "first_line": 1, "last_line": 1, "kind": "row",
         "text": "管理运行经费\t200.00"},
        {"id": "s3", "document_id": "n", "number": 1, "kind": "paragraph", "text": HOSTILE},
        {"id": "s4", "document_id": "n", "number": 2, "kind": "paragraph", "text": "没有记录的经费"},
    ],
    "projects": [
        {"id": "p1", "document_id": "x23", "department_id": "xs", "position": 1, "name": "热线经费",
         "fiscal_year": 2023, "amount_wan": 10.1, "amount_fen": 10_100_000, "indicator_set_id": "m1"},
        {"id": "p2", "document_id": "x24", "department_id": "xs", "position": 1, "name": "热线经费",
         "fiscal_year": 2024, "amount_wan": 12.3, "amount_fen": 12_300_000, "purpose": "运行费用",
         "indicator_set_id": "m2", "boilerplate_share": 0.5},
        {"id": "p3", "document_id": "w24", "department_id": "wx", "position": 1, "name": "管理运行经费",
         "fiscal_year": 2024, "amount_wan": 1200.0, "amount_fen": 1_200_000_000, "indicator_set_id": "m1",
         "boilerplate_share": 1.0},
        {"id": "p4", "document_id": "n", "department_id": "nowhere", "position": 1, "name": HOSTILE},
        {"id": "p5", "document_id": "n", "position": 2, "name": "无主项目",
         "indicator_set_id": "m1"},
    ],
    "funds": [
        {"id": "f1", "document_id": "x24", "project_id": "p2", "source": "财政资金", "amount_wan": 12.0},
        {"id": "f2", "document_id": "x24", "project_id": "p2", "source": "其他资金", "amount_wan": 0.3},
        {"id": "f3", "document_id": "w24", "project_id": "p3", "source": "财政资金", "amount_wan": 1200.0},
    ],
    "indicator_concepts": [
        {"id": "c1", "name": "办结率", "level2": "质量指标", "project_count": 4, "department_count": 3,
         "scope": "other_region"},
        {"id": "c2", "name": "群众满意", "level2": "满意度指标", "project_count": 1, "department_count": 1},
        {"id": "c4", "name": "及时办结率", "level2": "质量指标"},
        {"id": "c3", "name": "群众满意", "project_count": 1, "department_count": 1},
    ],
    "indicator_signatures": [
        {"id": "a", "name": "办结率", "target": "≥95%", "concept_id": "c1", "unit": "%", "scope": "other_region"},
        {"id": "b", "name": "办结率", "target": "≥90%", "concept_id": "c1", "unit": "%", "scope": "same_project"},
        {"id": "c", "name": "群众满意", "target": "显著提高", "concept_id": "c2", "scope": "same_project"},
    ],
    "indicator_sets": [
        {"id": "m1", "label": "办结率（3）", "size": 3, "project_count": 3, "scope": "other_region"},
        {"id": "m2", "label": "办结率、群众满意（4）", "size": 4, "project_count": 1, "scope": "same_project"},
    ],
    "indicators": [
        *({"id": f"i{n}", "document_id": document, "project_id": project, "department_id": department,
           "concept_id": "c1", "position": 1, "signature": signature, "level1": "产出指标", "level2": "质量指标",
           "name": "办结率", "target": target, "operator": "≥", "value": value, "unit": "%", "measure": "quantity"}
          for n, document, project, department, signature, target, value in [
              (1, "x23", "p1", "xs", "a", "≥95%", 95.0), (2, "x24", "p2", "xs", "a", "≥95百分比", 95.0),
              (3, "w24", "p3", "wx", "a", "≥95%", 95.0), (4, "n", "p5", None, "a", "≥95%", 95.0),
              (5, "n", "p4", "nowhere", "b", "≥90%", 90.0)]),
        {"id": "i6", "document_id": "x24", "project_id": "p2", "department_id": "xs", "concept_id": "c2",
         "position": 2, "signature": "c", "level2": "满意度指标", "name": "群众满意", "target": "显著提高",
         "measure": "quality"},
        {"id": "i7", "document_id": "w24", "project_id": "p3", "department_id": "wx", "concept_id": "c3",
         "position": 2, "name": "群众满意", "measure": "missing"},
    ],
    "classifications": [
        {"id": "functional-208", "code": "208", "scheme": "functional", "name": "社会保障支出"},
        {"id": "functional-210", "code": "210", "scheme": "functional", "name": "卫生健康支出"},
    ],
    "classification_names": [
        {"id": "m1", "classification_id": "functional-210", "name": "医疗卫生支出",
         "first_year": 2018, "last_year": 2018, "document_count": 1},
        {"id": "m2", "classification_id": "functional-210", "name": "卫生健康支出",
         "first_year": 2023, "last_year": 2024, "document_count": 3},
        {"id": "m3", "classification_id": "functional-208", "name": "社会保障支出", "document_count": 1},
    ],
    "department_changes": [
        {"id": "k1", "kind": "division_renamed", "before_name": "徐水县行政审批局", "after_name": "徐水区行政审批局",
         "last_year": 2014, "first_year": 2023, "original_id": "xs", "resulting_id": "xs", "method": "division",
         "reason": "区划更名", "after_document_id": "x23"},
        {"id": "k2", "kind": "merged", "before_name": "审批中心", "after_name": "魏县行政审批局",
         "original_id": "nowhere", "resulting_id": "wx", "method": "decision"},
    ],
    "policies": [
        {"id": "y1", "title": "热线管理办法", "number": "清政办〔2020〕5号", "citation_count": 3, "document_count": 2,
         "department_count": 2},
        {"id": "y2", "title": "预算法", "citation_count": 1, "document_count": 1, "department_count": 0},
    ],
    "citations": [
        {"id": "z1", "document_id": "x24", "policy_id": "y1", "title": "热线管理办法", "goal_id": "o1", "position": 1},
        {"id": "z2", "document_id": "x24", "policy_id": "y1", "title": "热线管理办法", "responsibility_id": "r1",
         "position": 2},
        {"id": "z3", "document_id": "w24", "policy_id": "y1", "title": "热线管理办法", "indicator_id": "i3",
         "position": 1},
        {"id": "z4", "document_id": "n", "policy_id": "y2", "title": "预算法", "position": 1},
    ],
    "goals": [
        {"id": "o1", "document_id": "x24", "department_id": "xs", "scope": "item", "position": 1, "number": "1",
         "title": "提升交易平台", "text": "提升服务水平", "label": "提升交易平台"},
    ],
    "responsibilities": [
        {"id": "r1", "document_id": "x24", "department_id": "xs", "number": "1", "text": "负责便民热线。",
         "kind": "specific", "funding": "inferred", "searched_projects": 1, "searched_goals": 1,
         "searched_documents": "xs2024.txt"},
        {"id": "r2", "document_id": "x24", "department_id": "xs", "number": "2", "text": "负责交易平台。",
         "kind": "specific", "funding": "none", "searched_projects": 1, "searched_goals": 1,
         "searched_documents": "xs2024.txt", "nearest_project_id": "p2", "nearest_score": 0.25,
         "nearest_words": "便民"},
        {"id": "r3", "document_id": "w24", "department_id": "wx", "text": "承办交办任务。", "kind": "general",
         "funding": "none"},
        {"id": "r4", "document_id": "n", "text": "没有部门的职责。", "kind": "specific", "funding": "none",
         "searched_projects": 2, "searched_goals": 0, "searched_documents": "n.txt"},
        {"id": "r5", "document_id": "w24", "department_id": "wx", "text": "负责没有项目的事。", "kind": "specific",
         "funding": "none", "searched_projects": 0, "searched_goals": 0, "searched_documents": "wx2024.txt"},
    ],
    "budget_lines": [
        *({"id": f"b{n}", "document_id": document, "department_id": department, "form": form, "position": n,
           "side": side, "name": name, "item": "total", "amount_wan": wan, "amount_fen": round(wan * 1_000_000)}
          for n, document, department, form, side, name, wan in [
              (1, "x23", "xs", "expenditure", None, "合计", 300.5),
              (2, "x24", "xs", "expenditure", None, "合计", 310.7),
              (3, "x23", "xs", "balance", "income", "收入总计", 300.5),
              (4, "x24", "xs", "balance", "income", "收入总计", 310.7),
              (5, "w24", "wx", "three_public", None, "合计", 5.25),
              (6, "w24", "wx", "expenditure", None, "基本支出", 9.0),
          ]),
        *({"id": f"u{n}", "document_id": document, "department_id": department, "form": form, "position": 10 + n,
           "code": code, "name": name, "item": "total", "amount_wan": wan, "amount_fen": round(wan * 1_000_000)}
          for n, document, department, form, code, name, wan in [
              (1, "x23", "xs", "expenditure", "2010301", "行政运行", 200.0),
              (2, "x24", "xs", "expenditure", "2010301", "行政运行", 210.0),
              (3, "w24", "wx", "fiscal_expenditure", "2010301", "行政运行", 9.0),
              (4, "x23", "xs", "expenditure", "2010302", "一般行政管理事务", 60.5),
              (5, "x24", "xs", "expenditure", "2010302", "一般管理事务", 70.7),
              (6, "x23", "xs", "expenditure", "2013399", "其他宣传事务", 40.0),
              (7, "x24", "xs", "expenditure", "2010399", "其他政府办公厅事务", 30.0),
          ]),
    ],
    "statements": [
        {"id": "t1", "document_id": "x24", "department_id": "xs", "position": 1, "item": "reception",
         "name": "公务接待费", "amount_wan": 1.2, "amount_fen": 1_200_000, "change_wan": -0.3, "change_fen": -300_000,
         "text": "公务接待费1.2万元，比上年减少0.3万元。"},
        {"id": "t2", "document_id": "w24", "department_id": "wx", "position": 1, "item": "income", "name": "预算收入",
         "amount_wan": 9.0, "amount_fen": 9_000_000, "text": "预算收入9万元。"},
        {"id": "t3", "document_id": "w24", "position": 2, "item": "basic", "name": "基本支出", "change_wan": 2.0,
         "change_fen": 2_000_000, "text": "基本支出增加2万元。"},
    ],
    "links": [
        {"id": "l1", "source_table": "indicator_concepts", "source_id": "c1", "relation": "near_copy",
         "target_table": "indicator_concepts", "target_id": "c4", "method": "one_place", "score": 0.9,
         "evidence": "∅ → 及时", "scope": "same_document"},
        {"id": "l2", "source_table": "indicator_concepts", "source_id": "c2", "relation": "same_name_other_level",
         "target_table": "indicator_concepts", "target_id": "c3", "method": "name"},
        {"id": "l6", "source_table": "indicator_sets", "source_id": "m2", "relation": "near_identical_set",
         "target_table": "indicator_sets", "target_id": "m1", "method": "other_targets", "score": 1.0,
         "evidence": "2 ＝；办结率 ≥95% → ≥90%", "scope": "other_year"},
        {"id": "l3", "source_table": "responsibilities", "source_id": "r1", "relation": "funded_by",
         "target_table": "projects", "target_id": "p2", "method": "words", "score": 0.7, "evidence": "热线"},
        {"id": "l5", "source_table": "responsibilities", "source_id": "r2", "relation": "pursued_by",
         "target_table": "goals", "target_id": "o1", "method": "same_topic", "score": 1.0, "evidence": "交易平台"},
        {"id": "j1", "source_table": "projects", "source_id": "p2", "relation": "same_project",
         "target_table": "projects", "target_id": "p1", "method": "project_name", "score": 0.9, "evidence": "热线"},
        {"id": "j2", "source_table": "projects", "source_id": "p3", "relation": "financed_under",
         "target_table": "classifications", "target_id": "functional-208", "method": "single_code", "score": 1.0},
        {"id": "l4", "source_table": "responsibilities", "source_id": "r1", "relation": "funded_by",
         "target_table": "projects", "target_id": "p1", "method": "words", "score": 0.8, "evidence": "便民"},
    ],
    "findings": [
        {"id": "g1", "rule": "indicator.wrong_level", "severity": "warning", "document_id": "x24",
         "subject_table": "indicators", "subject_id": "i6", "message": HOSTILE},
        {"id": "g6", "rule": "indicator.level", "severity": "warning", "document_id": "w24",
         "subject_table": "documents", "subject_id": "w24", "message": "级别不明", "passage_id": "s2"},
        {"id": "g7", "rule": "indicator.copied_set", "severity": "warning", "document_id": "w24",
         "subject_table": "projects", "subject_id": "p3", "message": "与另一项目相同", "expected": "1", "actual": "2"},
        {"id": "g2", "rule": "sum.parts", "severity": "error", "document_id": "x24", "subject_table": "budget_lines",
         "subject_id": "b2", "message": "the total differs", "message_zh": "合计不等于各项之和",
         "expected": "310.7", "actual": "310.9", "passage_id": "s1"},
        {"id": "g3", "rule": "year.text", "severity": "warning", "document_id": "w24", "subject_table": "documents",
         "subject_id": "w24", "message": "年度不一致"},
        {"id": "g4", "rule": "text.amount", "severity": "info", "message": "没有文件的矛盾"},
        {"id": "g5", "rule": "duty.unfunded", "severity": "info", "document_id": "x24",
         "subject_table": "responsibilities", "subject_id": "r2", "message": "在2个项目中查找：交易、平台"},
    ],
    "evidence": [
        {"id": "e1", "record_table": "projects", "record_id": "p2", "passage_id": "s1"},
        {"id": "e2", "record_table": "indicators", "record_id": "i2", "passage_id": "s1"},
        {"id": "e3", "record_table": "projects", "record_id": "p3", "passage_id": "s2"},
        {"id": "e6", "record_table": "citations", "record_id": "z2", "passage_id": "s1"},
        {"id": "e5", "record_table": "responsibilities", "record_id": "r1", "passage_id": "s1"},
        {"id": "e4", "record_table": "projects", "record_id": "p4", "passage_id": "s3"},
    ],
}


def publish(folder: Path) -> Path:
    """The sample as a complete knowledge base in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = database.create(folder / "kb.db")
    for table, rows in ROWS.items():
        database.insert(connection, table, rows)  # type: ignore[arg-type]
    database.finish(connection)
    index(connection)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    describe(folder)
    return folder
