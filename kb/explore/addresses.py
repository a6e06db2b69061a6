"""The address of the page of each kind of thing, and of the row in Datasette's own table."""

from __future__ import annotations

from urllib.parse import quote

from datasette.utils import tilde_encode

from kb.publishing.metadata import DATABASE

PAGES: dict[str, str] = {
    "assets": "asset", "budget_lines": "line", "checks": "check", "citations": "citation", "classifications": "code",
    "departments": "department", "disbursements": "disbursement", "documents": "document", "evidence": "evidence",
    "findings": "finding", "funds": "fund", "goals": "goal", "headcounts": "headcount",
    "indicator_concepts": "indicator", "indicator_sets": "set", "indicator_signatures": "signature",
    "indicators": "target", "links": "link", "measures": "measure", "passages": "passage", "policies": "policy",
    "procurements": "procurement", "projects": "project", "regions": "region", "responsibilities": "duty",
    "statements": "statement",
}
"""Tables whose rows have a page of their own, or are shown on one, and how its address begins."""


def page_of(table: str, identifier: str) -> str:
    """The path of the page that shows a row; of Datasette's page of the row for kinds without one of ours.

    >>> page_of("projects", "0f"), page_of("load_errors", "0f")
    ('/project/0f', '/kb/load_errors/0f')
    """
    kind = PAGES.get(table)
    return f"/{kind}/{quote(identifier, safe='')}" if kind else row_of(table, identifier)


def row_of(table: str, identifier: str) -> str:
    """The path of a row in Datasette's own table."""
    return f"/{DATABASE}/{table}/{tilde_encode(identifier)}"
