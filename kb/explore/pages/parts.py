"""What has no page of its own and stands on that of its project: the way there, or to the passage that states it."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from datasette.utils.asgi import Response

from kb.explore.addresses import PAGES as ADDRESSES
from kb.explore.addresses import page_of, row_of
from kb.explore.grounds import passage
from kb.explore.site import Asked, Page

PARTS = ("disbursements", "funds", "goals", "indicators", "procurements")


async def part(table: str, asked: Asked) -> Response | None:
    """To the page of the project with its part marked; else to the passage; else to the row."""
    identifier = asked.names["id"]
    project = (
        "coalesce((select target_id from links where source_id = r.id and relation = 'procured_for'), r.project_id)"
        if table == "procurements" else "r.project_id"
    )
    row = await asked.shelf.row(
        f'select {project} as project_id, {passage(table, "r.id")} as passage_id from "{table}" r where id = ?',
        [identifier],
    )
    if row is None:
        return None
    if row["project_id"]:
        path = f"{page_of('projects', row['project_id'])}#f-{quote(identifier, safe='')}"
    else:
        path = page_of("passages", row["passage_id"]) if row["passage_id"] else row_of(table, identifier)
    return Response.redirect(asked.shelf.datasette.urls.path(path))


PAGES = tuple(
    Page(rf"/{ADDRESSES[table]}/(?P<id>[^/]+)$", "kb/project.html", partial(part, table)) for table in PARTS
)
