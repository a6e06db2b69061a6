"""Lines of text to headings and paragraphs: joins lines that a narrow column or a page break cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from loaders.formats.pieces import Piece, TextPiece

_ENDS = tuple("。！？；：.!?;:…”）)")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?\d{1,3}[）)、.．](?!\d)|第[一二三四五六七八九十\d]+[部章节条]|[①-⑳])"
)
_LABELLED = re.compile(r"^[^，。；：:]{2,8}[：:]")
_TABLE_TITLE = re.compile(r"[（(]?\d{1,3}[）)、.．][^。]+表$")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】", "〔": "〕"}
WRAPPED_FROM = 25
"""A line of fewer characters is not taken for a line that the margin cut."""


def join_lines(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of text that a line or page break cut, joined; rows pass through.

    A line goes on when it is long prose that ends without punctuation, or in which a bracket or title mark is still
    open, and the next line does not begin with a number or a label (`绩效指标：`) of its own. Over a blank line (a
    page break) the next line must be prose too, so that no caption is taken into a paragraph.
    """
    held: TextPiece | None = None
    for piece in pieces:
        if isinstance(piece, TextPiece):
            if held is not None and _goes_on(held.text) and _continues(piece, held):
                held = TextPiece(held.text + piece.text, held.first, piece.last)
                continue
            if held is not None:
                yield held
            held = piece
        else:
            if held is not None:
                yield held
            held = None
            yield piece
    if held is not None:
        yield held


def _goes_on(text: str) -> bool:
    last_line = text.rsplit("\n", 1)[-1]
    if last_line.endswith(_ENDS[:6]) or len(last_line) < WRAPPED_FROM or _TABLE_TITLE.fullmatch(text):
        return False
    return open_marks(last_line) or (_is_prose(text) and not last_line.endswith(_ENDS))


def _continues(piece: TextPiece, held: TextPiece) -> bool:
    if _NUMBERED.match(piece.text) or _LABELLED.match(piece.text):
        return False
    return piece.first == held.last + 1 or _is_prose(piece.text) or closes(held.text, piece.text)


def closes(opened: str, text: str) -> bool:
    """Whether a mark left open in one text is closed in the next."""
    return any(
        opened.count(opening) > opened.count(closing) and closing in text for opening, closing in _PAIRS.items()
    )


def _is_prose(text: str) -> bool:
    return any(mark in text for mark in "，。；,;")


def open_marks(text: str) -> bool:
    """Whether a bracket or title mark is opened and not closed.

    >>> open_marks("《关于改革的通"), open_marks("《通知》（一）")
    (True, False)
    """
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items())


def kind_of(text: str) -> Literal["heading", "paragraph"]:
    """A heading is short, one line, and does not end as a sentence does.

    >>> kind_of("一、部门职责及机构设置情况"), kind_of("完善制度建设。制定办法。")
    ('heading', 'paragraph')
    """
    short = len(text) <= 50 and "\n" not in text
    return "heading" if short and not text.endswith(tuple("。！？；，、.!?;,")) and "。" not in text else "paragraph"
