"""Projects with their funds and indicators, and what they are known by from year to year."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from kb.comparing.matching import Cell, Item
from kb.comparing.scope import Scope, money, place
from kb.comparing.wording import bare, relative
from loaders.values.wording import fold

FUNDS = """
select f.project_id, f.source, sum(f.amount_fen) as fen from funds f
where f.document_id in (select value from json_each(:documents)) and f.amount_fen is not null
group by f.project_id, f.source order by f.project_id, f.source
"""
COMPARED = ("actual", "level1", "level2", "description", "basis")
"""Columns of indicators beside the target."""


def projects(scope: Scope) -> Iterator[Item]:
    """Projects with their funds and indicators: by code, then by name; printed in two documents they are one."""
    funds: dict[str, list[Cell]] = defaultdict(list)
    for fund in scope.connection.execute(FUNDS, {"documents": json.dumps(sorted(scope.documents))}):
        funds[fund["project_id"]].append(money(f"fund: {fund['source']}", fund["fen"]))
    parts: dict[str, list[Item]] = defaultdict(list)
    for owner, indicator in _indicators(scope):
        parts[owner or ""].append(indicator)
    yield from _once([_project(scope, row, funds[row["id"]], parts[row["id"]]) for row in scope.rows("projects")])


def _project(scope: Scope, row: sqlite3.Row, funds: Sequence[Cell], parts: Sequence[Item]) -> tuple[str, Item]:
    """A project with the id of its document."""
    exact, plain = scope.names(row["name"])
    unit = fold(row["unit_name"] or "")
    cells = (
        money("amount", row["amount_fen"]), money("executed", row["executed_fen"]),
        *scope.texts(row, "attribute", "period", "purpose"), *funds,
    )
    return row["document_id"], Item(
        kind="project", id=row["id"], name=row["name"], words=exact or plain, cells=cells,
        keys=(row["code"], (exact, unit) if exact else None, exact, (plain, unit), plain),
        near=row["amount_fen"] or None, place=place(row),
        parts=tuple(replace(part, owner=row["name"]) for part in parts),
    )


def _once(found: Sequence[tuple[str, Item]]) -> Iterator[Item]:
    """Projects of one name in different documents of a year, whose codes and figures agree, are one project."""
    named: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for document, item in found:
        named[item.words].append((document, item))
    for same in named.values():
        items = [item for _, item in same]
        apart = len({document for document, _ in same}) == len(items)
        yield from [_joined(items)] if apart and _agree(items) else items


def _agree(items: Sequence[Item]) -> bool:
    said: dict[str, set[Hashable]] = defaultdict(set)
    for item in items:
        said["code"].add(item.keys[0])
        for cell in item.cells:
            if isinstance(cell.value, int):
                said[cell.column].add(cell.told)
    return all(len(values - {None}) <= 1 for values in said.values())


def _joined(items: Sequence[Item]) -> Item:
    fullest = max(items, key=lambda item: len(item.parts))
    cells: dict[str, Cell] = {}
    for item in (fullest, *items):
        for cell in item.cells:
            if cell.column not in cells or cells[cell.column].value is None:
                cells[cell.column] = cell
    keys = tuple(next((i.keys[n] for i in items if i.keys[n] is not None), None) for n in range(len(fullest.keys)))
    return replace(fullest, cells=tuple(cells.values()), keys=keys, near=cells["amount"].told)


def indicators(scope: Scope) -> Iterator[Item]:
    """Indicators of the body itself, of no project."""
    return (item for owner, item in _indicators(scope) if owner is None)


def _indicators(scope: Scope) -> Iterator[tuple[str | None, Item]]:
    for row in scope.rows("indicators"):
        name, level = bare(row["name"], scope.year), (row["level1"], row["level2"])
        measured = (row["operator"], row["value"], row["value_high"], row["unit"])
        told = measured if row["value"] is not None else relative(row["target"] or "", scope.year) or None
        yield row["project_id"], Item(
            kind="indicator", id=row["id"], name=row["name"], words=name, place=place(row),
            keys=((*level, name, relative(row["description"] or "", scope.year)), (*level, name), name),
            cells=(Cell("target", row["target"], told), *scope.texts(row, *COMPARED)),
            near=(*level, told) if told else None,
        )
