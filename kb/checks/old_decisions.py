"""What people wrote into `decisions.csv` and what no longer has anything to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.checks.finding import Finding
from kb.decisions import Decision


def unused_decisions(unused: Iterable[tuple[Decision, str]]) -> Iterator[Finding]:
    """A line of `decisions.csv` that names nothing of this build, or names something that several are called."""
    for decision, why in unused:
        yield Finding(
            rule="decision.unused", severity="warning", document_id=None, subject_table=None, subject_id=None,
            message=f"{decision.place} decides nothing: {why}",
            expected=None, actual=f"{decision.a}, {decision.b}",
        )
