"""The page of a saved question: what its parameters offer, its other form, which columns readers need to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kb.explore.cells import linked_by
from kb.explore.language import SPEECH
from kb.explore.shelf import Shelf
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import Question, bind, questions

if TYPE_CHECKING:
    from datasette.app import Datasette

MOST_OFFERED = 300
"""Names that a field offers; a list of more helps nobody and makes the page heavy."""
YEARS = "select distinct fiscal_year from documents where fiscal_year is not null order by fiscal_year desc"
OFFERED = {
    "year": YEARS, "from": YEARS, "to": YEARS,
    "department": "select distinct name from departments order by name",
    "region": (
        "select distinct r.name from regions r where r.code in (select region_code from departments) order by r.name"
    ),
    "form": "select distinct form from budget_lines order by form",
    "rule": "select distinct rule from findings order by rule",
    "severity": "select distinct severity from findings order by severity",
    "funding": "select distinct funding from responsibilities order by funding",
    "code": "select distinct code from classifications where scheme = 'functional' order by code",
}


async def choices(datasette: Datasette, name: str | None) -> dict[str, list[str]]:
    """What the parameters of a question can be, as far as the knowledge base says; nothing where there are too many."""
    question = questions().get(name or "")
    found: dict[str, list[str]] = {}
    for parameter in question.parameters if question else ():
        if (sql := OFFERED.get(parameter.name)) is not None:
            rows = await Shelf(datasette).rows(f"{sql} limit {MOST_OFFERED + 1}")
            found[parameter.name] = [str(row[0]) for row in rows] if len(rows) <= MOST_OFFERED else []
    return found


def question_title(name: str) -> str:
    """The question as a sentence in the reader's language; nothing where it is none of ours."""
    question = questions().get(name)
    if question is None:
        return ""
    return question.title_zh if SPEECH.get().language == "zh" else question.title_en


def question_path(name: str) -> str:
    """The path of our page of a question; of Datasette's for a query that is none of ours."""
    return f"/question/{name}" if name in questions() else f"/{DATABASE}/{name}"


def parameter_help(question: Question | None, name: str) -> str:
    """What a parameter takes."""
    found = next((one for one in question.parameters if one.name == name), None) if question else None
    if found is None:
        return ""
    return found.zh if SPEECH.get().language == "zh" else found.en


def sparql_path(question: Question, values: Mapping[str, str]) -> str:
    """The path of the SPARQL page with the same question and the same values."""
    return f"/sparql?{urlencode({'query': bind(question.sparql, values)})}"


def answer_columns(columns: Sequence[str]) -> list[int]:
    """Which columns of an answer are shown: not the id of what another column names and links to.

    >>> answer_columns(["department", "department_id", "passage_id", "link_id"])
    [0, 2, 3]
    """
    linked = set(linked_by(columns).values())
    return [at for at, column in enumerate(columns) if column not in linked]


WORDS = {
    "question_title": question_title, "question_path": question_path, "parameter_help": parameter_help,
    "sparql_path": sparql_path, "answer_columns": answer_columns,
}
"""What the template of questions calls by these names."""
