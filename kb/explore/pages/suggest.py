"""Names while somebody types, as JSON; and how browsers add the search to theirs."""

from __future__ import annotations

import sqlite3

from datasette.utils.asgi import Response

from kb.explore.addresses import page_of
from kb.explore.language import Speech
from kb.explore.site import Asked, Page
from kb.publishing.asking import NoIndex
from kb.publishing.hits import suggest
from kb.publishing.marking import marked

LONGEST = 200
"""Characters of a search that are read."""
SECONDS = 0.5


async def suggestions(asked: Asked) -> Response:
    """Names for what has been typed so far, as JSON; none where that would take too long."""
    words = " ".join(asked.word("q").split())[:LONGEST]
    try:
        rows = await asked.shelf.asked(lambda base: suggest(base, words), SECONDS) if words else []
    except (NoIndex, sqlite3.OperationalError):
        rows = []
    found = [_suggestion(asked, row, words) for row in rows]
    return Response.json({"q": words, "suggestions": found}, headers={"Vary": "Accept-Language, Cookie"})


def _suggestion(asked: Asked, row: sqlite3.Row, words: str) -> dict[str, object]:
    name, *_ = names_of(row, asked.speech)
    return {
        "kind": row["kind"], "kind_name": asked.speech(f"search.one_{row['kind']}"), "name": name,
        "pieces": marked(name, words), "detail": _detail(row), "code": row["code"],
        "address": asked.shelf.datasette.urls.path(page_of(row["kind"], row["id"])),
    }


def names_of(row: sqlite3.Row, speech: Speech) -> list[str]:
    """What a thing is called, the name to show first: as printed; a check in the reader's language."""
    names = [row["name"], *filter(None, (row["other"] or "").split("\n"))]
    return names[::-1] if row["kind"] == "checks" and speech.language == "en" else names


def _detail(row: sqlite3.Row) -> str:
    """The department of a thing and the year, where there is one of each."""
    year = row["last_year"] if row["first_year"] == row["last_year"] and row["kind"] != "regions" else None
    place = row["department"] or (row["region"] if row["regions"] == 1 and row["kind"] != "regions" else None)
    return " · ".join(str(part) for part in (place, year) if part)


async def description(asked: Asked) -> Response:
    """How browsers add this search to theirs (OpenSearch)."""
    datasette = asked.shelf.datasette
    base = datasette.absolute_url(asked.request, datasette.urls.instance()).rstrip("/")
    html = await datasette.render_template("kb/opensearch.xml", {"base": base}, request=asked.request)
    return Response(html, content_type="application/opensearchdescription+xml; charset=utf-8")


PAGES = (
    Page(r"/suggest\.json$", "", suggestions),
    Page(r"/opensearch\.xml$", "", description),
)
