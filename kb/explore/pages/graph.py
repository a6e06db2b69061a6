"""The graph around a thing: a drawing and its twin, a table; the same as JSON, GEXF, GraphML and Cytoscape JSON."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from importlib import resources
from typing import BinaryIO

from datasette.utils.asgi import BadRequest, Response
from markupsafe import Markup

from kb.explore.graph.drawing import Drawing, drawing
from kb.explore.graph.names import kind_name
from kb.explore.graph.reach import network_of, reach
from kb.explore.graph.view import DEEPEST, KINDS, View, view_of
from kb.explore.site import Asked, Content, Page
from kb.exports import graphs
from kb.exports.cleaning import Network, clean
from kb.publishing.asking import NoIndex
from kb.publishing.hits import named
from kb.publishing.metadata import DATABASE

FILES: dict[str, tuple[Callable[[Network, BinaryIO], None], str]] = {
    "gexf": (graphs.gexf, "application/gexf+xml"), "graphml": (graphs.graphml, "application/graphml+xml"),
    "cyjs": (graphs.cytoscape, "application/json"),
}
HITS = 20
STARTS = {
    "start_shared": "select 'indicator_concepts' as kind, id, name as label from indicator_concepts"
                    " where project_count > 1 order by project_count desc, name limit 2",
    "start_copied": "select 'indicator_sets' as kind, id, label from indicator_sets"
                    " where project_count > 1 order by project_count desc, label limit 1",
    "start_project": "select 'projects' as kind, id, name as label from projects where amount_fen is not null"
                     " order by amount_fen desc, name limit 2",
    "start_duty": "select 'responsibilities' as kind, r.id, r.text as label from responsibilities r join links l"
                  " on l.source_table = 'responsibilities' and l.source_id = r.id and l.relation = 'funded_by'"
                  " group by r.id order by count(*) desc, r.id limit 1",
    "start_policy": "select 'policies' as kind, id, title as label from policies"
                    " where citation_count > 1 order by citation_count desc, title limit 1",
}
"""Where the graph is rich: by what the start page says of it."""
BUNDLE = resources.files("kb.explore").joinpath("static/vendor/graph.js")
"""What draws. In a bare checkout, before `make bundle`, it is not there; the table is."""


async def content(asked: Asked) -> Content | None:
    """The view that the address asks for; where to begin when it names nothing."""
    view = _view(asked)
    if view.focus is None and not view.ids:
        return await _beginning(asked)
    shown = await asked.shelf.datasette.get_database(DATABASE).execute_fn(lambda base: _drawn(base, view, asked))
    if shown is None:
        return None
    return {
        "shown": shown, "view": view, "data": _script(shown), "by_id": {node.id: node for node in shown.nodes},
        "depths": range(1, DEEPEST + 1),
        "bundled": BUNDLE.is_file(),
        "files": [(name, view.address(f"/graph.{name}")) for name in FILES],
    }


def _view(asked: Asked) -> View:
    try:
        return view_of(asked.request.args)
    except ValueError as error:
        raise BadRequest(f"{error}.") from error


def _drawn(connection: sqlite3.Connection, view: View, asked: Asked) -> Drawing | None:
    found = reach(connection, view)
    return None if found is None else drawing(connection, view, found, asked.speech)


def _script(shown: Drawing) -> Markup:
    """The drawing as JSON that can stand inside a page: no character of it can end the element."""
    text = json.dumps(shown.plain(), ensure_ascii=True)
    return Markup(text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}))


async def _beginning(asked: Asked) -> Content:
    words = asked.word("q").strip()
    database = asked.shelf.datasette.get_database(DATABASE)
    try:
        hits = await database.execute_fn(lambda base: named(base, words, KINDS, HITS)) if words else []
    except NoIndex as error:
        raise BadRequest(f"{str(error).capitalize()}.") from error
    rows = await asked.shelf.rows(
        "select d.id, d.name, count(p.id) as projects from departments d left join projects p on p.department_id = d.id"
        " group by d.id order by projects desc, d.name limit 60"
    )
    starts = [(name, row["kind"], row["id"], row["label"])
              for name, sql in STARTS.items() for row in await asked.shelf.rows(sql)]
    kinds = [(hit, kind_name(hit["kind"], asked.speech)) for hit in hits]
    return {"words": words, "hits": kinds, "departments": rows, "starts": starts}


async def file(asked: Asked) -> Response | None:
    """What is shown, as data: as the page draws it, or as a file for other programs."""
    view, name = _view(asked), asked.names["format"]
    if view.focus is None and not view.ids:
        raise BadRequest("Say what to show: focus=KIND:ID, or ids=KIND:ID,KIND:ID.")
    database = asked.shelf.datasette.get_database(DATABASE)
    if name == "json":
        shown = await database.execute_fn(lambda base: _drawn(base, view, asked))
        if shown is None:
            return None
        text = json.dumps(shown.plain(), ensure_ascii=True, indent=1)
        return Response(text, headers={"Vary": "Accept-Language, Cookie"}, content_type="application/json")
    body = await database.execute_fn(lambda base: _written(base, view, FILES[name][0]))
    headers = {"Content-Disposition": f'attachment; filename="graph.{name}"'}
    return None if body is None else Response(body, headers=headers, content_type=FILES[name][1])


def _written(
    connection: sqlite3.Connection, view: View, write: Callable[[Network, BinaryIO], None]
) -> bytes | None:
    found = reach(connection, view)
    if found is None:
        return None
    stream = io.BytesIO()
    write(clean(network_of(connection, found)), stream)
    return stream.getvalue()


PAGES = (
    Page(r"/graph$", "kb/graph.html", content, ("graph.css",), ("graph.js",)),
    Page(r"/graph\.(?P<format>json|gexf|graphml|cyjs)$", "", file),
)
