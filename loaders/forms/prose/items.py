"""Items numbered inside one paragraph: （一）…；（二）…, 1.…2.…, ①…②…"""

from __future__ import annotations

import re

from loaders.values.numerals import numbering, ordinal

_COUNT = "[一二三四五六七八九十]{1,3}"
_SHAPES = tuple(
    re.compile(rf"(?:^|(?<=[。；：:;，,\s]))\s*(?P<number>{shape})")
    for shape in (
        rf"[（(]{_COUNT}[）)]", rf"{_COUNT}、", r"[（(]\d{1,2}[）)]", r"\d{1,2}(?:[、．]|\.(?!\d))", "[①-⑳]",
    )
)


def split_items(text: str) -> list[tuple[str | None, str]]:
    """The items of a paragraph with their numbers, when they count on without a gap; else the paragraph as one item.

    What stands before the first number is an item without one.

    >>> split_items("主要职责是：（一）管水；（二）防汛。")
    [(None, '主要职责是：'), ('一', '管水；'), ('二', '防汛。')]
    >>> split_items("（三）防汛。包括巡堤。（四）抗旱。"), split_items("依据（一）管水。")
    ([('三', '防汛。包括巡堤。'), ('四', '抗旱。')], [(None, '依据（一）管水。')])
    """
    starts = min(filter(None, (_starts(shape, text) for shape in _SHAPES)), default=[])
    if not starts:
        return [numbering(text)]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    head = text[: starts[0]].strip()
    return [*([(None, head)] if head else []), *map(numbering, pieces)]


def _starts(shape: re.Pattern[str], text: str) -> list[int]:
    """Where the items of one shape of number begin: two at least, from 1 on or from the number that opens the text."""
    starts: list[int] = []
    counted = 0
    for match in shape.finditer(text):
        count = ordinal(numbering(match["number"] + "某")[0]) or 0
        opens = not starts and (count == 1 or not text[: match.start("number")].strip())
        if opens or (starts and count == counted + 1):
            starts.append(match.start("number"))
            counted = count
    return starts if len(starts) > 1 else []
