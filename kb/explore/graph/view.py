"""What the address of the graph page asks for. The address is the whole state: the same address, the same graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kb.exports.network import KINDS as EXPORTED
from kb.schema import BY_NAME

if TYPE_CHECKING:
    from datasette.utils import MultiParams

KINDS = (*EXPORTED, *(name for name in ("policies",) if name not in EXPORTED))
"""What the graph shows. Passages and evidence are on the page of the document."""
DEEPEST = 3
ADDRESSED = 500
"""So many things can be named in one address."""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A row, as addresses name it: its table and its id."""

    table: str
    id: str

    def __str__(self) -> str:
        return f"{self.table}:{self.id}"


@dataclass(frozen=True, slots=True)
class More:
    """How many of a bunch that is too large to be shown at once (`budget_lines.department_id`) are shown."""

    bunch: str
    count: int
    owner: Thing

    def __str__(self) -> str:
        return f"{self.bunch}~{self.count}~{self.owner}"


@dataclass(frozen=True, slots=True)
class View:
    """The thing in the middle, how far from it, which further things are opened, and which kinds are left out.

    `kinds` are the only kinds shown, if any are named; `hidden` are left out of them. `ids` shows just these things.
    """

    focus: Thing | None
    depth: int = 1
    opened: tuple[Thing, ...] = ()
    more: tuple[More, ...] = ()
    kinds: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    ids: tuple[Thing, ...] = ()

    def shows(self, kind: str) -> bool:
        """Whether things of a kind are shown."""
        return kind in (self.kinds or KINDS) and kind not in self.hidden

    def count_of(self, owner: Thing, bunch: str) -> int:
        """How many of a bunch are asked for beyond those shown at once."""
        return next((more.count for more in self.more if (more.owner, more.bunch) == (owner, bunch)), 0)

    def with_opened(self, thing: Thing) -> View:
        """With the neighbours of a thing; without them if it is opened."""
        others = tuple(other for other in self.opened if other != thing)
        return replace(self, opened=others if thing in self.opened else (*others, thing))

    def with_more(self, more: More) -> View:
        """With so many of a bunch."""
        others = (other for other in self.more if (other.owner, other.bunch) != (more.owner, more.bunch))
        return replace(self, more=(*others, more))

    def with_hidden(self, kind: str) -> View:
        """Without a kind; with it if it is hidden."""
        others = tuple(other for other in self.hidden if other != kind)
        return replace(self, hidden=others if kind in self.hidden else (*others, kind))

    def at_depth(self, depth: int) -> View:
        """So many steps from the focus."""
        return replace(self, depth=depth)

    def address(self, path: str = "/graph") -> str:
        """The address of this view."""
        words: list[tuple[str, str]] = [("focus", str(self.focus))] if self.focus else []
        words += [("depth", str(self.depth))] if self.depth != 1 else []
        words += [(name, ",".join(kinds)) for name, kinds in (("kinds", self.kinds), ("hide", self.hidden)) if kinds]
        words += [("open", str(thing)) for thing in self.opened]
        words += [("more", str(more)) for more in self.more]
        words += [("ids", ",".join(map(str, self.ids)))] if self.ids else []
        return f"{path}?{urlencode(words, safe=':,~')}"


def view_of(words: MultiParams) -> View:
    """The view that the words of an address ask for. Raises `ValueError`, in a sentence, where they make no sense."""
    depth = words.get("depth") or "1"
    if not depth.isdecimal() or int(depth) > DEEPEST:
        raise ValueError(f"depth counts steps from 0 to {DEEPEST}, not {depth[:20]!r}")
    focus = words.get("focus")
    return View(
        thing_of(focus) if focus else None, int(depth),
        _few(thing_of(name) for name in words.getlist("open")),
        tuple(_more_of(text) for text in words.getlist("more")[:ADDRESSED]),
        _kinds_of(words.get("kinds")), _kinds_of(words.get("hide")),
        _few(thing_of(name) for name in (words.get("ids") or "").split(",") if name),
    )


def thing_of(name: str) -> Thing:
    """The thing that a name such as `projects:0f` names.

    >>> thing_of("projects:0f").id
    '0f'
    """
    table, _, identifier = name.partition(":")
    if table not in KINDS or table not in BY_NAME or not identifier:
        raise ValueError(f"{name[:60]!r} names no thing; a name is KIND:ID, and the kinds are {', '.join(KINDS)}")
    return Thing(table, identifier)


def _few(things: Iterable[Thing]) -> tuple[Thing, ...]:
    named = tuple(dict.fromkeys(things))
    if len(named) > ADDRESSED:
        raise ValueError(f"an address can name {ADDRESSED} things, not {len(named)}")
    return named


def _more_of(text: str) -> More:
    bunch, _, rest = text.partition("~")
    count, _, owner = rest.partition("~")
    if not count.isdecimal() or len(count) > 6:
        raise ValueError(f"{text[:60]!r} does not say how many to show")
    return More(bunch, int(count), thing_of(owner))


def _kinds_of(text: str | None) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(filter(None, (text or "").split(","))))
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"there is no kind {unknown[0][:40]!r}; the kinds are {', '.join(KINDS)}")
    return kinds
