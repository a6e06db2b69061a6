"""Figures of the prose among themselves: a whole and its parts in one passage, and changes from last year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, summed, wan

WHOLES: dict[str, tuple[str, ...]] = {
    "expenditure": ("basic", "project"),
    "basic": ("personnel", "operating"),
    "three_public": ("abroad", "vehicle", "reception"),
    "vehicle": ("vehicle_purchase", "vehicle_operation"),
}
LISTS = {"income": "income_", "organ_operating": "organ_operating_part"}
"""Items with a list of parts, and how the items of the parts begin."""
OTHER_PARTS = frozenset({"reserve", "business_expenditure", "remit_to_superior", "subsidy_to_subordinate"})
"""Parts of expenditure beside basic and project."""
OTHER_SPENDING = ("经营支出", "上缴", "上解", "对附属", "结转")
"""Words of a sentence that names parts of expenditure beside basic and project."""
LIST_OF_ALL = ("其他", "其它")
"""How the last part of a list begins that claims to be complete."""


def parts_add_up(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Rule `text.parts`: in one passage, a whole equals its parts: expenditure = basic + project, basic = personnel +
    operating, 三公 = 出国 + 用车 + 接待, 用车 = 购置 + 运行.

    Why: the identities hold by definition. Tolerance: rounding. Excluded: passages that do not say all the parts, or
    say one item twice, and expenditure with further parts or whose parts are those of fiscal expenditure.
    """
    for passage in _passages(statements):
        amounts = {one.item: one for one in passage}
        said = Counter(one.item for one in passage)
        for whole, names in WHOLES.items():
            once = all(said[item] == 1 for item in (whole, *names))
            others = any(word in one.text for one in passage for word in OTHER_SPENDING) or "expenditure_fiscal" in said
            if once and not (whole == "expenditure" and others):
                yield from _sum("text.parts", amounts[whole], [amounts[name] for name in names])


def lists_add_up(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Rule `text.list`: a figure with a list of its parts (收入 by source, 机关运行经费 by class) equals their sum.

    Why: see `parts_add_up`. Tolerance: rounding. A list that does not end in 其他 may be incomplete, so it is only a
    finding when it adds up to more; the sources of income are complete when they are two or more, with what is carried
    over or without.
    """
    for passage in _passages(statements):
        for whole in (one for one in passage if one.item in LISTS):
            parts = [one for one in passage if one.item.startswith(LISTS[whole.item]) and one.text == whole.text]
            amounts, total = [one.fen or 0 for one in parts], whole.fen or 0
            complete = whole.item == "income" or any(one.name.startswith(LIST_OF_ALL) for one in parts)
            of_this_year = [one.fen or 0 for one in parts if one.item != "income_carry_over"]
            if len(parts) > 1 and (complete or exceeds(amounts, total)) and not sums_to(total, of_this_year):
                yield from _sum("text.list", whole, parts)


def changes_add_up(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """Rule `text.change`: the change of the budget equals the changes of basic and project expenditure.

    Why: a change typed for another item shows here. Tolerance: rounding. Excluded: documents that do not say all
    three changes, or one of them twice with different amounts, or that say the change of a further part.
    """
    changes: dict[str, dict[int, Said]] = defaultdict(dict)
    for one in statements:
        if one.change is not None:
            changes[one.item].setdefault(one.change, one)
    whole = changes.get("budget") or changes.get("expenditure") or {}
    parts = [changes.get(item, {}) for item in ("basic", "project")]
    others = changes.keys() & OTHER_PARTS
    if len(whole) == 1 and all(len(part) == 1 for part in parts) and not others:
        total, statement = next(iter(whole.items()))
        amounts = [next(iter(part)) for part in parts]
        if not sums_to(total, amounts):
            message = f"the change of {statement.name} differs from the changes of basic and project expenditure"
            yield statement.finding("text.change", "warning", message, summed(amounts), wan(total))


def _passages(statements: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """The statements with an amount of each passage."""
    passages: dict[str | None, list[Said]] = defaultdict(list)
    for one in statements:
        if one.fen is not None:
            passages[one.passage_id].append(one)
    yield from passages.values()


def _sum(rule: str, whole: Said, parts: Sequence[Said]) -> Iterator[Finding]:
    amounts, total = [part.fen or 0 for part in parts], whole.fen or 0
    if not sums_to(total, amounts):
        names = " + ".join(part.name for part in parts)
        yield whole.finding(rule, "error", f"{whole.name} differs from {names}", summed(amounts), wan(total))
