"""The money of one body in one year as its budget tables print it: by source, by function, and which pays for which."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.checks.amounts.sum_sources import SOURCES, WHOLES, ways_to_sum
from kb.checks.figures.rounding import sums_to
from kb.explore.shelf import Shelf

FISCAL = ("general_public", "fiscal")
"""Sources that a table of appropriations may be about."""
OF_FORM = {"fiscal_expenditure": FISCAL, "government_fund": ("government_fund",)}
"""Tables about the money of one source, and which sources these may be."""
SPENT = ("expenditure", "fiscal_expenditure", "income")
"""Tables that print expenditure by function, the widest first; an income table by function says what it is for."""
LINES = """
select b.form, b.item, b.code, b.name, b.amount_fen, b.document_id, b.classification_id as id,
  coalesce(b.economic_code, '') || '/' || coalesce(b.government_economic_code, '') as economic
from budget_lines b join documents d on d.id = b.document_id
where b.department_id = :id and d.fiscal_year is :year and (d.kind is 'final_accounts') = :accounts
  and b.form in ('income', 'expenditure', 'fiscal_expenditure', 'government_fund') and b.side is null
  and b.amount_fen is not null and (b.unit is null or d.department_id is not :id)
order by b.document_id, b.position, b.rowid
"""


@dataclass(frozen=True, slots=True)
class Function:
    """A functional code with its expenditure in 分; a part that is not printed is None."""

    code: str
    name: str
    id: str | None
    total: int
    basic: int | None = None
    project: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Income by source, expenditure by the most detailed codes, and what of a source goes to which code; in 分.

    `ways` holds what one printed cell says, `grounds` the form of the table that says so, by source; `names` are
    those of all printed codes.
    """

    income: int | None = None
    expenditure: int | None = None
    sources: Mapping[str, int] = field(default_factory=dict)
    functions: Sequence[Function] = ()
    ways: Mapping[tuple[str, str], int] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


Lines = Sequence[sqlite3.Row]


async def budget_of(shelf: Shelf, identifier: str, year: int | None, accounts: bool) -> Budget:
    """The budget of a department or unit in a year, or its final accounts; of each table the longest one printed."""
    tables = _longest(await shelf.rows(LINES, {"id": identifier, "year": year, "accounts": accounts}))
    return read_budget(tables)


def _longest(lines: Lines) -> Mapping[str, Lines]:
    """Of each form the lines of the document that prints most of them."""
    found: dict[str, dict[str, list[sqlite3.Row]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        found[line["form"]][line["document_id"]].append(line)
    return {form: max(documents.values(), key=len) for form, documents in found.items()}


def read_budget(tables: Mapping[str, Lines]) -> Budget:
    """The budget that the lines of its tables print."""
    whole = _whole(tables.get("income", ()))
    spent = next((form for form in SPENT if _leaves(tables.get(form, ()))), "")
    sources = sources_of(whole)
    ways, grounds = _ways(tables, sources)
    spending = _whole(tables.get("expenditure", ())) or _whole(tables.get("fiscal_expenditure", ()))
    return Budget(
        whole.get("total"), spending.get("total"), sources, _functions(tables.get(spent, ())), ways, grounds,
        {line["code"]: line["name"] for lines in tables.values() for line in reversed(lines) if line["code"]},
    )


def _whole(lines: Lines) -> dict[str, int]:
    """The row of totals by column: the first that is printed."""
    found: dict[str, int] = {}
    for line in lines:
        if line["code"] is None:
            found.setdefault(line["item"], line["amount_fen"])
    return found


def sources_of(whole: Mapping[str, int]) -> dict[str, int]:
    """The columns of the row of totals that stand beside each other as sources; nested and empty ones are left out.

    >>> sources_of({"total": 9_000_000, "fiscal": 8_000_000, "general_public": 8_000_000, "other": 1_000_000})
    {'fiscal': 8000000, 'other': 1000000}
    >>> sources_of({"total": 5_000_000, "general_public": 4_000_000, "上年余额": 1_000_000, "上年余额/其中": 1_000_000})
    {'general_public': 4000000, '上年余额': 1000000}
    """
    known = {name: whole[name] for name in SOURCES if whole.get(name)}
    others = {name: fen for name, fen in whole.items() if fen and name not in (*SOURCES, *WHOLES)}
    plain = {name: fen for name, fen in others.items() if "/" not in name}
    total = whole.get("total")
    for way in ways_to_sum(known):
        for more in ({}, plain, others):
            if total is not None and sums_to(total, [*way.values(), *more.values()]):
                return {**way, **more}
    return dict(ways_to_sum(known)[0])


def _leaves(lines: Lines) -> dict[tuple[str, str], int]:
    """Amounts of the most detailed codes by code and column; rows of economic classes are summed where no whole is."""
    codes = {line["code"] for line in lines if line["code"]}
    leaves = {code for code in codes if not any(other != code and other.startswith(code) for other in codes)}
    cells: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for line in lines:
        if line["code"] in leaves:
            cells[line["code"], line["item"]].setdefault(line["economic"], line["amount_fen"])
    return {cell: parts["/"] if "/" in parts else sum(parts.values()) for cell, parts in cells.items()}


def _functions(lines: Lines) -> list[Function]:
    leaves = _leaves(lines)
    names = {line["code"]: (line["name"], line["id"]) for line in reversed(lines)}
    return [
        Function(code, *names[code], total, _basic(leaves, code), leaves.get((code, "project")))
        for (code, item), total in leaves.items() if item == "total" and total
    ]


def _basic(leaves: Mapping[tuple[str, str], int], code: str) -> int | None:
    """Basic expenditure as printed, else the sum of what is printed of personnel and operating."""
    parts = [leaves[code, item] for item in ("personnel", "operating") if (code, item) in leaves]
    return leaves.get((code, "basic"), sum(parts) if parts else None)


def _ways(
    tables: Mapping[str, Lines], sources: Mapping[str, int]
) -> tuple[dict[tuple[str, str], int], dict[str, str]]:
    """What of each source goes to which code: by the table of income, else by the table about that source."""
    found: dict[tuple[str, str], int] = {}
    grounds: dict[str, str] = {}
    for (code, item), fen in _leaves(tables.get("income", ())).items():
        if item in sources and fen:
            found[item, code] = fen
            grounds[item] = "income"
    for form, items in OF_FORM.items():
        leaves = {code: fen for (code, item), fen in _leaves(tables.get(form, ())).items() if item == "total" and fen}
        source = next((item for item in items if item in sources and item not in grounds
                       and sums_to(sources[item], list(leaves.values()))), None)
        if source and leaves:
            found.update({(source, code): fen for code, fen in leaves.items()})
            grounds[source] = form
    return found, grounds


def by_level(functions: Iterable[Function], most: int) -> int:
    """The digits of the most detailed level of codes that has no more than so many of them; classes where none has.

    >>> by_level([Function(f"20103{n:02}", "", None, 1) for n in range(13)], 12)
    5
    """
    codes = [function.code for function in functions]
    return next((digits for digits in (7, 5) if len({code[:digits] for code in codes}) <= most), 3)
