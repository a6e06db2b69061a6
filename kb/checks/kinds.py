"""The kinds of checks, by what they look at. A check yields findings and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.checks.figures.indicator_sets import IndicatorSets
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding
from kb.checks.page import Page
from kb.decisions import Decision, Doubt


@dataclass(frozen=True, slots=True)
class TableCheck:
    """A check of the budget tables of one document."""

    page: Page
    find: Callable[[Sheets], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A check of the figures that the prose of one publication says, beside its tables."""

    page: Page
    find: Callable[[Sequence[Said], Sheets], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class IndicatorCheck:
    """A check of the indicators of one document, project by project."""

    page: Page
    find: Callable[[IndicatorSets], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """A check of records wherever they stand."""

    page: Page
    find: Callable[[sqlite3.Connection], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class DecisionCheck:
    """A check of what people wrote beside the documents: the decisions that were not used, each with the reason."""

    page: Page
    find: Callable[[Iterable[tuple[Decision, Doubt]]], Iterator[Finding]]


Check = TableCheck | TextCheck | IndicatorCheck | RecordCheck | DecisionCheck
