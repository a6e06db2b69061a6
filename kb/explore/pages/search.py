"""One box for everything: names first, then texts, kind by kind."""

from __future__ import annotations

from itertools import groupby

from kb.explore.site import Asked, Content, Page
from kb.publishing.metadata import DATABASE
from kb.publishing.search import search

MOST = 20
"""Hits that are shown of each kind."""


async def content(asked: Asked) -> Content:
    """The hits of the words, by table."""
    words = asked.word("q").strip()
    database = asked.shelf.datasette.get_database(DATABASE)
    hits = await database.execute_fn(lambda connection: search(connection, words, MOST)) if words else []
    return {"words": words, "found": [(table, list(own)) for table, own in groupby(hits, key=lambda hit: hit.table)]}


PAGE = Page(r"/search$", "kb/search.html", content)
