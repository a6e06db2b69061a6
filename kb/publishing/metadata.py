"""What Datasette tells readers about the knowledge base: titles, meanings, units, facets, sort orders, questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from kb.publishing.counting import counts
from kb.publishing.definitions import Definitions, ontology
from kb.publishing.questions import Question, questions
from kb.schema import TABLES, Column, Table

DATABASE = "kb"
TITLE = "政府预算公开知识库 · Knowledge base of published government budgets"
ABOUT = (
    "各部门公开的预算文件里的事实，每一条都能回到原文的页和行。"
    "Facts from budget documents that departments published, each with its place in its document."
)
LICENSE = (
    "事实摘自各部门公开的文件，引用请注明原文件 · Facts from documents that departments published: cite the document"
)

FACETS: dict[str, tuple[str, ...]] = {
    "assets": ("name",),
    "budget_lines": ("form", "item", "side", "department_id"),
    "classifications": ("scheme",),
    "department_changes": ("kind", "method"),
    "department_names": ("rule",),
    "departments": ("kind", "region_code"),
    "documents": ("fiscal_year", "kind", "format", "region_code"),
    "findings": ("rule", "severity"),
    "funds": ("source",),
    "goals": ("scope", "department_id"),
    "indicator_concepts": ("level2", "scope"),
    "indicator_sets": ("scope",),
    "indicator_signatures": ("scope", "unit"),
    "indicators": ("level1", "level2", "measure", "unit"),
    "links": ("relation", "method", "scope"),
    "passages": ("kind", "structure"),
    "procurements": ("kind", "department_id"),
    "projects": ("department_id", "fiscal_year"),
    "regions": ("level",),
    "responsibilities": ("kind", "funding", "department_id"),
    "statements": ("item", "department_id"),
}
SORTED_DOWN = {
    "assets": "value_wan", "funds": "amount_wan", "indicator_concepts": "project_count",
    "indicator_sets": "project_count", "indicator_signatures": "project_count", "links": "score",
    "policies": "citation_count", "procurements": "amount_wan", "projects": "amount_wan", "responsibilities": "funding",
}
SORTED_UP = {
    "budget_lines": "position", "classifications": "code", "department_names": "name", "departments": "name",
    "documents": "path",
    "findings": "rule", "indicators": "name", "passages": "number", "regions": "code", "statements": "position",
}
SIZES = {"passages": 200}

UNITS = {"_wan": "万元 (10,000 CNY)", "_fen": "分 (0.01 CNY)", "percent": "%"}
IDENTIFIER = "标识，由内容得出 · Identifier, made from content"
NAMES_TABLE = "{} 所在的表 · The table of {}"


def metadata(definitions: Definitions | None = None, answers: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The metadata of a knowledge base as Datasette reads it from metadata.json, with the number of `answers`.

    Raises `DefinitionMissing` when the ontology does not define a table or column in Chinese and English.
    """
    known = definitions or ontology()
    tables: dict[str, Any] = {table.name: _table(table, known) for table in TABLES}
    # Datasette hides the tables of full-text search itself, but not the index of names and the statistics of SQLite.
    hidden = ("search_keys", "search_names", "search_places", "sqlite_stat1", "sqlite_stat4")
    tables |= {name: {"hidden": True} for name in hidden}
    tables["unread"] = {"title": "unread · 尚未读懂的段落", "description": UNREAD}
    return {
        "title": TITLE,
        "description": ABOUT,
        "license": LICENSE,
        "databases": {
            DATABASE: {
                "title": TITLE,
                "description": ABOUT,
                "tables": tables,
                "queries": {
                    name: _query(question, (answers or {}).get(name)) for name, question in questions().items()
                },
            }
        },
    }


UNREAD = "没有任何记录、也没有任何已知结构能说明的段落 · Passages that no record and no known structure accounts for"


def describe(folder: Path) -> None:
    """Write metadata.json into the folder of a knowledge base, whose database must be there whole."""
    text = json.dumps(metadata(answers=counts(folder)), ensure_ascii=False, indent=1, sort_keys=False)
    (folder / "metadata.json").write_text(text + "\n", encoding="utf-8")


def _table(table: Table, known: Definitions) -> dict[str, Any]:
    meaning = known[table.rdf_class]
    described: dict[str, Any] = {
        "title": f"{table.name} · {meaning.label_zh} {meaning.label_en}",
        "description": f"{meaning.zh} · {meaning.en}",
        "label_column": table.label,
        "columns": {"id": IDENTIFIER, **_columns(table, known)},
    }
    if table.name in FACETS:
        described["facets"] = list(FACETS[table.name])
    if table.name in SORTED_DOWN:
        described["sort_desc"] = SORTED_DOWN[table.name]
    elif table.name in SORTED_UP:
        described["sort"] = SORTED_UP[table.name]
    if table.name in SIZES:
        described["size"] = SIZES[table.name]
    return described


def _columns(table: Table, known: Definitions) -> dict[str, str]:
    texts: dict[str, str] = {}
    for column in table.columns:
        if column.table_column:
            texts[column.table_column] = NAMES_TABLE.format(column.name, column.name)
        meaning = known[column.predicate]
        unit = unit_of(column)
        texts[column.name] = (
            f"{meaning.label_zh}：{meaning.zh} · {meaning.label_en}: {meaning.en}" + (f" [{unit}]" if unit else "")
        )
    return texts


def unit_of(column: Column) -> str | None:
    """The unit of a column's figures, when all its figures have one."""
    return next((unit for ending, unit in UNITS.items() if column.name.endswith(ending)), None)


def _query(question: Question, answers: int | None) -> dict[str, Any]:
    rows = "".join(
        f"<li><code>{escape(p.name)}</code> {escape(p.zh)} · {escape(p.en)}</li>" for p in question.parameters
    )
    return {
        "title": f"{question.title_zh} {question.title_en}",
        "title_zh": question.title_zh,
        "title_en": question.title_en,
        "description_html": f"<p>{escape(question.about_zh)}</p><p>{escape(question.about_en)}</p><ul>{rows}</ul>",
        "defaults": {p.name: p.default for p in question.parameters if p.default},
        "params": [p.name for p in question.parameters],
        "hide_sql": True,
        "sql": question.sql,
        **({} if answers is None else {"answers": answers}),
    }
