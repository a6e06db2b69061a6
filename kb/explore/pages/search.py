"""One box for everything: names first, then texts with the words marked; by kind, region and year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from kb.explore.addresses import page_of
from kb.explore.language import Speech
from kb.explore.pages.suggest import LONGEST, names_of
from kb.explore.site import Asked, Content, Page
from kb.explore.wording import spoken
from kb.publishing.asking import MOST, NoIndex, Total, Wanted
from kb.publishing.facets import KINDS
from kb.publishing.hits import Found, find
from kb.publishing.marking import Pieces, marked, snippet
from kb.publishing.search import TEXTS
from kb.publishing.words import wanted as words_of

SHOWN = 20
"""Hits of one kind on one page."""
SHOWN_OF_EACH = 10
"""Names, and as many texts below them, on one page of all kinds."""
SECONDS = 5.0
SHORT_LIST = 8
"""Choices of a filter that stand open; the others fold out."""

@dataclass(frozen=True, slots=True)
class Choice:
    """A value that hits can be limited to, with its number of hits and the address of these."""

    label: str
    total: Total
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A name or a text: the path of its page, what it says with the words marked, and of whom and when it is."""

    kind: str
    path: str
    pieces: Pieces
    row: sqlite3.Row
    alias: Pieces | None = None
    code: Pieces | None = None


async def content(asked: Asked) -> Content:
    """The hits of one page, the filters with their numbers, and the way on where there are none."""
    wanted, number = _wanted(asked), min(max(asked.number("page", 1), 1), MOST)
    said: dict[str, Any] = {"words": wanted.words}
    shown = SHOWN if wanted.kind else SHOWN_OF_EACH
    start = (number - 1) * shown
    try:
        found = await asked.shelf.asked(lambda base: find(base, wanted, start, shown), SECONDS)
    except NoIndex:
        return said | {"trouble": "old"}
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return said | {"trouble": "slow"}
    regions = {row["code"]: row["name"] for row in await asked.shelf.rows("select code, name from regions")}
    return said | _results(found, wanted, start, asked.speech) | _turned(found, wanted, number, shown) | {
        "filters": list(_filters(found, wanted, asked.speech, regions)),
        "open": not (wanted.words or wanted.kind or wanted.region or wanted.year), "short_list": SHORT_LIST,
    }


def _wanted(asked: Asked) -> Wanted:
    kind = asked.word("kind")
    return Wanted(
        " ".join(asked.word("q").split())[:LONGEST], kind if kind in KINDS else "",
        "".join(sign for sign in asked.word("region") if sign.isalnum())[:20], asked.number("year"),
    )


def _results(found: Found, wanted: Wanted, start: int, speech: Speech) -> dict[str, Any]:
    return {
        "found": found, "start": start,
        "names": [_name(row, wanted, speech) for row in found.names],
        "texts": [
            Hit(TEXTS, page_of(TEXTS, row["id"]), snippet(spoken(row["text"]), wanted.words), row)
            for row in found.texts
        ],
        "alone": [(word, _address(Wanted(word))) for word in _single(wanted.words)],
        "without": _address(Wanted(wanted.words)) if wanted.kind or wanted.region or wanted.year else None,
    }


def _turned(found: Found, wanted: Wanted, number: int, shown: int) -> dict[str, Any]:
    """The addresses of the pages before and after this one."""
    last = -(-max(found.named.number, found.told.number) // shown)
    return {
        "number": number, "last": last,
        "before": _address(wanted, min(number - 1, last)) if number > 1 and last else None,
        "after": _address(wanted, number + 1) if number < last else None,
    }


def _single(words: str) -> list[str]:
    several = words_of(words)
    return several if len(several) > 1 else []


def _name(row: sqlite3.Row, wanted: Wanted, speech: Speech) -> Hit:
    pieces, *others = (snippet(name, wanted.words) for name in names_of(row, speech))
    alias = next((other for other in others if _holds(other)), None) if not _holds(pieces) else None
    code = marked(row["code"], wanted.words) if row["code"] else None
    return Hit(row["kind"], page_of(row["kind"], row["id"]), pieces, row, alias, code)


def _holds(pieces: Pieces) -> bool:
    return any(mark for _, mark in pieces)


def _filters(
    found: Found, wanted: Wanted, speech: Speech, regions: Mapping[str, str]
) -> Iterable[tuple[str, Choice, list[Choice]]]:
    """The filters: name, the choice of all, and the other choices, regions with most hits first."""
    without = {"kind": replace(wanted, kind=""), "region": replace(wanted, region=""), "year": replace(wanted, year=0)}
    kinds = [kind for kind in KINDS if kind in found.kinds or kind == wanted.kind]
    places = sorted({*found.regions, *([wanted.region] if wanted.region else [])},
                    key=lambda code: (code != wanted.region, -found.regions.get(code, Total()).number, code))
    years = sorted({*found.years, *([str(wanted.year)] if wanted.year else [])}, reverse=True)
    choices = {
        "kind": [_choice(replace(wanted, kind=kind), wanted, speech(f"search.kind_{kind}"), found.kinds.get(kind))
                 for kind in kinds],
        "region": [_choice(replace(wanted, region=code), wanted, regions.get(code, code), found.regions.get(code))
                   for code in places],
        "year": [_choice(replace(wanted, year=int(year)), wanted, year, found.years.get(year)) for year in years],
    }
    for name, own in choices.items():
        yield name, Choice(speech("search.all"), Total(), _address(without[name]), without[name] == wanted), own


def _choice(chosen: Wanted, wanted: Wanted, label: str, total: Total | None) -> Choice:
    return Choice(label, total or Total(), _address(chosen), chosen == wanted)


def _address(wanted: Wanted, page: int = 1) -> str:
    """The address of a search, without what limits nothing."""
    said = {"q": wanted.words, "kind": wanted.kind, "region": wanted.region, "year": wanted.year,
            "page": page if page > 1 else 0}
    return "/search?" + urlencode({name: value for name, value in said.items() if value})


PAGE = Page(r"/search$", "kb/search.html", content)
