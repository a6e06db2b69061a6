"""From matched things to differences: what appeared, vanished, changed, was renamed, or cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.comparing.change import NOWHERE, Change, Result, Value, wan_text
from kb.comparing.matching import Cell, Group, Item, match
from kb.comparing.wording import Near, near_name
from loaders.values.wording import fold

HEADLINE = ("amount", "total", "value", "target", "quantity")
"""The column that stands for a whole thing when it appears or vanishes: the first of these that it has."""


def differences(old: Sequence[Item], new: Sequence[Item], near: Near) -> Iterator[Change]:
    """Every difference between the things of one kind."""
    found = match(old, new, near)
    for ours, theirs in found.pairs:
        yield from _between(ours, theirs, reworded=ours.words != theirs.words)
    for ours, theirs in found.reworded:
        yield from _between(ours, theirs, reworded=True)
    yield from (unclear(group) for group in found.unclear)
    yield from (alone("vanished", item) for item in found.vanished)
    yield from (alone("appeared", item) for item in found.appeared)


def _between(old: Item, new: Item, reworded: bool) -> Iterator[Change]:
    """The differences of one thing that stands on both sides, and of what belongs to it."""
    if reworded and fold(old.name) != fold(new.name):
        yield _changed("renamed", old, new, "text" if old.kind == "responsibility" else "name", old.name, new.name)
    columns = dict.fromkeys(cell.column for cell in (*old.cells, *new.cells))
    for column in columns:
        left, right = old.cell(column), new.cell(column)
        if not _same(left, right):
            yield _changed("changed", old, new, column, left.value, right.value)
    yield from differences(old.parts, new.parts, near_name)


def _same(old: Cell, new: Cell) -> bool:
    if isinstance(old.value, str) and isinstance(new.value, str) and fold(old.value) == fold(new.value):
        return True
    return old.told == new.told


def _changed(result: Result, old: Item, new: Item, what: str, before: Value, after: Value) -> Change:
    return Change(
        result=result, kind=new.kind, owner=new.owner, name=new.name, what=what, old=before, new=after,
        old_id=old.id, new_id=new.id, old_place=old.place, new_place=new.place,
    )


def alone(result: Result, item: Item) -> Change:
    """A thing that only one side has."""
    head = _headline(item)
    if result == "vanished":
        return Change(
            result=result, kind=item.kind, owner=item.owner, name=item.name, what=head.column if head else None,
            old=head.value if head else None, old_id=item.id, old_place=item.place,
        )
    return Change(
        result=result, kind=item.kind, owner=item.owner, name=item.name, what=head.column if head else None,
        new=head.value if head else None, new_id=item.id, new_place=item.place,
    )


def _headline(item: Item) -> Cell | None:
    """The cell that stands for the whole thing."""
    return next((cell for column in HEADLINE if (cell := item.cell(column)).value is not None), None)


def unclear(group: Group) -> Change:
    """Things of one name that could be matched in several ways, with what each side says of them."""
    old, new = group
    first = (*new, *old)[0]
    return Change(
        result="ambiguous", kind=first.kind, owner=first.owner, name=first.name, what=_what(group),
        old=_told(old), new=_told(new), old_id=_ids(old), new_id=_ids(new),
        old_place=old[0].place if old else NOWHERE, new_place=new[0].place if new else NOWHERE,
    )


def _what(group: Group) -> str | None:
    heads = {head.column for item in (*group[0], *group[1]) if (head := _headline(item))}
    return next((column for column in HEADLINE if column in heads), None)


def _ids(items: Sequence[Item]) -> str | None:
    return ",".join(item.id for item in items) or None


def _told(items: Sequence[Item]) -> str | None:
    heads = [_headline(item) for item in items]
    return "; ".join(_text(head.value) if head else "–" for head in heads) or None


def _text(value: Value) -> str:
    return wan_text(value) if isinstance(value, int) else value or "–"
