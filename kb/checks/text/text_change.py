"""The change of the budget equals the changes of basic and project expenditure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb.checks.figures.rounding import said_sums_to
from kb.checks.figures.said import Said
from kb.checks.figures.sheets import Sheets
from kb.checks.finding import Finding, summed, wan
from kb.checks.kinds import TextCheck
from kb.checks.page import page

PAGE = page(__name__)
OTHER_PARTS = frozenset({"reserve", "business_expenditure", "remit_to_superior", "subsidy_to_subordinate"})
"""Parts of expenditure beside basic and project."""


def find(statements: Sequence[Said], _: Sheets) -> Iterator[Finding]:
    """The change of the whole, where it is said once and is not the sum of the changes of its two parts."""
    changes: dict[str, dict[int, Said]] = defaultdict(dict)
    for one in statements:
        if one.change is not None:
            changes[one.item].setdefault(one.change, one)
    whole = changes.get("budget") or changes.get("expenditure") or {}
    parts = [changes.get(item, {}) for item in ("basic", "project")]
    if len(whole) != 1 or any(len(part) != 1 for part in parts) or changes.keys() & OTHER_PARTS:
        return
    total, one = next(iter(whole.items()))
    amounts = [next(iter(part)) for part in parts]
    if not said_sums_to(total, amounts):
        yield PAGE.finding("differs", one.subject, expected=summed(amounts), actual=wan(total), name=one.label)


CHECK = TextCheck(PAGE, find)
