"""Comparing wording: two printings of one phrase fold to the same text."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_BRACKETED_NOTE = re.compile(r"[（(\[【][^（()）\[\]【】]*[)）\]】]")


def fold(text: str) -> str:
    """The letters, digits and ideographs of a text after NFKC; blanks and punctuation are gone.

    >>> fold("指标值确定 依据") == fold("指标值确定依据：")
    True
    >>> fold("一、“三公”经费（万元）")
    '一三公经费万元'
    """
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def without_notes(text: str) -> str:
    """The text without what stands in brackets; the text itself when nothing else is left.

    >>> without_notes("数量指标 （必填硬性指标）")
    '数量指标'
    """
    bare = text
    while (shorter := _BRACKETED_NOTE.sub("", bare)) != bare:
        bare = shorter
    return bare.strip() or text.strip()
