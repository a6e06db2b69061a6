"""SPARQL 1.1 Protocol: what a request asks, and how its answer or refusal is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from datasette.utils.asgi import Response

from kb.explore.remembering import memory_of
from kb.publishing.metadata import DATABASE
from kb.publishing.sparql import GRAPHS, MOST_ROWS, TABLES, Asked, Failure, Reason, Reply, pool

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

MOST_BYTES = 200_000
"""The longest request that is read."""
STATUS = {
    "malformed": 400, "refused": 403, "format": 406, "timeout": 504, "memory": 507, "busy": 503, "stopped": 503,
}
ALLOWED = "GET, HEAD, POST, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type", "Access-Control-Expose-Headers": "X-Rows-Cut-At",
}
QUERIES = ThreadPoolExecutor(max_workers=32, thread_name_prefix="sparql")
"""Threads that wait for workers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks: the query, the graphs that it chooses, and the name of a format."""

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


class Refused(Exception):
    """A request that is not answered: the status, one sentence that says why, and the kind of reason."""

    def __init__(self, status: int, sentence: str, reason: Reason = "refused") -> None:
        super().__init__(sentence)
        self.status = status
        self.reason: Reason = reason


async def wanted(request: Request) -> Wanted:
    """What a GET or POST asks, in each of the three forms of the protocol. Raises `Refused`."""
    words = parse_qs(request.query_string, keep_blank_values=True)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await body_of(request)
        if kind == "application/x-www-form-urlencoded":
            words |= parse_qs(body, keep_blank_values=True)
        elif kind == "application/sparql-query":
            words = {**words, "query": [body]}
        elif kind == "application/sparql-update":
            raise Refused(403, "Updates are refused: this store is for reading only.")
        else:
            raise Refused(415, "Send a query as application/sparql-query or application/x-www-form-urlencoded.")
    elif request.method not in ("GET", "HEAD"):
        raise Refused(405, "Ask by GET or POST.")
    return _read(words)


def _read(words: Mapping[str, list[str]]) -> Wanted:
    if "update" in words:
        raise Refused(403, "Updates are refused: this store is for reading only.")
    queries = words.get("query", [])
    if len(queries) > 1:
        raise Refused(400, "Ask one query at a time.")
    default, named = (tuple(words.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    return Wanted(queries[0] if queries else None, default, named, words.get("format", [""])[0])


async def body_of(request: Request) -> str:
    """The body as text; more than the limit is not kept. Raises `Refused`."""
    body, more = b"", True
    while more:
        message = await request.receive()
        body += message.get("body", b"")
        more = message.get("more_body", False) and message["type"] == "http.request"
        if len(body) > MOST_BYTES:
            raise Refused(413, f"The query is longer than {MOST_BYTES:,} bytes: shorten it.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The query is not UTF-8 text.") from None


def graph_folder(datasette: Datasette) -> Path:
    """The store beside the database that is served."""
    folder = Path(str(datasette.get_database(DATABASE).path)).parent / "graph"
    if not folder.is_dir():
        sentence = "There is no graph beside this database: serve the whole folder that kb build made."
        raise Refused(404, sentence, "stopped")
    return folder


def most_rows(datasette: Datasette) -> int:
    """The rows after which every answer is cut."""
    return int((datasette.plugin_config("budget_kb") or {}).get("sparql_rows", MOST_ROWS))


async def ask(datasette: Datasette, asked: Asked) -> Reply:
    """The answer of a worker, while others are served. Raises `Refused`."""
    limit = datasette.plugin_config("budget_kb") or {}
    asked = replace(asked, seconds=float(limit.get("sparql_seconds", asked.seconds)),
                    rows=min(asked.rows, most_rows(datasette)))
    workers = pool(graph_folder(datasette))

    async def answer(asked: Asked) -> Reply:
        return await asyncio.get_running_loop().run_in_executor(QUERIES, workers.ask, asked)

    try:
        return await memory_of(datasette).reply(asked, answer)
    except Failure as failure:
        raise Refused(STATUS[failure.reason], str(failure), failure.reason) from None


def sent(datasette: Datasette, reply: Reply, more: Mapping[str, str] | None = None) -> Response:
    """The answer as the protocol sends it."""
    media = {**TABLES, **GRAPHS}[reply.format]
    kind = media if reply.format in ("xml", "jsonld", "json") else f"{media}; charset=utf-8"
    headers = {"Vary": "Accept", **cors(datasette), **(more or {})}
    if reply.cut:
        headers["X-Rows-Cut-At"] = str(reply.rows)
    return Response(reply.body, headers=headers, content_type=kind)


def told(datasette: Datasette, refused: Refused) -> Response:
    """The refusal as a program reads it: status and sentence."""
    headers = {"Vary": "Accept", **cors(datasette)}
    if refused.status == 503:
        headers["Retry-After"] = "10"
    if refused.status == 405:
        headers["Allow"] = ALLOWED
    return Response(f"{refused}\n", refused.status, headers, "text/plain; charset=utf-8")


def cors(datasette: Datasette) -> dict[str, str]:
    """Whether pages of other sites may ask: only where the server was started so."""
    return CORS if datasette.cors else {}
