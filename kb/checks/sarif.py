"""Findings as SARIF 2.1.0 (OASIS), the exchange format of review tools, editors and code hosts.

A place is the file, its lines where it is text, and its page as a logical location where it has pages. `note` is
SARIF's word for our `info`. The id of a finding is its fingerprint, so that a tool knows it again in the next build.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from kb.checks.listing import Listed
from kb.checks.page import Page
from kb.checks.registry import pages
from kb.schema import CHECK_PARTS

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(listed: Sequence[Listed], language: str = "en") -> str:
    """One run with its rules and results, as text that ends in a line break."""
    known = pages()
    rules = [known[code] for code in sorted({one.rule for one in listed} & known.keys())]
    index = {page.code: number for number, page in enumerate(rules)}
    driver = {"name": "budget-kb", "version": version("budget-kb"), "rules": [_rule(page, language) for page in rules]}
    run = {
        "tool": {"driver": driver}, "language": LANGUAGES[language], "columnKind": "unicodeCodePoints",
        "results": [_result(one, index) for one in listed],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(page: Page, language: str) -> dict[str, Any]:
    told = {part: page.texts[part][language] for part in CHECK_PARTS}
    return {
        "id": page.code, "shortDescription": {"text": page.texts["title"][language]},
        "fullDescription": {"text": told["method"]}, "help": {"text": "\n\n".join(told.values())},
        "defaultConfiguration": {"level": LEVELS[page.severity]}, "properties": {"tags": [page.topic]},
    }


def _result(one: Listed, index: dict[str, int]) -> dict[str, Any]:
    values = {"expected": one.expected, "actual": one.actual}
    told = " · ".join(f"{name}: {value}" for name, value in values.items() if value)
    result: dict[str, Any] = {
        "ruleId": one.rule, "level": LEVELS[one.severity],
        "message": {"text": f"{one.message} ({told})" if told else one.message},
        "properties": {name: value for name, value in values.items() if value is not None},
    }
    if one.rule in index:
        result["ruleIndex"] = index[one.rule]
    if one.id:
        result["partialFingerprints"] = {"findingId/v1": one.id}
    if one.path:
        result["locations"] = [_location(one)]
    return result


def _location(one: Listed) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(one.path or "", safe="/:#!")}}
    if one.first_line and not one.page:
        physical["region"] = {"startLine": one.first_line, "endLine": one.last_line or one.first_line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if one.page:
        location["logicalLocations"] = [{"name": f"page {one.page}", "kind": "page"}]
    return location
