"""Checks of everything that was read: what contradicts itself, and what reviewers object to.

A check is one module in the package of its topic, with a page of the same name beside it: `registry` finds both. It
yields findings and changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kb.checks.figures.indicator_sets import IndicatorSets, indicator_sets
from kb.checks.figures.publications import publications
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding
from kb.checks.kinds import DecisionCheck, IndicatorCheck, RecordCheck, TableCheck, TextCheck
from kb.checks.page import LANGUAGES, Page
from kb.checks.registry import checks, pages
from kb.database import Row, insert
from kb.decisions import Decision, Doubt
from kb.ids import digest
from kb.schema import CHECK_PARTS


def check(connection: sqlite3.Connection, unused: Iterable[tuple[Decision, Doubt]] = ()) -> None:
    """Run every check, and add to `findings` what it finds and which decisions were not used; describe all checks."""
    insert(connection, "checks", [described(page) for _, page in sorted(pages().items())])
    rows = {row["id"]: row for row in map(_row, found(connection, unused))}
    insert(connection, "findings", [row for _, row in sorted(rows.items())])
    connection.execute("update findings set check_id = rule where rule in (select id from checks)")


def found(connection: sqlite3.Connection, unused: Iterable[tuple[Decision, Doubt]] = ()) -> Iterator[Finding]:
    """What all checks find: those of records, of indicators, then of tables and prose, publication by publication."""
    for one in checks():
        if isinstance(one, RecordCheck):
            yield from one.find(connection)
        elif isinstance(one, DecisionCheck):
            yield from one.find(unused)
    for sets in indicator_sets(connection):
        yield from _of_indicators(sets)
    for publication in publications(connection):
        for document in publication.documents:
            yield from _of_tables(document)
        yield from _of_text(publication.statements, publication.tables)


def _of_indicators(sets: IndicatorSets) -> Iterator[Finding]:
    for one in checks():
        if isinstance(one, IndicatorCheck):
            yield from one.find(sets)


def _of_tables(document: Sheets) -> Iterator[Finding]:
    for one in checks():
        if isinstance(one, TableCheck):
            yield from one.find(document)


def _of_text(statements: Sequence[Said], tables: Sheets) -> Iterator[Finding]:
    for one in checks():
        if isinstance(one, TextCheck):
            yield from one.find(statements, tables)


def described(page: Page) -> Row:
    """The row of a check in the table `checks`."""
    texts = {
        f"{part}{'' if language == 'en' else '_zh'}": page.texts[part][language]
        for part in ("title", *CHECK_PARTS) for language in LANGUAGES
    }
    return {"id": page.code, "topic": page.topic, "severity": page.severity, **texts}


def _row(finding: Finding) -> Row:
    identifier = digest(
        "findings", finding.rule, finding.document_id, finding.passage_id, finding.message, finding.expected,
        finding.actual,
    )
    return {
        "id": identifier, "rule": finding.rule, "severity": finding.severity, "document_id": finding.document_id,
        "subject_table": finding.subject_table, "subject_id": finding.subject_id, "message": finding.message,
        "message_zh": finding.message_zh, "expected": finding.expected, "actual": finding.actual,
        "passage_id": finding.passage_id,
    }


__all__ = ["check", "checks", "found", "pages"]
