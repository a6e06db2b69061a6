"""One body compared with itself, and documents of no body compared with each other."""

from __future__ import annotations

from collections.abc import Iterator

from kb.comparing.change import NOWHERE, Change, Compared
from kb.comparing.differences import alone, differences, unclear
from kb.comparing.matching import Item, match
from kb.comparing.records import READERS, documents
from kb.comparing.scope import Scope, place_of_body
from kb.comparing.sides import ATTRIBUTES, Body, Edition, Side, edition_pairs
from kb.comparing.totals import whole_budgets
from kb.comparing.wording import near_any
from loaders.values.wording import fold

UNOWNED = "select id from documents where department_id is null and (:year is null or fiscal_year = :year) order by id"


def compared_body(old: Side, new: Side, before: Body | None, after: Body | None) -> Iterator[Compared]:
    """A body year by year; what is said of the body itself stands with the first of them."""
    pairs = edition_pairs(before, after)
    for number, (left, right) in enumerate(pairs, 1):
        scopes = _scope(old, before, left, right), _scope(new, after, right, left)
        own = tuple(_of_body(before, after, *scopes)) if number == 1 else ()
        totals = whole_budgets(*scopes)
        yield Compared(
            department=_label(before, after), old_id=before.id if before else None, new_id=after.id if after else None,
            years=(left.year if left else None, right.year if right else None),
            accounts=any(edition is not None and edition.accounts for edition in (left, right)),
            old_total=totals[0], new_total=totals[1], changes=(*own, *_records(*scopes)),
        )


def _label(before: Body | None, after: Body | None) -> str:
    body = after or before
    return body.label if body else ""


def _scope(side: Side, body: Body | None, edition: Edition | None, other: Edition | None) -> Scope | None:
    if body is None or edition is None:
        return None
    same_year = other is None or other.year == edition.year
    return Scope(side.connection, body.id, edition.documents, edition.year, same_year)


def _records(old: Scope | None, new: Scope | None) -> Iterator[Change]:
    """The differences of two years kind by kind; of a year that one side lacks, only the documents."""
    for kind, (read, near) in READERS.items():
        if kind == "document" or (old and new):
            yield from differences(list(read(old)) if old else [], list(read(new)) if new else [], near)


def _of_body(before: Body | None, after: Body | None, old: Scope | None, new: Scope | None) -> Iterator[Change]:
    """What became of the body itself: whether it is there, its name, what it is."""
    places = place_of_body(old) if old else NOWHERE, place_of_body(new) if new else NOWHERE
    if before is None or after is None:
        yield Change(
            result="vanished" if before else "appeared", kind="department", name=_label(before, after),
            old_id=before.id if before else None, new_id=after.id if after else None,
            old_place=places[0], new_place=places[1],
        )
        return
    said = [(name, before.attributes[name], after.attributes[name]) for name in ATTRIBUTES]
    if before.keys.isdisjoint(after.keys):
        said.insert(0, ("name", before.label, after.label))
    for what, left, right in said:
        if fold(left or "") != fold(right or "") and not (what == "parent" and before.parent_id == after.parent_id):
            yield Change(
                result="renamed" if what == "name" else "changed", kind="department", name=after.label, what=what,
                old=left, new=right, old_id=before.id, new_id=after.id, old_place=places[0], new_place=places[1],
            )


def compared_unowned(old: Side, new: Side) -> Iterator[Compared]:
    """Documents that name no body: matched by bytes and title, each pair compared by itself."""
    found = match(_unowned(old), _unowned(new), near_any)
    for left, right in sorted((*found.pairs, *found.reworded), key=lambda pair: (pair[1].place.path or "", pair[1].id)):
        scopes = _one_document(old, left, new), _one_document(new, right, old)
        yield _compared(right, tuple(_records(*scopes)))
    for group in found.unclear:
        yield _compared((*group[1], *group[0])[0], (unclear(group),))
    for item in found.vanished:
        yield _compared(item, (alone("vanished", item),))
    for item in found.appeared:
        yield _compared(item, (alone("appeared", item),))


def _compared(item: Item, changes: tuple[Change, ...]) -> Compared:
    return Compared(department=item.name, old_id=None, new_id=None, years=(None, None), changes=changes)


def _unowned(side: Side) -> list[Item]:
    ids = frozenset(row["id"] for row in side.connection.execute(UNOWNED, {"year": side.year}))
    return list(documents(Scope(side.connection, None, ids, side.year, same_year=True)))


def _one_document(side: Side, item: Item, other: Side) -> Scope:
    return Scope(side.connection, None, frozenset({item.id}), side.year, side.year == other.year)
