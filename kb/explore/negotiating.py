"""Which format a client gets: by `format` behind the question mark, else by what its Accept header prefers."""

from __future__ import annotations

from collections.abc import Mapping

from kb.publishing.sparql import GRAPHS, TABLES

PAGE = {"html": ("text/html", "application/xhtml+xml")}
OTHER_NAMES = {
    "json": ("application/json",), "xml": ("application/xml", "text/xml"), "ttl": ("application/x-turtle",),
    "nt": ("text/plain",), "jsonld": ("application/json",),
}
"""Media types by which clients ask for a format beside its own."""

Offers = Mapping[str, tuple[str, ...]]
TABLE_OFFERS: Offers = {name: (own, *OTHER_NAMES.get(name, ())) for name, own in TABLES.items()}
GRAPH_OFFERS: Offers = {name: (own, *OTHER_NAMES.get(name, ())) for name, own in GRAPHS.items()}
SHORT = {"turtle": "ttl", "ntriples": "nt", "n-triples": "nt", "json-ld": "jsonld"}


def preferred(accept: str, offers: Offers) -> str | None:
    """The offer that the header prefers, the first among equals; None where it accepts none of them.

    >>> preferred("text/csv;q=0.5, application/json", TABLE_OFFERS), preferred("*/*", GRAPH_OFFERS)
    ('json', 'ttl')
    >>> preferred("image/png", TABLE_OFFERS), preferred("text/turtle;q=0", GRAPH_OFFERS)
    (None, None)
    """
    ranges = _ranges(accept or "*/*")
    scores = {name: max(_quality(media, ranges) for media in types) for name, types in offers.items()}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > (0.0, 0) else None


def named(format: str) -> str:
    """A format by the name that a reader gives it: its own, a common one, or its media type."""
    word = format.strip().lower()
    by_type = {own: name for name, own in {**TABLES, **GRAPHS}.items()}
    return SHORT.get(word, by_type.get(word, word))


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            found[media] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            found[media] = 0.0
    return found


def _quality(media: str, ranges: Mapping[str, float]) -> tuple[float, int]:
    """How much a media type is wanted, and how exactly it is named."""
    for exactness, pattern in ((2, media), (1, media.partition("/")[0] + "/*"), (0, "*/*")):
        if pattern in ranges:
            return (ranges[pattern], exactness) if ranges[pattern] else (0.0, 0)
    return 0.0, 0
