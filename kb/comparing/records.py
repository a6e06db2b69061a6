"""The records of one body and year, kind by kind, with what each is known by from year to year."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.comparing.change import NOWHERE, Place
from kb.comparing.matching import Cell, Item
from kb.comparing.wording import Near, bare, near_any, near_name, near_text, relative
from loaders.values.wording import fold


@dataclass(frozen=True, slots=True)
class Scope:
    """The records that are read: of one body (None: of no body), in some documents of one side.

    `same_year` says whether the other side is of the same year, so that a year in a name means the same on both.
    """

    connection: sqlite3.Connection
    body: str | None
    documents: frozenset[str]
    year: int | None
    same_year: bool

    def rows(self, table: str) -> Iterator[sqlite3.Row]:
        """The records of a table in their order, each with its first passage, its document and its project."""
        seen: set[str] = set()
        given = {"body": self.body, "documents": json.dumps(sorted(self.documents))}
        for row in self.connection.execute(QUERIES[table], given):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row

    def names(self, name: str) -> tuple[str | None, str]:
        """What a name is known by: as it is, where the year is the same, and without its years."""
        return fold(name) if self.same_year else None, bare(name, self.year)

    def texts(self, row: sqlite3.Row, *columns: str) -> tuple[Cell, ...]:
        """Columns of text; a year in them counts from the year of the side."""
        return tuple(Cell(name, row[name], relative(row[name] or "", self.year) or None) for name in columns)


def _money(column: str, fen: int | None) -> Cell:
    """A column of money; a figure of nought and a blank say the same."""
    return Cell(column, fen, fen or None)


def _quantity(column: str, value: float | None) -> Cell:
    said = None if value is None else f"{value:.10g}"
    return Cell(column, said, said)


PROJECTS = "left join departments u on u.id = r.unit_id"
_PLACED = """
select r.*, {further} o.path, o.kind as document_kind, p.page, p.last_page, p.first_line, p.last_line
from {table} r
join documents o on o.id = r.document_id
{joined}
left join evidence e on e.record_table = '{table}' and e.record_id = r.id
left join passages p on p.id = e.passage_id
where r.department_id is :body and r.document_id in (select value from json_each(:documents))
order by o.path, r.document_id, {order}, r.id, p.number
"""


def _query(table: str, further: str = "", joined: str = "", order: str = "r.position") -> str:
    return _PLACED.format(table=table, further=further, joined=joined, order=order)


QUERIES = {
    "projects": _query("projects", "u.name as unit_name,", PROJECTS),
    "responsibilities": _query("responsibilities", order="p.number"),
    **{table: _query(table) for table in ("indicators", "budget_lines", "procurements", "assets", "statements")},
    "documents": """
select o.*, o.kind as document_kind, null as page, null as last_page, null as first_line, null as last_line
from documents o
where o.department_id is :body and o.id in (select value from json_each(:documents)) order by o.path, o.id
""",
}
BODY_PLACE = """
select o.path, p.page, p.last_page, p.first_line, p.last_line
from evidence e join passages p on p.id = e.passage_id join documents o on o.id = p.document_id
where e.record_table = 'departments' and e.record_id = :body
  and o.id in (select value from json_each(:documents))
