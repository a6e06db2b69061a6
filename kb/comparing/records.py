"""The records of one body and year, kind by kind, with what each is known by from year to year."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from kb.comparing.matching import Cell, Item
from kb.comparing.projects import indicators, projects
from kb.comparing.scope import Scope, money, place, quantity
from kb.comparing.wording import Near, bare, near_any, near_name, near_text, relative
from loaders.values.wording import fold


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


def budget_rows(scope: Scope) -> Iterator[Item]:
    """Rows of budget tables with their figures by column: by their codes, else by their name."""
    rows: dict[Hashable, list[sqlite3.Row]] = defaultdict(list)
    for row in scope.rows("budget_lines"):
        codes = row["code"], row["economic_code"], row["government_economic_code"]
        rows[row["passage_id"], row["form"], row["side"], *codes, row["unit"], row["name"]].append(row)
    yield from map(_budget_row, rows.values())


def _budget_row(figures: Sequence[sqlite3.Row]) -> Item:
    first = figures[0]
    table, name = (first["form"], first["side"], fold(first["unit"] or "")), fold(first["name"])
    codes = first["code"], first["economic_code"], first["government_economic_code"]
    label = f"{first['code']} {first['name']}" if first["code"] else first["name"]
    return Item(
        kind="budget_line", id=first["id"], name=f"{label} ({first['unit']})" if first["unit"] else label,
        words=name, owner=first["form"], place=place(first),
        keys=((table, codes, name), (table, codes) if any(codes) else None),
        cells=tuple(money(figure["item"], figure["amount_fen"]) for figure in figures),
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
                money("amount", row["amount_fen"]), quantity("quantity", row["quantity"]), *scope.texts(row, "unit"),
            ),
        )


def assets(scope: Scope) -> Iterator[Item]:
    """Assets: by name."""
    for row in scope.rows("assets"):
        yield Item(
            kind="asset", id=row["id"], name=row["name"], words=fold(row["name"]), place=place(row),
            keys=(fold(row["name"]),),
            cells=(quantity("quantity", row["quantity"]), money("value", row["value_fen"])),
        )


def statements(scope: Scope) -> Iterator[Item]:
    """Figures said in prose: by what they are of and what they are called."""
    for row in scope.rows("statements"):
        name = bare(row["name"], scope.year)
        yield Item(
            kind="statement", id=row["id"], name=row["name"], words=name, place=place(row),
            keys=((row["item"], row["code"], name),), cells=(money("amount", row["amount_fen"]),),
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
