"""Layout residue that is not part of the printed text: field codes, bookmarks, tags, blanks inside words."""

from __future__ import annotations

import re

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_FIELD_CODE = re.compile(
    r"\s*\b(?:TC|TOC|PAGEREF|HYPERLINK|SEQ|REF)\b[^\\]*(?:\\[A-Za-z*@]+(?:\s+\"?[\w.\-]+\"?)?\s*)+"
)
_BREAK_TAG = re.compile(r"<\s*br\s*/?\s*>|</\s*(?:p|div|li)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|font|li|ul|ol|sup|sub)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_CODE = re.compile(r"[0-9A-Z ]+")
_WORD_CHARACTER = re.compile(r"[0-9A-Za-z]")


def strip_residue(line: str) -> str:
    r"""One line without bookmarks, field codes, HTML tags and invisible characters.

    >>> strip_residue("1、便民经费绩效目标表 TC 1、便民经费绩效目标表 \\f C \\l 1 ")
    '1、便民经费绩效目标表'
    >>> strip_residue("[bookmark: _Toc_2]一、总体绩效目标")
    '一、总体绩效目标'
    >>> strip_residue("<p>目标 1: 保障</p> 印发<关于改革的意见>")
    '目标 1: 保障\n 印发<关于改革的意见>'
    """
    bare = _FIELD_CODE.sub("", _BOOKMARK.sub("", _INVISIBLE.sub("", line)))
    return _TAG.sub("", _BREAK_TAG.sub("\n", bare)).strip(" \n")


def repair_blanks(text: str) -> str:
    r"""The text without blanks that a conversion put inside words and codes; blanks between Latin words stay.

    Chinese is written without blanks, so a blank beside an ideograph, a punctuation mark or a comparator means
    nothing; a blank between two Latin letters or digits may separate words, unless the whole cell is one code.
    Line ends inside a cell stay, because they separate numbered items.

    >>> repair_blanks("年度工作计 划"), repair_blanks("≥95 百分比"), repair_blanks("13030322P0040891000 1D")
    ('年度工作计划', '≥95百分比', '13030322P00408910001D')
    >>> repair_blanks("依托 OA system 办公"), repair_blanks("1.00 2.00")
    ('依托OA system办公', '1.00 2.00')
    """
    lines = (_repair_line(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _repair_line(line: str) -> str:
    line = _BLANKS.sub(" ", line).strip()
    if " " not in line:
        return line
    if _CODE.fullmatch(line) and _is_one_code(line.replace(" ", "")):
        return line.replace(" ", "")
    kept = [
        character
        for index, character in enumerate(line)
        if character != " " or _between_words(line[index - 1], line[index + 1])
    ]
    return "".join(kept)


def _is_one_code(joined: str) -> bool:
    digits = sum(character.isdigit() for character in joined)
    return digits >= 8 and digits < len(joined) and joined[0].isdigit()


def _between_words(before: str, after: str) -> bool:
    return bool(_WORD_CHARACTER.match(before) and _WORD_CHARACTER.match(after))