order by o.path, p.number limit 1
"""
FUNDS = """
select f.project_id, f.source, sum(f.amount_fen) as fen from funds f
where f.document_id in (select value from json_each(:documents)) and f.amount_fen is not null
group by f.project_id, f.source order by f.project_id, f.source
"""


def place(row: sqlite3.Row) -> Place:
    """Where a record stands."""
    first, last = row["first_line"], row["last_line"]
    if row["last_page"] not in (None, row["page"]):
        last = None
    lines = None if first is None else str(first) if last in (None, first) else f"{first}-{last}"
    return Place(row["path"], row["page"], lines)


def place_of_body(scope: Scope) -> Place:
    """The first place that names the body."""
    given = {"body": scope.body, "documents": json.dumps(sorted(scope.documents))}
    row = scope.connection.execute(BODY_PLACE, given).fetchone()
    return place(row) if row else NOWHERE


def documents(scope: Scope) -> Iterator[Item]:
    """Documents: by their bytes, their title, and, where there is but one of a kind, by their kind."""
    for row in scope.rows("documents"):
        title = row["title"] or row["path"]
        sha = (Cell("sha256", row["sha256"], row["sha256"]),) if scope.same_year else ()
        yield Item(
            kind="document", id=row["id"], name=title, words=bare(title, scope.year), cells=sha, place=place(row),
            keys=(row["sha256"], (row["kind"], bare(title, scope.year))), near=row["kind"],
        )


def responsibilities(scope: Scope) -> Iterator[Item]:
    """Responsibilities: by their words."""
    for row in scope.rows("responsibilities"):
        yield Item(
            kind="responsibility", id=row["id"], name=row["text"], words=relative(row["text"], scope.year),
            keys=(relative(row["text"], scope.year),), near="text", place=place(row),
        )


def projects(scope: Scope) -> Iterator[Item]:
    """Projects with their funds and indicators: by code, then by name; printed in two documents they are one."""
    money: dict[str, list[Cell]] = defaultdict(list)
    for fund in scope.connection.execute(FUNDS, {"documents": json.dumps(sorted(scope.documents))}):
        money[fund["project_id"]].append(_money(f"fund: {fund['source']}", fund["fen"]))
    parts: dict[str, list[Item]] = defaultdict(list)
    for owner, indicator in _indicators(scope):
        parts[owner or ""].append(indicator)
    yield from _once([_project(scope, row, money[row["id"]], parts[row["id"]]) for row in scope.rows("projects")])


def _project(
    scope: Scope, row: sqlite3.Row, funds: Sequence[Cell], parts: Sequence[Item]
) -> tuple[str, Item]:
    exact, plain = scope.names(row["name"])
    unit = fold(row["unit_name"] or "")
    cells = (
        _money("amount", row["amount_fen"]), _money("executed", row["executed_fen"]),
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


COMPARED = ("actual", "level1", "level2", "description", "basis")


def budget_rows(scope: Scope) -> Iterator[Item]:
    """Rows of budget tables with their figures by column: by their codes, else by their name."""
    rows: dict[RowKey, list[sqlite3.Row]] = defaultdict(list)
    for row in scope.rows("budget_lines"):
        table = (row["document_kind"] == "final_accounts", row["form"], row["side"], fold(row["unit"] or ""))
        codes = (row["code"], row["economic_code"], row["government_economic_code"])
        rows[row["document_id"], table, codes, fold(row["name"])].append(row)
    for key, figures in rows.items():
        yield from _rows(key, figures)


RowKey = tuple[str, Hashable, tuple[str | None, ...], str]
"""Document, table with its side and unit, codes, folded name."""


def _rows(key: RowKey, figures: Sequence[sqlite3.Row]) -> Iterator[Item]:
    """One item, or several where a document prints several rows of one name: then a figure of a column repeats."""
    _, table, codes, name = key
    repeated: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for figure in figures:
        repeated[figure["item"]].append(figure)
    for number in range(max(map(len, repeated.values()))):
        own = {item: rows[number] for item, rows in repeated.items() if number < len(rows)}
        first = next(iter(own.values()))
        label = f"{first['code']} {first['name']}" if first["code"] else first["name"]
        yield Item(
            kind="budget_line", id=first["id"], name=f"{label} ({first['unit']})" if first["unit"] else label,
            words=name, owner=first["form"], place=place(first),
            keys=((table, codes, name), (table, codes) if any(codes) else None),
            cells=tuple(_money(item, row["amount_fen"]) for item, row in own.items()),
        )


def procurements(scope: Scope) -> Iterator[Item]:
    """What is bought: by project, thing and catalogue code."""
    for row in scope.rows("procurements"):
        name = " · ".join(part for part in (row["project_name"], row["item"]) if part) or row["label"] or row["kind"]
        key = (row["kind"], bare(name, scope.year))
        yield Item(
            kind="procurement", id=row["id"], name=name, words=bare(name, scope.year), place=place(row),
            keys=((*key, row["catalogue_code"]), key),
            cells=(
                _money("amount", row["amount_fen"]), _quantity("quantity", row["quantity"]), *scope.texts(row, "unit"),
            ),
        )


def assets(scope: Scope) -> Iterator[Item]:
    """Assets: by name."""
    for row in scope.rows("assets"):
        yield Item(
            kind="asset", id=row["id"], name=row["name"], words=fold(row["name"]), place=place(row),
            keys=(fold(row["name"]),),
            cells=(_quantity("quantity", row["quantity"]), _money("value", row["value_fen"])),
        )


def statements(scope: Scope) -> Iterator[Item]:
    """Figures said in prose: by what they are of and what they are called."""
    for row in scope.rows("statements"):
        name = bare(row["name"], scope.year)
        yield Item(
            kind="statement", id=row["id"], name=row["name"], words=name, place=place(row),
            keys=((row["item"], row["code"], name),), cells=(_money("amount", row["amount_fen"]),),
        )


READERS: dict[str, tuple[Callable[[Scope], Iterator[Item]], Near]] = {
    "document": (documents, near_any),
    "responsibility": (responsibilities, near_text),
    "project": (projects, near_name),
    "indicator": (indicators, near_name),
    "budget_line": (budget_rows, near_name),
    "procurement": (procurements, near_name),
    "asset": (assets, near_name),
    "statement": (statements, near_name),
}
"""Each kind with its reader, and when one thing of it is a rewording of another."""
