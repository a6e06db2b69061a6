"""Every table declared once: its columns, its RDF class and predicates. Both projections come from here.

A new field is a line here, a line in `loaders.records` and a term in `ontology/budget.ttl` (a test asks for it).
Column kinds: `text`, `integer`, `number` (Decimal, REAL in SQLite), `ref` (the id of a row
of another table), `any` (the id of a row of the table that another column names).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

NAMESPACE = "https://budget-kb.example/ontology#"
DEFAULT_BASE = "https://budget-kb.example/"

ColumnKind = Literal["text", "integer", "number", "ref", "any"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column and the predicate that carries it in RDF.

    `target` is the table that a `ref` points to. For `any`, `table_column` is the column that names the table.
    `part` moves the value to a node of its own (see `Table.parts`), so that definition and target stay apart.
    """

    name: str
    predicate: str
    kind: ColumnKind = "text"
    target: str | None = None
    table_column: str | None = None
    part: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A node that belongs to a record: its class, and the predicate that leads to it."""

    name: str
    rdf_class: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Table:
    """One record type: a table in SQLite, a class in RDF.

    `label` is the column that people read instead of the id. A `triple` table has no resources of its own: each row
    is one triple from its `any` column to its `ref` column.
    """

    name: str
    rdf_class: str
    label: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()
    triple: bool = False

    @property
    def stored(self) -> tuple[str, ...]:
        """All column names as SQLite has them, in order; `id` first."""
        names = ["id"]
        for column in self.columns:
            if column.table_column:
                names.append(column.table_column)
            names.append(column.name)
        return tuple(names)

    @property
    def references(self) -> Iterator[Column]:
        """The columns that hold the id of a row of one other table."""
        return (column for column in self.columns if column.kind == "ref")

    @property
    def document_bound(self) -> bool:
        """Whether each row is stated by one document (and lives in that document's named graph)."""
        return self.name == "documents" or any(column.name == "document_id" for column in self.columns)


def text(name: str, predicate: str | None = None, *, required: bool = False, part: str | None = None) -> Column:
    """A column of text."""
    return Column(name, predicate or camel(name), "text", required=required, part=part)


def integer(name: str, predicate: str | None = None, *, required: bool = False, part: str | None = None) -> Column:
    """A column of whole numbers."""
    return Column(name, predicate or camel(name), "integer", required=required, part=part)


def number(name: str, predicate: str | None = None, *, part: str | None = None) -> Column:
    """A column of decimal numbers."""
    return Column(name, predicate or camel(name), "number", part=part)


def ref(name: str, target: str, predicate: str | None = None, *, required: bool = False) -> Column:
    """A column that holds the id of a row of `target`."""
    return Column(name, predicate or camel(name.removesuffix("_id")), "ref", target=target, required=required)


def anything(name: str, table_column: str, predicate: str) -> Column:
    """A column that holds the id of a row of the table named in `table_column`."""
    return Column(name, predicate, "any", table_column=table_column)


def money(stem: str = "amount") -> tuple[Column, Column]:
    """The pair of columns of one amount: 万元 as people read it, 分 as an exact integer."""
    return number(f"{stem}_wan"), integer(f"{stem}_fen")


def camel(name: str) -> str:
    """
    >>> camel("amount_wan")
    'amountWan'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


DOCUMENT = ref("document_id", "documents", required=True)
DEPARTMENT = ref("department_id", "departments")
PROJECT = ref("project_id", "projects")

CHECK_PARTS = ("method", "why", "tolerance", "exclusions", "example")
"""What the page of a check tells, in English and, with the ending `_zh`, in Chinese."""

TABLES: tuple[Table, ...] = (
    Table("regions", "Region", "name", (
        text("code", required=True), text("name", required=True), text("level", "regionLevel"),
        ref("parent_code", "regions", "parentRegion"), ref("successor_code", "regions", "successorRegion"),
    )),
    Table("departments", "Department", "name", (
        text("name", required=True), text("code"), text("kind", "departmentKind", required=True),
        ref("parent_id", "departments", "unitOf"), ref("region_code", "regions", "region"),
        text("nature"), text("rank"), text("funding_mode"),
    )),
    Table("documents", "Document", "title", (
        text("title"), text("path", required=True), DEPARTMENT, ref("region_code", "regions", "region"),
        integer("fiscal_year"), text("kind", "documentKind"), number("coverage"), integer("unread"),
        integer("figures"), integer("figures_unread"),
        integer("passages"), integer("pages"), text("format"), text("encoding"), text("sha256", required=True),
    )),
    Table("department_names", "DepartmentName", "name", (
        text("name", required=True), ref("department_id", "departments", required=True), DOCUMENT,
        text("rule", "namingRule", required=True), text("reason", "namingReason"),
    )),
    Table("document_years", "YearMention", "year", (
        DOCUMENT, integer("year", required=True), text("source", "yearSource", required=True), integer("mentions"),
    )),
    Table("passages", "Passage", "text", (
        integer("number", "passageNumber", required=True), text("text", "passageText", required=True), DOCUMENT,
        integer("page"), integer("last_page"), integer("first_line"), integer("last_line"),
        text("kind", "passageKind", required=True),
        text("structure"), integer("table_number"), text("cells"),
    )),
    Table("classifications", "Classification", "name", (
        text("code", required=True), text("scheme", "classificationScheme", required=True),
        text("name", required=True), ref("parent_id", "classifications", "broader"), text("parent_code"),
    )),
    Table("classification_names", "ClassificationName", "name", (
        ref("classification_id", "classifications", required=True), text("name", required=True), integer("first_year"),
        integer("last_year"), integer("document_count"),
    )),
    Table("department_changes", "DepartmentChange", "after_name", (
        text("kind", "changeKind", required=True), text("before_name", required=True),
        text("after_name", required=True), integer("last_year"), integer("first_year"),
        ref("original_id", "departments", "originalDepartment", required=True),
        ref("resulting_id", "departments", "resultingDepartment", required=True),
        text("method", required=True), text("reason", "changeReason"),
        ref("before_document_id", "documents"), ref("after_document_id", "documents"),
    )),
    Table("indicator_sets", "IndicatorSet", "label", (
        text("label", "shortLabel", required=True), integer("size", "indicatorCount", required=True),
        integer("without_target"), integer("project_count"), integer("department_count"), text("scope"),
    )),
    Table("projects", "Project", "name", (
        text("name", required=True), number("amount_wan"), integer("fiscal_year"), text("purpose"), DEPARTMENT,
        ref("unit_id", "departments", "implementingUnit"), text("code"), text("attribute"), text("period"),
        integer("start_year"), integer("end_year"), integer("amount_fen"), *money("executed"), DOCUMENT,
        integer("position", required=True), ref("indicator_set_id", "indicator_sets"), number("boilerplate_share"),
    )),
    Table("responsibilities", "Responsibility", "text", (
        text("number"), text("text", required=True), text("kind", "responsibilityKind", required=True),
        text("funding", required=True), DEPARTMENT, DOCUMENT,
        integer("searched_projects"), integer("searched_goals"), text("searched_documents"),
        ref("nearest_project_id", "projects"), number("nearest_score"), text("nearest_words"),
    )),
    Table("goals", "Goal", "label", (
        text("scope", "goalScope", required=True), text("number"), text("title"), text("text"), text("expected"),
        PROJECT, DEPARTMENT, DOCUMENT, integer("position", required=True), text("label", "shortLabel"),
    )),
    Table("measures", "SafeguardMeasure", "label", (
        text("number"), text("title"), text("text", required=True), DEPARTMENT, DOCUMENT,
        integer("position", required=True), text("label", "shortLabel"),
    )),
    Table("funds", "Fund", "source", (
        text("source", "fundSource", required=True), *money(), ref("project_id", "projects", required=True), DOCUMENT,
    )),
    Table("disbursements", "Disbursement", "month", (
        integer("month", required=True), number("percent"), ref("project_id", "projects", required=True), DOCUMENT,
    )),
    Table("indicator_concepts", "IndicatorConcept", "name", (
        text("name", required=True), text("level2"), integer("indicator_count"), integer("project_count"),
        integer("department_count"), text("scope"),
    )),
    Table("indicator_signatures", "IndicatorSignature", "name", (
        text("name", required=True), text("target", "targetText"), ref("concept_id", "indicator_concepts"),
        text("operator"), number("value"), number("value_high"), text("unit"), integer("indicator_count"),
        integer("project_count"), integer("department_count"), text("scope"),
    )),
    Table("indicators", "Indicator", "name", (
        text("name", required=True), text("target", "targetText", part="target"), PROJECT, text("level1"),
        text("level2"), text("description"), text("operator", part="target"), number("value", part="target"),
        number("value_high", part="target"), text("unit", part="target"),
        text("measure", "measureKind", part="target", required=True), text("basis"), number("weight"),
        text("actual", "actualText", part="result"), number("actual_value", part="result"),
        number("score", "resultScore", part="result"), text("deviation", part="result"), DEPARTMENT, DOCUMENT,
        ref("concept_id", "indicator_concepts", required=True), integer("position", required=True),
        ref("signature", "indicator_signatures", "signature"),
    ), parts=(Part("target", "Target", "target"), Part("result", "Result", "result"))),
    Table("budget_lines", "BudgetLine", "name", (
        text("form", "budgetForm", required=True), text("side"), text("code"), text("name", required=True),
        text("item", required=True), *money(), text("unit", "bodyName"), DEPARTMENT, DOCUMENT,
        ref("classification_id", "classifications"), text("economic_code"), text("government_economic_code"),
        integer("position", required=True),
    )),
    Table("procurements", "Procurement", "label", (
        text("kind", "procurementKind", required=True), text("project_name"), text("item"), text("catalogue_code"),
        number("quantity"), text("unit"), *money("price"), *money(), *money("project_amount"),
        *money("small_business"), PROJECT, DEPARTMENT, DOCUMENT, integer("position", required=True),
        text("label", "shortLabel"),
    )),
    Table("assets", "Asset", "name", (
        text("name", required=True), number("quantity"), *money("value"), DEPARTMENT, DOCUMENT,
        integer("position", required=True),
    )),
    Table("statements", "Statement", "name", (
        text("item", "statementItem", required=True), text("name", required=True), *money(), *money("change"),
        *money("previous"), number("change_percent"), text("code"), text("text", required=True), DEPARTMENT, DOCUMENT,
        integer("position", required=True),
    )),
    Table("headcounts", "Headcount", "name", (
        text("name", required=True), number("quantity"), text("as_of"), text("text", required=True),
        DEPARTMENT, DOCUMENT, integer("position", required=True),
    )),
    Table("policies", "Policy", "title", (
        text("title", required=True), text("number"), ref("region_code", "regions", "region"),
        integer("citation_count"), integer("document_count"), integer("department_count"),
    )),
    Table("citations", "Citation", "title", (
        text("title", required=True), text("number"), ref("policy_id", "policies"), ref("goal_id", "goals"),
        ref("responsibility_id", "responsibilities"), ref("indicator_id", "indicators"), DOCUMENT,
        integer("position", required=True),
    )),
    Table("evidence", "Evidence", "id", (
        anything("record_id", "record_table", "quotedFrom"), ref("passage_id", "passages", "quotedFrom", required=True),
    ), triple=True),
    Table("links", "Link", "relation", (
        anything("source_id", "source_table", "linkSource"), text("relation", required=True),
        anything("target_id", "target_table", "linkTarget"), text("method", required=True), number("score"),
        text("evidence", "linkEvidence"), text("scope"),
    )),
    Table("checks", "Check", "title", (
        text("topic", "checkTopic", required=True), text("severity", required=True),
        *(text(name, camel(f"check_{name}"), required=True) for part in ("title", *CHECK_PARTS)
          for name in (part, f"{part}_zh")),
    )),
    Table("findings", "Finding", "message", (
        text("severity", required=True), text("rule", required=True), text("message", required=True),
        text("message_zh"), ref("check_id", "checks"), text("expected"), text("actual"), ref("passage_id", "passages"),
        anything("subject_id", "subject_table", "subject"), ref("document_id", "documents"),
    )),
    Table("load_errors", "LoadError", "error", (
        text("path", required=True), text("error", required=True), text("advice"),
    )),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
