"""The home page: what is here, the questions with their answers, what the knowledge base cannot tell."""

from __future__ import annotations

from urllib.parse import urlencode

from kb.explore.site import Asked, Content, Page
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import Question, questions
from kb.schema import TABLES


async def content(asked: Asked) -> Content:
    """Questions as sentences, and the tables with how much they hold."""
    counts = await asked.shelf.datasette.get_database(DATABASE).table_counts(1000)
    shelves = [(table.name, counts[table.name]) for table in TABLES if counts.get(table.name)]
    about = asked.shelf.datasette.metadata(database=DATABASE) or {}
    titles = {name: str(table.get("title", name)).removeprefix(f"{name} · ") for name, table in about["tables"].items()}
    return {
        "questions": [(question, _address(question)) for question in questions().values()],
        "shelves": [(name, titles.get(name, name), rows) for name, rows in shelves],
        "license": asked.shelf.datasette.metadata("license") or "",
    }


def _address(question: Question) -> str:
    defaults = {p.name: p.default for p in question.parameters if p.default}
    return f"/{DATABASE}/{question.name}" + (f"?{urlencode(defaults)}" if defaults else "")


PAGE = Page(r"/$", "kb/home.html", content)
