"""What a comparison says: one row per difference, with both values and both places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Result = Literal["appeared", "vanished", "changed", "renamed", "ambiguous"]
RESULTS: tuple[Result, ...] = ("appeared", "vanished", "changed", "renamed", "ambiguous")
Value = str | int | None
"""Text as printed, or money in 分."""

FEN_PER_WAN = 1_000_000
COLUMNS = (
    "result", "kind", "department", "owner", "name", "what", "old", "new", "difference", "percent",
    "old_fen", "new_fen", "old_year", "new_year", "old_id", "new_id", "old_path", "old_page", "old_lines",
    "new_path", "new_page", "new_lines",
)
"""What a program reads of a difference; amounts, but for the columns in 分, are in 万元."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the file, the page if there are pages, and the lines."""

    path: str | None = None
    page: int | None = None
    lines: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `owner` is what the thing belongs to: a project, or a budget table; `what` the column.

    Of something ambiguous, `old_id` and `new_id` name all records that could be meant, with commas between them, and
    `old` and `new` their values, with semicolons.
    """

    result: Result
    kind: str
    name: str
    owner: str | None = None
    what: str | None = None
    old: Value = None
    new: Value = None
    old_id: str | None = None
    new_id: str | None = None
    old_place: Place = NOWHERE
    new_place: Place = NOWHERE

    @property
    def difference(self) -> int | None:
        """In 分, when both sides are money."""
        return self.new - self.old if isinstance(self.old, int) and isinstance(self.new, int) else None

    @property
    def percent(self) -> float | None:
        """The difference in percent of the old amount; nothing of nothing has no percentage."""
        return percent(self.old, self.new)


def percent(old: Value, new: Value) -> float | None:
    """
    >>> percent(300, 400), percent(0, 400), percent(None, 400)
    (33.33, None, None)
    """
    if isinstance(old, int) and isinstance(new, int) and old > 0:
        return round((new - old) * 100 / old, 2)
    return None


def wan(fen: int) -> float:
    """
    >>> wan(12_345_600)
    12.3456
    """
    return fen / FEN_PER_WAN


def wan_text(fen: int, *, sign: bool = False) -> str:
    """万元 for people, with at least two decimals and no more than there are.

    >>> wan_text(1_562_110_000), wan_text(123_450), wan_text(-5_000_000, sign=True), wan_text(5_000_000, sign=True)
    ('1,562.11', '0.12345', '-5.00', '+5.00')
    """
    whole, rest = divmod(abs(fen), FEN_PER_WAN)
    decimals = f"{rest:06d}".rstrip("0").ljust(2, "0")
    mark = "-" if fen < 0 else "+" if sign and fen > 0 else ""
    return f"{mark}{whole:,}.{decimals}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One body compared: its name, the two years, its whole budget on both sides in 分, and every difference.

    `accounts` says that final accounts are compared, and not budgets.

    A year of None means that this side has no document of the body, or that its document names no year.
    """

    department: str
    old_id: str | None
    new_id: str | None
    years: tuple[int | None, int | None]
    accounts: bool = False
    old_total: int | None = None
    new_total: int | None = None
    changes: tuple[Change, ...] = ()

    def count(self, kind: str, result: Result) -> int:
        """How many things of a kind have a result; a thing with several changed columns counts once."""
        ours = (one for one in self.changes if one.kind == kind and one.result == result)
        return len({(one.old_id, one.new_id) for one in ours})

    def rows(self) -> tuple[tuple[str | int | float | None, ...], ...]:
        """Every difference as programs read it, in the order of `COLUMNS`."""
        return tuple(self._row(one) for one in self.changes)

    def _row(self, one: Change) -> tuple[str | int | float | None, ...]:
        gain = one.difference
        return (
            one.result, one.kind, self.department, one.owner, one.name, one.what, _shown(one.old), _shown(one.new),
            None if gain is None else wan(gain), one.percent,
            one.old if isinstance(one.old, int) else None, one.new if isinstance(one.new, int) else None,
            *self.years, one.old_id, one.new_id, one.old_place.path, one.old_place.page, one.old_place.lines,
            one.new_place.path, one.new_place.page, one.new_place.lines,
        )


def _shown(value: Value) -> str | float | None:
    return wan(value) if isinstance(value, int) else value
