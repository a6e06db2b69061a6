"""Chinese text as words that SQLite's full-text search can find exactly.

SQLite's own tokenizers see a Chinese run as one word. So each run is written as its overlapping pairs of characters
and its last character, `经费 费`; a search word becomes the same pairs in a row. A hit is then exact, not a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
RUN = re.compile(f"(?P<unspaced>[{UNSPACED}]+)|[^\\W_{UNSPACED}]+")
ONE = re.compile(f"[{UNSPACED}]")
NOTHING = '""'


def pairs(text: str | None) -> str | None:
    """Text as the search index holds it: Latin words and numbers stay whole.

    >>> pairs("便民热线12345，APP")
    '便民 民热 热线 线 12345 app'
    """
    return None if text is None else " ".join(token for run in _runs(text) for token in run)


def match_expression(words: str) -> str:
    """What people type, as an FTS5 expression: every word must occur, a "quoted phrase" in one piece.

    >>> match_expression("工作经费 热线")
    '"工作 作经 经费" "热线"'
    >>> match_expression("费")
    '"费"*'
    >>> match_expression('" OR *')
    '"or"'
    """
    return " ".join(filter(None, map(_phrase, wanted(words)))) or NOTHING


def wanted(words: str) -> list[str]:
    """The words and quoted phrases of what people type, each once.

    >>> wanted('经费 “热线” "工作 经费" 经费')
    ['经费', '“热线”', '工作 经费']
    """
    segments = unicodedata.normalize("NFKC", words).split('"')
    found = [word for i, part in enumerate(segments) for word in ([part] if i % 2 else part.split())]
    return list(dict.fromkeys(word for word in found if word.strip()))


def _phrase(word: str) -> str:
    """The tokens of a word in a row. Its last run may go on in the text, so it is matched without its end."""
    runs = list(_runs(word))
    if not runs:
        return ""
    last = runs[-1]
    alone = len(last) == 1 and ONE.fullmatch(last[0]) is not None
    ending = last if alone else last[:-1] or last
    tokens = [token for run in runs[:-1] for token in run] + ending
    # A single character is the first of a pair or the end of a run: ask how a token begins.
    return f'"{" ".join(tokens)}"' + ("*" if alone else "")


def _runs(text: str) -> Iterator[list[str]]:
    """The tokens of each run: the pairs and the last character of unspaced writing, or one whole word."""
    for found in RUN.finditer(unicodedata.normalize("NFKC", text).lower()):
        run = found[0]
        yield [run[start : start + 2] for start in range(len(run))] if found["unspaced"] else [run]
