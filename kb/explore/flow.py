"""Where the money of a budget goes: from its sources over functions to projects, as far as it is printed or linked.

What is not known flows through a node of its own that says so; nothing is spread by guess. Amounts are in 分.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kb.checks.figures.rounding import tolerance
from kb.explore.budget import Budget, by_level

MOST = 12
"""Nodes in a column; the smallest of more are bunched into one."""
SOURCE, WAY, FUNCTION, SPENDING, PROJECT = range(5)
"""The columns; in `WAY` and `SPENDING` stand the nodes of what is not stated."""
FISCAL_PARTS = {"一般公共预算", "政府性基金预算", "国有资本经营预算"}
FISCAL_WHOLE = "财政资金"
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Node:
    """One end of flows: a source, function, project, basic, unstated, or a rest that bunches `count` others."""

    kind: str
    key: str
    column: int
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Money from one node to another, and on what ground: a form or method, `remainder` for what is not stated."""

    source: Node
    target: Node
    fen: int
    ground: str


@dataclass(slots=True)
class Flow:
    """Ribbons in the order in which they were found, and what of a node flows nowhere that is known."""

    ribbons: list[Ribbon] = field(default_factory=list)

    def add(self, source: Node, target: Node, fen: int, ground: str) -> None:
        """One more ribbon; none where nothing flows."""
        if fen > 0:
            self.ribbons.append(Ribbon(source, target, fen, ground))


UNSTATED_FUNCTION = Node("unstated", "function", WAY)
BASIC = Node("basic", "basic", PROJECT)


def flow(budget: Budget, projects: Sequence[sqlite3.Row], funds: Sequence[sqlite3.Row]) -> Sequence[Ribbon]:
    """All flows of a budget; of documents that print no functions, from the sources of projects to these.

    `projects` have id, name, amount_fen, the `function_code` they are financed under and the method of that link;
    `funds` have project_id, source and amount_fen.
    """
    paid = _bunched([project for project in projects if (project["amount_fen"] or 0) > 0])
    if not budget.functions:
        return _of_funds(paid, funds)
    digits = by_level(budget.functions, MOST)
    nodes = _function_nodes(budget, digits)
    found = Flow()
    _to_functions(found, budget, nodes)
    _to_spending(found, budget, nodes, paid)
    return found.ribbons


@dataclass(frozen=True, slots=True)
class Paid:
    """A project or a bunch of them."""

    node: Node
    projects: Sequence[sqlite3.Row]


def _bunched(projects: Sequence[sqlite3.Row]) -> list[Paid]:
    """The largest projects one by one, the others together."""
    ordered = sorted(projects, key=lambda row: (-row["amount_fen"], row["name"], row["id"]))
    shown = ordered if len(ordered) <= MOST else ordered[:MOST - 1]
    rest = ordered[len(shown):]
    found = [Paid(Node("project", row["id"], PROJECT, row["name"]), [row]) for row in shown]
    if rest:
        found.append(Paid(Node("rest", "projects", PROJECT, count=len(rest)), rest))
    return found


def _function_nodes(budget: Budget, digits: int) -> Mapping[str, Node]:
    """The node of each code that money is printed for: that of its class, or of the level that fits the eye."""
    totals: dict[str, int] = defaultdict(int)
    for function in budget.functions:
        totals[function.code[:digits]] += function.total
    for _, code in budget.ways:
        totals.setdefault(code[:digits], 0)
    ordered = sorted(totals, key=lambda code: (-totals[code], code))
    shown = ordered if len(ordered) <= MOST else ordered[:MOST - 1]
    rest = Node("rest", "functions", FUNCTION, count=len(ordered) - len(shown))
    by_prefix = {code: Node("function", code, FUNCTION, budget.names.get(code, code)) if code in shown else rest
                 for code in ordered}
    codes = {function.code for function in budget.functions} | {code for _, code in budget.ways}
    return {code: by_prefix[code[:digits]] for code in codes}


