"""A saved question: what it asks, what may be filled in, and its answers, page by page; all of them as CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from kb.explore.answers import about, columns_of, readable
from kb.explore.site import Asked, Content, Page
from kb.publishing.answers import AnswerError, filled
from kb.publishing.metadata import DATABASE
from kb.publishing.questions import Parameter, Question, bind, questions
from kb.publishing.rendering import streamed

SIZE = 50
CHOICES = {
    "department": "select distinct d.name from departments d join documents o on o.department_id = d.id order by 1",
    "region": "select distinct r.name from regions r join departments d on d.region_code = r.code order by 1",
    "year": "select distinct fiscal_year from documents where fiscal_year is not null order by 1 desc",
    "from": "select distinct fiscal_year from documents where fiscal_year is not null order by 1 desc",
    "to": "select distinct fiscal_year from documents where fiscal_year is not null order by 1 desc",
    "rule": "select distinct rule from findings order by 1",
    "form": "select distinct form from budget_lines where form is not null order by 1",
}
"""What the reader may choose from for the parameters of these names."""
MOST_CHOICES = 500
FORMATS: Mapping[str, tuple[Literal["csv", "json"], str]] = {
    "csv": ("csv", "text/csv; charset=utf-8"), "json": ("json", "application/json; charset=utf-8"),
}


async def content(asked: Asked) -> Content | None:
    """The answers from the place asked for, and the form with what was filled in."""
    question = questions().get(asked.names["name"])
    if question is None:
        return None
    known: dict[str, object] = {
        "question": question, "fields": [await _field(asked, parameter) for parameter in question.parameters],
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
    sparql = {"query": bind(question.sparql, values), "format": "html"}
    return {**known, "address": urlencode(own), "sparql": urlencode(sparql)}


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
        "columns": columns_of(names, asked.speech), "rows": [readable(row, asked.speech) for row in found],
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


async def _field(asked: Asked, parameter: Parameter) -> dict[str, object]:
    sql = CHOICES.get(parameter.name)
    choices = await asked.shelf.rows(f"select * from ({sql}) limit {MOST_CHOICES}") if sql else []
    given = asked.request.args.get(parameter.name)
    return {
        "name": parameter.name, "whole": parameter.whole, "choices": [str(choice[0]) for choice in choices],
        "label": parameter.zh if asked.speech.language == "zh" else parameter.en,
        "value": parameter.default if given is None else given,
    }


async def _names(asked: Asked, question: Question, values: Mapping[str, str]) -> list[str]:
    """The columns of an answer without rows."""
    found = await asked.shelf.datasette.get_database(DATABASE).execute(question.sql, dict(values))
    return [column[0] for column in found.description]


PAGES = (
    Page(r"/question/(?P<name>[a-z0-9-]+)$", "kb/question.html", content, ("question.css",)),
    Page(r"/question/(?P<name>[a-z0-9-]+)\.(?P<format>csv|json)$", "", download),
)
