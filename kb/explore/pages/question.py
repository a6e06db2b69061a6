"""A saved question: what it asks, what may be filled in, and its answers, page by page; all of them as CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from kb.explore.answers import about, columns_of, readable
from kb.explore.asking import choices, parameter_help, sparql_path
from kb.explore.site import Asked, Content, Page
from kb.publishing.answers import AnswerError, filled
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import Question, questions
from kb.publishing.rendering import streamed

SIZE = 50
FORMATS: Mapping[str, tuple[Literal["csv", "json"], str]] = {
    "csv": ("csv", "text/csv; charset=utf-8"), "json": ("json", "application/json; charset=utf-8"),
}


async def content(asked: Asked) -> Content | None:
    """The answers from the place asked for, and the form with what was filled in."""
    question = questions().get(asked.names["name"])
    if question is None:
        return None
    known: dict[str, object] = {
        "question": question, "fields": await _fields(asked, question),
        "about": about(question, (), asked.speech), "fault": None, "rows": [], "columns": [],
        "total": 0, "offset": 0, "size": SIZE,
    }
    try:
        values = filled(question, _given(asked, question))
        known |= await _answers(asked, question, values)
    except AnswerError as error:
        return {**known, "fault": str(error), "address": "", "sparql": ""}
    except QueryInterrupted:
        return {**known, "fault": asked.speech("question.too_long"), "address": "", "sparql": ""}
    own = {p.name: values[p.name] for p in question.parameters if values[p.name] != p.default}
    return {**known, "address": urlencode(own), "sparql": sparql_path(question, values)}


async def download(asked: Asked) -> Response | None:
    """All answers as a file, without a limit of rows; formulas in CSV are defused."""
    question = questions().get(asked.names["name"])
    if question is None:
        return None
    format, kind = FORMATS[asked.names["format"]]
    try:
        values = filled(question, _given(asked, question))
        rows = await asked.shelf.rows(question.sql, values)
    except (AnswerError, QueryInterrupted) as error:
        message = str(error) if isinstance(error, AnswerError) else asked.speech("question.too_long")
        return Response.text(message + "\n", status=400)
    names = rows[0].keys() if rows else await _names(asked, question, values)
    body = "".join(streamed(list(names), map(tuple, rows), format))
    headers = {"Content-Disposition": f'attachment; filename="{question.name}.{format}"'}
    return Response(("\ufeff" if format == "csv" else "") + body, content_type=kind, headers=headers)


def _given(asked: Asked, question: Question) -> dict[str, str]:
    """What the reader filled in; a field that is left empty asks for all."""
    return {p.name: asked.request.args[p.name].strip() for p in question.parameters if p.name in asked.request.args}


async def _answers(asked: Asked, question: Question, values: Mapping[str, str]) -> dict[str, object]:
    total = int(await asked.shelf.value(f"select count(*) from ({question.sql})", values))
    offset = min(asked.number("offset"), max(0, (total - 1) // SIZE * SIZE))
    places = {"kb_limit": SIZE, "kb_offset": offset}
    rows = await asked.shelf.rows(f"{question.sql.rstrip()}\nlimit :kb_limit offset :kb_offset", {**values, **places})
    names: Sequence[str] = rows[0].keys() if rows else await _names(asked, question, values)
    found = [dict(row) for row in rows]
    await _tell_findings(asked, found)
    return {
        "about": about(question, names, asked.speech),
        "columns": columns_of(names), "rows": [readable(row, asked.speech) for row in found],
        "total": total, "offset": offset,
    }


async def _tell_findings(asked: Asked, rows: Sequence[dict[str, object]]) -> None:
    """The messages of findings in the language of the page."""
    if asked.speech.language == "zh" and rows and "finding_id" in rows[0]:
        identifiers = json.dumps([row["finding_id"] for row in rows])
        sql = "select id, message_zh from findings where id in (select value from json_each(?)) and message_zh <> ''"
        told = {row["id"]: row["message_zh"] for row in await asked.shelf.rows(sql, [identifiers])}
        for row in rows:
            row["message"] = told.get(row["finding_id"], row["message"])


async def _fields(asked: Asked, question: Question) -> list[dict[str, object]]:
    """The fields of the form, each with what was filled in and what may be chosen."""
    offered = await choices(asked.shelf.datasette, question.name)
    given = _given(asked, question)
    return [
        {
            "name": parameter.name, "whole": parameter.whole, "choices": offered.get(parameter.name, []),
            "label": parameter_help(question, parameter.name),
            "value": given.get(parameter.name, parameter.default),
        }
        for parameter in question.parameters
    ]


async def _names(asked: Asked, question: Question, values: Mapping[str, str]) -> list[str]:
    """The columns of an answer without rows."""
    found = await asked.shelf.datasette.get_database(DATABASE).execute(question.sql, dict(values))
    return [column[0] for column in found.description]


PAGES = (
    Page(r"/question/(?P<name>[a-z0-9-]+)$", "kb/question.html", content, ("question.css",)),
    Page(r"/question/(?P<name>[a-z0-9-]+)\.(?P<format>csv|json)$", "", download),
)
