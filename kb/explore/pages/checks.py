"""The list of checks with what they found, the page of a check, the page of a finding."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from kb.checks.shaping import check_shapes
from kb.explore.sheets import Block, blocks, cells
from kb.explore.site import Asked, Content, Page
from kb.schema import BY_NAME, CHECK_PARTS

CHECKS = """
select c.*, count(f.id) as findings, count(distinct f.document_id) as documents
from checks c left join findings f on f.rule = c.id group by c.id order by c.topic, c.id
"""
DOCUMENTS = """
select d.id, d.title, d.path, d.fiscal_year, n.name as department, count(*) as findings
from findings f join documents d on d.id = f.document_id left join departments n on n.id = d.department_id
where f.rule = ? group by d.id order by findings desc, d.path limit 200
"""
FINDINGS = """
select f.*, d.title, d.path, d.fiscal_year, p.page, p.first_line, p.last_line, p.text as passage
from findings f left join documents d on d.id = f.document_id left join passages p on p.id = f.passage_id
where f.rule = ? and (? = '' or f.document_id = ?) order by d.path, p.number, f.id limit ? offset ?
"""
FINDING = """
select f.*, d.title, d.path, d.fiscal_year, d.department_id, n.name as department, p.page, p.first_line, p.last_line,
  p.text as passage, c.title as check_title, c.title_zh as check_title_zh, c.why, c.why_zh,
  c.method, c.method_zh, c.tolerance, c.tolerance_zh, c.exclusions, c.exclusions_zh
from findings f left join documents d on d.id = f.document_id left join departments n on n.id = d.department_id
left join passages p on p.id = f.passage_id left join checks c on c.id = f.rule where f.id = ?
"""
NEIGHBOURS = """
select p.*, d.title, d.path from passages own join passages p on p.document_id = own.document_id
join documents d on d.id = p.document_id
where own.id = :id and (p.number between own.number - 3 and own.number + 3
  or p.structure = 'table_header' and p.table_number = own.table_number and p.number < own.number)
order by p.number limit 20
"""
STATED = """
select p.id from evidence e join passages p on p.id = e.passage_id
where e.record_table = ? and e.record_id = ? order by p.document_id, p.number limit 12
"""
NARROW = 6
"""Columns of tables that can stand beside each other."""
PLACES = 3
"""Places of one finding that are shown side by side."""
SHOWN = 50
"""Findings on one page of a check."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage with those around it: as blocks, the ids of all of them, and of those that are marked."""

    passage: sqlite3.Row
    blocks: list[Block]
    shown: set[str]
    marked: set[str]


async def all_checks(asked: Asked) -> Content:
    """Every check by topic, with the number of its findings."""
    rows = await asked.shelf.rows(CHECKS)
    return {"topics": [(topic, list(own)) for topic, own in groupby(rows, key=lambda row: row["topic"])]}


async def check(asked: Asked) -> Content | None:
    """One check: method, reason, exclusions; where it found something, document by document."""
    code = asked.names["id"]
    row = await asked.shelf.row("select * from checks where id = ?", [code])
    if row is None:
        return None
    document, start = asked.word("document"), asked.number("start")
    found = await asked.shelf.rows(FINDINGS, [code, document, document, SHOWN + 1, start])
    return {
        "check": row, "parts": CHECK_PARTS, "documents": await asked.shelf.rows(DOCUMENTS, [code]), "start": start,
        "found": found[:SHOWN], "following": start + SHOWN if len(found) > SHOWN else None, "document": document,
        "count": await asked.shelf.value("select count(*) from findings where rule = ?", [code]),
        "shapes": [shape for shape in check_shapes() if shape.code == code],
    }


async def finding(asked: Asked) -> Content | None:
    """One finding: what was expected, what is there, its places side by side, the record that it is about."""
    row = await asked.shelf.row(FINDING, [asked.names["id"]])
    if row is None:
        return None
    places = await _places(asked, row)
    narrow = all(block.width <= NARROW for place in places for block in place.blocks)
    return {
        "finding": row, "places": places, "narrow": narrow, "cells": cells, "subject": await _subject(asked, row),
    }


async def _places(asked: Asked, row: sqlite3.Row) -> list[Place]:
    """Where a finding is read: its passage, then others that state its record, each with what stands around."""
    wanted = [row["passage_id"]] if row["passage_id"] else []
    wanted += [one["id"] for one in await asked.shelf.rows(STATED, [row["subject_table"], row["subject_id"]])]
    found: list[Place] = []
    for identifier in dict.fromkeys(wanted):
        if near := next((place for place in found if identifier in place.shown), None):
            near.marked.add(identifier)
        elif len(found) < PLACES:
            around = await asked.shelf.rows(NEIGHBOURS, {"id": identifier})
            own = next(one for one in around if one["id"] == identifier)
            found.append(Place(own, list(blocks(around)), {one["id"] for one in around}, {identifier}))
    return found


async def _subject(asked: Asked, row: sqlite3.Row) -> tuple[str, str, str] | None:
    """The record that a finding is about: its table, its id and its label; passages are shown anyway."""
    table = row["subject_table"]
    if table not in BY_NAME or table == "passages":
        return None
    label = await asked.shelf.value(f'select "{BY_NAME[table].label}" from "{table}" where id = ?', [row["subject_id"]])
    return table, str(row["subject_id"]), str(label or row["subject_id"])


PAGES = (
    Page(r"/checks$", "kb/checks.html", all_checks),
    Page(r"/check/(?P<id>[^/]+)$", "kb/check.html", check, styles=("things.css",)),
    Page(r"/finding/(?P<id>[^/]+)$", "kb/finding.html", finding, styles=("things.css", "document.css")),
)
