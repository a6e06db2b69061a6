"""What the command line shows a person: progress, overviews, documents, findings. Fits a terminal of 80 columns."""

from kb.display.changes import show_changes
from kb.display.documents import (
    fitted,
    progress,
    refused,
    show_answers,
    show_document,
    show_overview,
    show_questions,
    to_json,
)
from kb.display.findings import show_check, show_findings

__all__ = [
    "fitted", "progress", "refused", "show_answers", "show_changes", "show_check", "show_document", "show_findings",
    "show_overview", "show_questions", "to_json",
]
