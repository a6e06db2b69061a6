"""Findings as a person reads them: check by check, each with its place and the two figures; and the page of a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from rich.console import Console

from kb.checks import pages
from kb.checks.finding import SEVERITIES
from kb.checks.listing import Listed
from kb.checks.page import Page
from kb.display.documents import folded
from kb.schema import CHECK_PARTS

WORDS = {
    "en": {"expected": "expected", "actual": "found", "method": "Method", "why": "Why", "tolerance": "Tolerance",
           "exclusions": "Exclusions", "example": "Example"},
    "zh": {"expected": "应为", "actual": "实为", "method": "方法", "why": "理由", "tolerance": "容差",
           "exclusions": "除外", "example": "示例"},
}


def show_findings(found: Sequence[Listed], language: str) -> None:
    """All findings, the gravest checks first, and how many there are."""
    width = Console().width
    for (severity, rule), same in groupby(found, key=lambda one: (one.severity, one.rule)):
        own = list(same)
        title = pages()[rule].texts["title"][language] if rule in pages() else ""
        for line in folded(f"{severity} {rule} · {title} · {len(own)}", width):
            click.echo(line)
        for one in own:
            for text in _told(one, language):
                for line in folded(text, width):
                    click.echo(line)
        click.echo()
    counts = Counter(one.severity for one in found)
    told = " · ".join(f"{severity} {counts[severity]:,}" for severity in SEVERITIES if counts[severity])
    click.echo(told or "no findings")


def _told(one: Listed, language: str) -> Iterator[str]:
    yield f"  {one.place}" if one.place else "  decisions.csv"
    yield f"    {one.message}"
    words = WORDS[language]
    values = [f"{words[name]} {value}" for name, value in (("expected", one.expected), ("actual", one.actual)) if value]
    if values:
        yield f"    {' · '.join(values)}"


def show_check(page: Page, language: str) -> None:
    """The page of a check."""
    width = Console().width
    for line in folded(f"{page.code} · {page.texts['title'][language]}", width):
        click.echo(line)
    for part in CHECK_PARTS:
        click.echo(f"\n{WORDS[language][part]}")
        for line in folded(f"  {page.texts[part][language]}", width):
            click.echo(line)
