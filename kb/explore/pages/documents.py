"""The list of documents; a document as it was read, sheet by sheet; the way from a passage to its sheet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import groupby, pairwise
from urllib.parse import quote

from datasette.utils.asgi import Response

from kb.explore.addresses import page_of
from kb.explore.grounds import label
from kb.explore.sheets import Sheet, blocks, cells, sheets
from kb.explore.site import Asked, Content, Page

HEAD = """
select d.*, n.name as department, r.name as region,
  (select count(*) from findings f where f.document_id = d.id) as findings
from documents d left join departments n on n.id = d.department_id left join regions r on r.id = d.region_code
"""
LIST = f"""
{HEAD} where (:region = '' or d.region_code = :region) and (:year = '' or d.fiscal_year = cast(:year as integer))
and (:kind = '' or d.kind = :kind) and (:coverage = '' or (d.coverage < 1) = (:coverage = 'part'))
order by r.name, n.name, d.fiscal_year, d.path limit :most offset :start
"""
CHOICES = {
    "region": "select distinct r.code, r.name from documents d join regions r on r.code = d.region_code order by 2",
    "year": "select distinct fiscal_year, fiscal_year from documents where fiscal_year is not null order by 1 desc",
    "kind": "select distinct kind, kind from documents where kind is not null order by 1",
}
OUTLINE = "select number, page, table_number from passages where document_id = ? order by number"
PASSAGES = """
select p.*, p.id in (select id from unread where document_id = :id) as unread
from passages p where p.document_id = :id and p.number between :first and :last order by p.number
"""
FACTS = f"""
select p.id as passage_id, e.record_table, e.record_id, {label('e.record_table', 'e.record_id')} as label
from passages p join evidence e on e.passage_id = p.id
where p.document_id = :id and p.number between :first and :last and e.record_table <> 'document_years'
order by p.number, e.record_table, label, e.record_id
"""
FINDINGS = """
select f.*, p.number from findings f left join passages p on p.id = f.passage_id
where f.document_id = ? order by p.number, f.rule, f.id
"""
UNREAD = """
select u.id, u.text from unread u join passages p on p.id = u.id where u.document_id = ? order by p.number
"""
SHOWN = 100
"""Documents on one page of the list."""


async def all_documents(asked: Asked) -> Content:
    """The documents that a reader chooses by region, year, kind and coverage."""
    chosen = {name: asked.word(name) for name in ("region", "year", "kind", "coverage")}
    start = asked.number("start")
    found = await asked.shelf.rows(LIST, {**chosen, "most": SHOWN + 1, "start": start})
    choices = {name: await asked.shelf.rows(sql) for name, sql in CHOICES.items()}
    return {
        "found": found[:SHOWN], "chosen": chosen, "choices": choices,
        "following": start + SHOWN if len(found) > SHOWN else None,
    }


async def document(asked: Asked) -> Content | Response | None:
    """One sheet of a document: its passages with their facts and findings."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(f"{HEAD} where d.id = ?", [identifier])
    if head is None:
        return None
    cut = sheets(await shelf.rows(OUTLINE, [identifier]))
    if at := asked.number("at"):
        return await _page_of_paper(asked, identifier, at, cut)
    number = asked.number("page", 1)
    if cut and not 1 <= number <= len(cut):
        return None
    sheet = cut[number - 1] if cut else Sheet(0, 0)
    shown = {"id": identifier, "first": sheet.first, "last": sheet.last}
    findings = await shelf.rows(FINDINGS, [identifier])
    unread = await shelf.rows(UNREAD, [identifier]) if head["unread"] else []
    facts = await shelf.rows(FACTS, shown)
    return {
        "document": head, "sheets": cut, "number": number, "cells": cells, "findings": findings,
        "blocks": list(blocks(await shelf.rows(PASSAGES, shown))), "facts": _facts(asked, facts),
        "marked": _by_passage(findings), "unread": unread,
        "next_unread": {one["id"]: other["id"] for one, other in pairwise(unread)},
    }


async def _page_of_paper(asked: Asked, identifier: str, page: int, cut: Sequence[Sheet]) -> Response | None:
    """To the sheet on which a printed page stands; to the next one where nothing was read from it."""
    first = await asked.shelf.row(
        "select number, page from passages where document_id = ? and page >= ? order by page, number",
        [identifier, page],
    )
    if first is None:
        return None
    number = next(place for place, sheet in enumerate(cut, 1) if sheet.first <= first["number"] <= sheet.last)
    path = asked.shelf.datasette.urls.path(page_of("documents", identifier))
    return Response.redirect(f"{path}?page={number}#page-{first['page']}")


def _facts(asked: Asked, rows: Sequence[sqlite3.Row]) -> dict[str, list[tuple[str, list[tuple[str, str]]]]]:
    """The records of each passage, kind by kind, each with the address of its page and its name."""

    def named(row: sqlite3.Row) -> tuple[str, str]:
        table, path = row["record_table"], asked.shelf.datasette.urls.path
        return path(page_of(table, row["record_id"])), row["label"] or asked.speech.term("table", table)

    return {
        passage: [(table, [named(row) for row in own])
                  for table, own in groupby(of_passage, key=lambda row: row["record_table"])]
        for passage, of_passage in groupby(rows, key=lambda row: row["passage_id"])
    }


def _by_passage(findings: Sequence[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = {}
    for row in findings:
        if row["passage_id"]:
            found.setdefault(row["passage_id"], []).append(row)
    return found


async def passage(asked: Asked) -> Response | None:
    """To the sheet of its document on which a passage stands, and to its place there."""
    row = await asked.shelf.row("select * from passages where id = ?", [asked.names["id"]])
    if row is None:
        return None
    cut = sheets(await asked.shelf.rows(OUTLINE, [row["document_id"]]))
    number = next(place for place, sheet in enumerate(cut, 1) if sheet.first <= row["number"] <= sheet.last)
    sheet = f"?page={number}" if number > 1 else ""
    path = asked.shelf.datasette.urls.path(page_of("documents", row["document_id"]))
    return Response.redirect(f"{path}{sheet}#p-{quote(row['id'], safe='')}")


PAGES = (
    Page(r"/documents$", "kb/documents.html", all_documents),
    Page(r"/document/(?P<id>[^/]+)$", "kb/document.html", document, styles=("document.css", "things.css")),
    Page(r"/passage/(?P<id>[^/]+)$", "kb/document.html", passage),
)
