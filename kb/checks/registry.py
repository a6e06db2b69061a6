"""Every check of the house, found where it stands: one module in the package of its topic, with its page beside it.

A page without a module describes what the reading itself finds doubtful (topic `reading`).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files

from kb.checks.kinds import Check
from kb.checks.page import Page, page

TOPICS = ("reading", "structure", "amounts", "text", "years", "codes", "projects", "indicators", "decisions")
"""The packages that hold checks, in the order in which people read about them."""


@cache
def pages() -> dict[str, Page]:
    """All pages by code."""
    found = [
        page(f"{__package__}.{topic}.{entry.name.removesuffix('.toml')}")
        for topic in TOPICS
        for entry in sorted(files(f"{__package__}.{topic}").iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    return {one.code: one for one in found}


@cache
def checks() -> tuple[Check, ...]:
    """All checks, topic by topic."""
    found = [
        getattr(import_module(f"{__package__}.{topic}.{entry.name.removesuffix('.py')}"), "CHECK", None)
        for topic in TOPICS
        for entry in sorted(files(f"{__package__}.{topic}").iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".py") and entry.name != "__init__.py"
    ]
    return tuple(check for check in found if check is not None)
