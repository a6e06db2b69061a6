"""The profile of a department by year, and another one beside it when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any

from kb.checks.figures.names import name_of
from kb.checks.page import told
from kb.explore.addresses import page_of
from kb.explore.budget import Budget
from kb.explore.charts import bars
from kb.explore.comparison import compared, departments_called, suggestions
from kb.explore.flow import Node, Ribbon
from kb.explore.language import Speech
from kb.explore.profile import Profile, profile
from kb.explore.sankey import WIDTH, Box, drawing
from kb.explore.shelf import Shelf
from kb.explore.site import Asked, Content, Page

FEN = 1_000_000
"""分 in one 万元."""
NAMES = """
select n.name, n.rule, n.reason, group_concat(distinct o.fiscal_year) as years, count(distinct o.id) as documents
from department_names n join documents o on o.id = n.document_id where n.department_id = ?
group by n.name, n.rule, n.reason order by min(o.fiscal_year), n.name
"""
CHANGES = """
select c.*, a.name as original, b.name as resulting from department_changes c
left join departments a on a.id = c.original_id left join departments b on b.id = c.resulting_id
where c.original_id = :id or c.resulting_id = :id order by c.first_year, c.id
"""


async def content(asked: Asked) -> Content | None:
    """A department; `with` names another one to stand beside it, `year` and `with_year` the years."""
    shelf, identifier = asked.shelf, asked.names["id"]
    accounts = {"accounts": True, "budget": False}.get(asked.word("basis"))
    own = await profile(shelf, identifier, asked.number("year"), accounts)
    if own is None:
        return None
    called = asked.word("with").strip()
    found = await departments_called(shelf, called) if called else []
    shared: dict[str, Any] = {
        "own": own, "called": called, "called_several": found if len(found) > 1 else [], "fen": FEN,
        "none_called": bool(called) and not found, "suggestions": await suggestions(shelf, own.department),
    }
    if len(found) == 1:
        other = await profile(shelf, found[0]["id"], asked.number("with_year"))
        if other is not None:
            return {**shared, "other": other, **await compared(shelf, own, other, asked.speech)}
    return {**shared, "other": None, **_money(own, asked.speech), **await _names(shelf, identifier)}


def _money(own: Profile, speech: Speech) -> Mapping[str, Any]:
    picture = drawing(own.ribbons)
    say = partial(_name, speech)
    return {
        "sources": bars(source_amounts(own.budget, speech)), "functions": bars(function_amounts(own)),
        "picture": picture, "picture_width": WIDTH, "say": say, "ground": partial(_ground, speech),
        "address": partial(_address, own), "printed_fen": partial(_printed, own.budget),
    }


async def _names(shelf: Shelf, identifier: str) -> Mapping[str, Any]:
    return {
        "printed_names": await shelf.rows(NAMES, [identifier]),
        "changes": await shelf.rows(CHANGES, {"id": identifier}),
    }


def source_amounts(budget: Budget, speech: Speech) -> list[tuple[str, float, str | None]]:
    """Income by source in 万元, the largest first."""
    return [(told(name_of(item), speech.language), fen / FEN, None)
            for item, fen in sorted(budget.sources.items(), key=lambda pair: -pair[1])]


def function_amounts(own: Profile) -> list[tuple[str, float, str | None]]:
    """Expenditure by class of function in 万元, the largest first, with the id of the class."""
    totals: dict[str, int] = defaultdict(int)
    for function in own.budget.functions:
        totals[function.code[:3]] += function.total
    return [(own.budget.names.get(code, code), fen / FEN, own.codes.get(code))
            for code, fen in sorted(totals.items(), key=lambda pair: -pair[1])]


def _name(speech: Speech, node: Node) -> str:
    if node.kind == "source":
        return told(name_of(node.key), speech.language)
    if node.kind == "rest":
        return speech("department.flow_rest", count=node.count)
    return node.name or speech(f"department.flow_{node.kind}_{node.key}")


def _printed(budget: Budget, box: Box) -> int:
    """What the tables print for a node; for one that they print nothing for, what flows through it."""
    if box.node.kind == "source":
        return budget.sources.get(box.node.key, box.fen)
    if box.node.kind == "function":
        return sum(one.total for one in budget.functions if one.code.startswith(box.node.key)) or box.fen
    return box.fen


def _ground(speech: Speech, ribbon: Ribbon) -> str:
    """On what ground a flow is drawn: a table as people call it, a link's method, or that nothing is stated."""
    if ribbon.ground in ("remainder", "only_source", "column", "funds"):
        return speech(f"department.ground_{ribbon.ground}")
    if ribbon.source.kind == "source":
        return told(name_of(ribbon.ground), speech.language)
    return speech.term("method", ribbon.ground)


def _address(own: Profile, node: Node) -> str:
    if node.kind == "project":
        return page_of("projects", node.key)
    return page_of("classifications", own.codes[node.key]) if node.kind == "function" and node.key in own.codes else ""


PAGE = Page(r"/department/(?P<id>[^/]+)$", "kb/department.html", content, styles=("department.css",))