def _to_functions(found: Flow, budget: Budget, nodes: Mapping[str, Node]) -> None:
    """From sources to functions: as printed, all from an only source, the rest through what is not stated."""
    totals = _sums((nodes[function.code], function.total) for function in budget.functions)
    printed: dict[tuple[str, Node], int] = defaultdict(int)
    for (source, code), fen in budget.ways.items():
        printed[source, nodes[code]] += fen
    only = _only_source(budget, sum(totals.values())) if not printed else None
    if only:
        printed = {(only, node): fen for node, fen in totals.items()}
    known = budget.sources or {source: 0 for source, _ in printed}
    for source, whole in known.items():
        start = Node("source", source, SOURCE)
        own = {node: fen for (name, node), fen in printed.items() if name == source}
        for node, fen in own.items():
            found.add(start, node, fen, "only_source" if only else budget.grounds.get(source, ""))
        found.add(start, UNSTATED_FUNCTION, _rest(whole, own.values()), "remainder")
    for node, whole in totals.items():
        paid = [fen for (name, one), fen in printed.items() if one == node and name in known]
        found.add(UNSTATED_FUNCTION, node, _rest(whole, paid), "remainder")


def _only_source(budget: Budget, spent: int) -> str | None:
    if len(budget.sources) != 1:
        return None
    (source, fen), = budget.sources.items()
    return source if not _rest(fen, [spent]) and not _rest(spent, [fen]) else None


def _to_spending(found: Flow, budget: Budget, nodes: Mapping[str, Node], projects: Sequence[Paid]) -> None:
    """From functions to basic expenditure and projects: by columns and links, the rest through what is not stated."""
    split = any(function.basic is not None or function.project is not None for function in budget.functions)
    basic = _sums((nodes[function.code], function.basic or 0) for function in budget.functions)
    left = _sums((nodes[function.code], _for_projects(function.total, function.basic, function.project))
                 for function in budget.functions)
    unlinked = {paid.node: sum(row["amount_fen"] for row in paid.projects if row["function_code"] not in nodes)
                for paid in projects}
    unstated = Node("unstated", "project", SPENDING if any(unlinked.values()) else PROJECT)
    given: dict[Node, int] = defaultdict(int)
    for node, fen in basic.items():
        found.add(node, BASIC, fen, "column")
    for paid in projects:
        for (node, method), fen in _linked(paid, nodes).items():
            found.add(node, paid.node, fen, method)
            given[node] += fen
    for node, fen in (left if split or projects else {}).items():
        found.add(node, unstated, _rest(fen, [given[node]]), "remainder")
    for node, fen in unlinked.items():
        found.add(unstated, node, fen, "remainder")


def _for_projects(total: int, basic: int | None, project: int | None) -> int:
    """What of a function is no basic expenditure: as printed, else all the rest."""
    return project if project is not None else max(total - (basic or 0), 0)


def _linked(paid: Paid, nodes: Mapping[str, Node]) -> dict[tuple[Node, str], int]:
    return _sums(((nodes[row["function_code"]], str(row["method"])), row["amount_fen"])
                 for row in paid.projects if row["function_code"] in nodes)


def _sums(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    found: dict[Key, int] = defaultdict(int)
    for key, fen in pairs:
        found[key] += fen
    return found


def _rest(whole: int, parts: Iterable[int]) -> int:
    """What is left of a whole; nothing where that may be rounding."""
    figures = [whole, *parts]
    left = whole - sum(figures[1:])
    return left if left > max(tolerance(figures), 10_000) else 0


def _of_funds(projects: Sequence[Paid], funds: Sequence[sqlite3.Row]) -> list[Ribbon]:
    """From the sources that project tables print to projects."""
    by_project: dict[str, dict[str, int]] = defaultdict(dict)
    for row in funds:
        if row["amount_fen"]:
            by_project[row["project_id"]].setdefault(row["source"], row["amount_fen"])
    found = Flow()
    for paid in projects:
        own = _sums(part for row in paid.projects for part in _apart(by_project.get(row["id"], {})).items())
        for source, fen in own.items():
            found.add(Node("fund", source, SOURCE, source), paid.node, fen, "funds")
        whole = sum(row["amount_fen"] for row in paid.projects)
        found.add(Node("unstated", "source", SOURCE), paid.node, _rest(whole, own.values()), "remainder")
    return found.ribbons


def _apart(funds: Mapping[str, int]) -> dict[str, int]:
    """The sources of a project that stand beside each other: parts of appropriations only where these are not printed.

    >>> _apart({"财政资金": 5, "一般公共预算": 5, "其他资金": 2})
    {'财政资金': 5, '其他资金': 2}
    """
    return {source: fen for source, fen in funds.items() if FISCAL_WHOLE not in funds or source not in FISCAL_PARTS}
