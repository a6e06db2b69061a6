"""Statements that compare this year with last year: with both figures, said or following from what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.figures.said import Said


def compared(statements: Sequence[Said]) -> Iterator[tuple[Said, int, int]]:
    """Each statement with this year's figure and last year's, in 分.

    Last year's figure is the one that the statement gives, else the one that the same passage gives for the same
    thing, else this year's less the stated change.
    """
    last: dict[tuple[object, ...], int] = {}
    for one in statements:
        key = (one.passage_id, *one.what)
        if one.previous is not None:
            last[key] = one.previous
        before = last.get(key)
        if one.fen is None or not one.this_year:
            continue
        if before is not None:
            yield one, one.fen, before
        elif one.change is not None:
            yield one, one.fen, one.fen - one.change
