"""Page numbers and running heads: what the margin of many pages repeats is printed once only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from loaders.formats.pdf.blocks import Block, TextLine

PAGE_NUMBER = re.compile(
    r"\d{1,3}|[-—–－―·]+\d{1,4}[-—–－―·]+|\d{1,4}/\d{1,4}|第\d{1,4}页(?:[/，,（(]?共\d{1,4}页[)）]?)?|page\d{1,4}(?:of\d{1,4})?",
    re.IGNORECASE,
)
MARGIN = 0.12
"""The share of a page's height, above and below, in which its number may stand."""
WIDE_MARGIN = 0.18
"""The same for a number that strokes or words mark as the number of a page."""
HEAD_MARGIN = 60.0
"""Points from the edge of the page within which a running head stands."""
FEWEST_PAGES = 3
SHARE = 0.4
"""A running head stands on at least so large a share of the pages."""
_DIGITS = re.compile(r"\d+")

PageBlocks = tuple[float, list[Block]]
"""The height of a page and what stands on it."""


def without_running(pages: Sequence[PageBlocks]) -> list[list[Block]]:
    """The blocks of each page without page numbers, and without running heads but for the first of each kind."""
    heads = _heads(pages)
    seen: set[str] = set()
    kept = []
    for height, blocks in pages:
        page: list[Block] = []
        for place, block in enumerate(blocks):
            if not isinstance(block, TextLine):
                page.append(block)
                continue
            if _is_page_number(block, place, len(blocks), height):
                continue
            key = _key(block)
            if key in heads and _in_margin(block, height):
                if key in seen:
                    continue
                seen.add(key)
            page.append(block)
        kept.append(page)
    return kept


def _is_page_number(block: TextLine, place: int, count: int, height: float) -> bool:
    text = block.line.text.replace(" ", "")
    if not (place == 0 or place >= count - 2) or not PAGE_NUMBER.fullmatch(text):
        return False
    edge = min(block.line.middle, height - block.line.middle)
    return edge <= (MARGIN if text.isdecimal() else WIDE_MARGIN) * height


def _heads(pages: Sequence[PageBlocks]) -> set[str]:
    """The texts (digits aside) that the margins of many pages repeat in no larger type than the text has."""
    sizes = [block.line.height for _, blocks in pages for block in blocks if isinstance(block, TextLine)]
    usual = median(sizes) if sizes else 0.0
    found: Counter[str] = Counter()
    for height, blocks in pages:
        texts = [block for block in blocks if isinstance(block, TextLine) and _in_margin(block, height)]
        found.update({_key(block) for block in texts if block.line.height <= 1.1 * usual})
    return {key for key, count in found.items() if count >= max(FEWEST_PAGES, SHARE * len(pages))}


def _in_margin(block: TextLine, height: float) -> bool:
    return min(block.line.middle, height - block.line.middle) <= HEAD_MARGIN


def _key(block: TextLine) -> str:
    return _DIGITS.sub("#", block.line.text)
