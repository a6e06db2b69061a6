"""Checks of everything that was read: what contradicts itself, and what reviewers object to.

A check is one function with its method, reason, tolerance and exclusions in its docstring. It yields findings and
changes nothing. A check of the tables of one document takes its sheets, one of the prose its statements and sheets,
any other the whole database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from kb.checks import (
    balances,
    between_tables,
    codes,
    copies,
    decisions,
    indicators,
    procurement,
    projects,
    sums,
    text_and_tables,
    text_sums,
    three_public,
)
from kb.checks.finding import Check, Finding
from kb.checks.said import Said, said
from kb.checks.sheets import Sheets, sheets
from kb.database import insert
from kb.decisions import Decision
from kb.ids import digest

TABLE_CHECKS: tuple[Callable[[Sheets], Iterator[Finding]], ...] = (
    sums.rows_add_up, sums.classes_add_up, sums.totals_add_up, balances.sides_are_equal, balances.sides_add_up,
    three_public.three_public_adds_up, between_tables.tables_agree,
)
TEXT_CHECKS: tuple[Callable[[Sequence[Said], Sheets], Iterator[Finding]], ...] = (
    text_and_tables.text_agrees_with_tables, text_and_tables.organ_operating_fits,
    text_and_tables.one_item_one_amount, text_sums.parts_add_up, text_sums.lists_add_up, text_sums.changes_add_up,
)


def documents_hold(connection: sqlite3.Connection) -> Iterator[Finding]:
    """All checks of the tables and the prose of each document, in one reading."""
    statements = {own[0].document_id: own for own in said(connection)}
    for document_id, document in sheets(connection):
        for table_check in TABLE_CHECKS:
            yield from table_check(document)
        yield from _text(statements.pop(document_id, []), document)
    for _, own in sorted(statements.items()):
        yield from _text(own, {})


def _text(statements: Sequence[Said], document: Sheets) -> Iterator[Finding]:
    for text_check in TEXT_CHECKS:
        yield from text_check(statements, document)


CHECKS: tuple[Check, ...] = (
    documents_hold, procurement.procurement_adds_up, procurement.prices_fit_amounts,
    procurement.procurement_names_the_project_amount, procurement.assets_add_up, procurement.text_agrees_with_lists,
    projects.projects_add_up, projects.sources_add_up, projects.plans_rise_to_the_end, projects.plans_keep_pace,
    indicators.targets_are_there, indicators.units_fit_names, indicators.cost_is_not_the_budget,
    indicators.names_fit_levels, copies.sets_are_own, codes.codes_name_the_region, codes.check_characters_hold,
)
INDEXES = {
    "checking_records": "evidence (record_table, record_id)", "checking_passages": "evidence (passage_id)",
    "checking_lines": "budget_lines (document_id)", "checking_statements": "statements (document_id)",
    "checking_indicators": "indicators (project_id)",
}
"""What the checks look up, indexed only for their time: the database is indexed for readers later."""


def check(connection: sqlite3.Connection, unused: Iterable[Decision] = ()) -> None:
    """Run every check, and add to `findings` what it finds and which decisions were not used."""
    for name, columns in INDEXES.items():
        connection.execute(f"create index {name} on {columns}")
    rows = {row["id"]: row for one in CHECKS for row in map(_row, one(connection))}
    rows |= {row["id"]: row for row in map(_row, decisions.unused_decisions(unused))}
    for name in INDEXES:
        connection.execute(f"drop index {name}")
    insert(connection, "findings", [row for _, row in sorted(rows.items())])


def _row(finding: Finding) -> dict[str, str | None]:
    identifier = digest(
        "findings", finding.rule, finding.document_id, finding.passage_id, finding.message, finding.expected,
        finding.actual,
    )
    return {
        "id": identifier, "rule": finding.rule, "severity": finding.severity, "document_id": finding.document_id,
        "subject_table": finding.subject_table, "subject_id": finding.subject_id, "message": finding.message,
        "expected": finding.expected, "actual": finding.actual, "passage_id": finding.passage_id,
    }


__all__ = ["CHECKS", "check"]
