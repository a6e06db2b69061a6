"""What has no page of its own: the way to its place on the page of its project, else all that is known of it."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response

from kb.checks.figures.names import name_of
from kb.explore.addresses import PAGES as ADDRESSES
from kb.explore.addresses import page_of
from kb.explore.graph.names import edge_name, term_name
from kb.explore.grounds import FINDINGS, decidable, label, sources, ties
from kb.explore.language import Speech
from kb.explore.site import Asked, Content, Page
from kb.schema import BY_NAME

PARTS = ("disbursements", "funds", "goals", "indicators", "procurements")
"""What stands on the page of its project, if it has one."""
ALONE = ("assets", "budget_lines", "citations", "headcounts", "indicator_sets", "links", "measures", "statements")
"""What stands on a page of its own."""
UNSAID = ("position", "label", "document_id")
MEMBERS = {"indicator_sets": "select id, name from projects where indicator_set_id = ? order by name, id limit 200"}
"""The projects that a record stands for."""
NAME = f"select {label('w.kind', 'w.id')} from (select ? as kind, ? as id) w"
"""What people call a record."""


async def part(table: str, asked: Asked) -> Content | Response | None:
    """To the page of the project with its part marked; where it has none, the record itself."""
    identifier = asked.names["id"]
    project = (
        "coalesce((select target_id from links where source_table = 'procurements' and source_id = r.id"
        " and relation = 'procured_for' order by score desc, id), r.project_id)"
        if table == "procurements" else "r.project_id"
    )
    owner = await asked.shelf.value(f'select {project} from "{table}" r where id = ?', [identifier])
    if owner is None:
        return await record(table, asked)
    path = f"{page_of('projects', owner)}#f-{quote(identifier, safe='')}"
    return Response.redirect(asked.shelf.datasette.urls.path(path))


async def record(table: str, asked: Asked) -> Content | None:
    """A record with all its fields, its passages, its links and what checks found."""
    shelf, identifier = asked.shelf, asked.names["id"]
    row = await shelf.row(f'select * from "{table}" where id = ?', [identifier])
    if row is None:
        return None
    fields = []
    for column in BY_NAME[table].columns:
        value = row[column.name]
        if value in (None, "") or column.name in UNSAID or column.name.endswith(("_fen", "_zh")):
            continue
        other = str(row[column.table_column]) if column.table_column else column.target
        name = await shelf.value(NAME, [other, value]) if other else None
        said = value if other else spoken(table, column.name, value, asked.speech)
        fields.append((term_name(column.predicate, asked.speech), column.name, said, other, name))
    document = await shelf.row(
        "select id, coalesce(title, path) as title from documents where id = ?",
        [row["document_id"] if BY_NAME[table].document_bound else None],
    )
    return {
        "table": table, "row": row, "relation_name": partial(edge_name, speech=asked.speech), "fields": fields,
        "document": document,
        "title": await shelf.value(NAME, [table, identifier]),
        "sources": await sources(shelf, table, identifier), "tied": await ties(shelf, table, identifier),
        "found": await shelf.rows(FINDINGS, [table, identifier]),
        "members": await shelf.rows(MEMBERS[table], [identifier]) if table in MEMBERS else [],
        "decisions": decidable(dict(row)) if table == "links" else [],
    }


def spoken(table: str, column: str, value: object, speech: Speech) -> object:
    """A value as readers know it: codes of ours by their names, everything else as printed."""
    if column in ("form", "item") and table in ("budget_lines", "statements"):
        return str(getattr(name_of(str(value)), speech.language))
    if column == "relation":
        return edge_name(str(value), speech)
    group = {"goals": "goal_scope", "indicator_sets": "spread"}.get(table, column)
    return speech.term(group, value) if isinstance(value, str) else value


async def signature(asked: Asked) -> Response | None:
    """To the uses of an indicator that have this target."""
    concept = await asked.shelf.value(
        "select concept_id from indicator_signatures where id = ?", [asked.names["id"]]
    )
    if concept is None:
        return None
    path = f"{page_of('indicator_concepts', concept)}?{urlencode({'target': asked.names['id']})}#users"
    return Response.redirect(asked.shelf.datasette.urls.path(path))


async def evidence(asked: Asked) -> Response | None:
    """To the passage that states a record."""
    passage = await asked.shelf.value("select passage_id from evidence where id = ?", [asked.names["id"]])
    return None if passage is None else Response.redirect(asked.shelf.datasette.urls.path(page_of("passages", passage)))


async def content(asked: Asked) -> Content | Response | None:
    """The record that an address names: its place on the page of its project, or itself."""
    table = TABLES[asked.names["kind"]]
    return await (part if table in PARTS else record)(table, asked)


TABLES = {ADDRESSES[table]: table for table in (*PARTS, *ALONE)}
PAGES = (
    Page(rf"/(?P<kind>{'|'.join(TABLES)})/(?P<id>[^/]+)$", "kb/record.html", content, styles=("things.css",)),
    Page(r"/signature/(?P<id>[^/]+)$", "", signature),
    Page(r"/evidence/(?P<id>[^/]+)$", "", evidence),
)
