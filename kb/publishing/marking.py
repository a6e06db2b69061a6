"""The words that were searched, marked in a text: the same text in pieces, never changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kb.publishing.words import ONE, RUN, UNSPACED, wanted

Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is one of the words."""
LETTER = f"[^\\W_{UNSPACED}]"
BEFORE, AFTER = 40, 90
MOST_WINDOWS = 3
CUT = "…"


def marked(text: str, words: str) -> Pieces:
    """The whole text, with every occurrence of the words and what it begins with as they begin.

    >>> marked("便民热线经费", "热线")
    [('便民', False), ('热线', True), ('经费', False)]
    >>> marked("2080501 养老", "20805")
    [('20805', True), ('01 养老', False)]
    """
    return _pieces(text, _spans(text, words), [(0, len(text))])


def snippet(text: str, words: str, longest: int = 240) -> Pieces:
    """What stands around the first occurrences of the words; the beginning of the text where none is found.

    >>> snippet("一" * 300 + "热线", "热线") == [("…", False), ("一" * 40, False), ("热线", True)]
    True
    """
    spans = _spans(text, words)
    if len(text) <= longest or not spans:
        return _pieces(text, spans, [(0, min(longest, len(text)))])
    return _pieces(text, spans, _windows(text, spans))


def _windows(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of the text around its first marks; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = max(0, start - BEFORE), min(len(text), end + AFTER)
        if found and end <= found[-1][1]:
            continue
        if found and first <= found[-1][1] and last - found[-1][0] <= 2 * (BEFORE + AFTER):
            found[-1] = (found[-1][0], last)
        elif len(found) < MOST_WINDOWS:
            found.append((max(first, found[-1][1]) if found else first, last))
    return found


def _pieces(text: str, spans: Sequence[tuple[int, int]], windows: Sequence[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    for first, last in windows:
        if first > 0 and not (pieces and pieces[-1][0].endswith(CUT)):
            pieces.append((CUT, False))
        place = first
        for start, end in spans:
            if start >= place and end <= last:
                pieces += [(text[place:start], False), (text[start:end], True)]
                place = end
        pieces.append((text[place:last] + (CUT if last < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, from left to right, none within another."""
    patterns = [_pattern(word) for word in wanted(words)]
    begun = " ".join(unicodedata.normalize("NFKC", words).lower().split())
    alternatives = "|".join(filter(None, [f"\\A{re.escape(begun)}" if begun else "", *patterns]))
    if not alternatives:
        return []
    normal, origin = _normal(text)
    return [
        (origin[found.start()], origin[found.end() - 1] + 1)
        for found in re.finditer(alternatives, normal) if found.end() > found.start()
    ]


def _pattern(word: str) -> str:
    """A word as a regular expression: its runs in a row, whatever stands between them; Latin words are whole."""
    runs = [found[0] for found in RUN.finditer(unicodedata.normalize("NFKC", word).lower())]
    return r"[\W_]*".join(
        re.escape(run) if ONE.match(run) else f"(?<!{LETTER}){re.escape(run)}(?!{LETTER})" for run in runs
    )


def _normal(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and from which character of the text each of its characters comes."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        for own in unicodedata.normalize("NFKC", sign).lower():
            signs.append(own)
            origin.append(place)
    return "".join(signs), origin
