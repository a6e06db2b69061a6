"""What changed between two knowledge bases, or between two years of one: body by body, so that any number fits.

Things are matched by what they mean: bodies by id and name, projects by code and name, indicators within a project by
definition, rows of budget tables by code, responsibilities by wording. What could be matched in two ways is listed as
ambiguous, and nothing is guessed. Of a body, and of a year of it, that only one side has, only itself and its documents
are listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kb.comparing.bodies import compared_body, compared_unowned
from kb.comparing.change import COLUMNS, RESULTS, Change, Compared, Result, wan_text
from kb.comparing.records import READERS
from kb.comparing.sides import Body, Side, opened, same_bodies

KINDS = ("department", *READERS)
"""Everything that is compared, in the order in which differences are listed."""

__all__ = [
    "COLUMNS", "KINDS", "RESULTS", "Change", "Compared", "Result", "Side", "compare", "opened", "refusal",
    "wan_text",
]


def compare(
    old: Side, new: Side, *, department: str = "", kinds: Collection[str] = KINDS, results: Collection[str] = RESULTS
) -> Iterator[Compared]:
    """Every body of either side compared year by year, in a fixed order; those without differences too.

    `department` keeps bodies with this text in a name or as their id, `kinds` and `results` keep some differences.
    """
    for compared in _everything(old, new, department):
        kept = (one for one in compared.changes if one.kind in kinds and one.result in results)
        yield replace(compared, changes=tuple(sorted(kept, key=lambda one: KINDS.index(one.kind))))


def refusal(old: Side, new: Side, department: str = "") -> str | None:
    """Why two sides cannot be compared as wished, as one sentence: a year or a department that is not there."""
    for side in (old, new):
        years = side.all_years()
        if side.year is not None and side.year not in years:
            told = f"it has {', '.join(map(str, years))}" if years else "its documents name no year"
            return f"there is no document of {side.year} in {side.folder}; {told}"
    if department and not any(_is_called(body, department) for side in (old, new) for body in side.bodies().values()):
        return f"no department or unit on either side has the name or id {department}"
    return None


def _everything(old: Side, new: Side, department: str) -> Iterator[Compared]:
    for before, after in same_bodies(old.bodies(), new.bodies()):
        if any(body and _is_called(body, department) for body in (before, after)):
            yield from compared_body(old, new, before, after)
    if not department:
        yield from compared_unowned(old, new)


def _is_called(body: Body, words: str) -> bool:
    return body.id == words or any(words in name for name in (body.name, *body.names))
