"""The runs of a paragraph: the text that is printed, and the text boxes and notes that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.formats.word.names import COMPATIBILITY, Element, below, is_on, w

_SKIPPED = frozenset(
    w(name)
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "tbl", "rt", "fldData")
)
_ALTERNATIVES = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE = f"{{{COMPATIBILITY}}}Choice"
_FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
_PRINTED = {w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_SYMBOLS = {"F0FE": "☑", "F0A8": "□", "F06F": "□", "F0FC": "√", "F052": "☑", "F0FB": "×", "F0FD": "☒"}
"""Signs of the symbol fonts that forms tick boxes with; other signs of these fonts only decorate."""


@dataclass(slots=True)
class Inline:
    """What one paragraph holds."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_runs(paragraph: Element) -> Inline:
    """The printed text of a paragraph: no deletions, no hidden text, no field codes, one of two alternatives."""
    inline = Inline()
    parts: list[str] = []
    for element in _printed(paragraph):
        tag = element.tag
        if tag == w("t"):
            parts.append(element.text or "")
        elif tag in _PRINTED:
            parts.append(_PRINTED[tag])
        elif tag == w("sym"):
            parts.append(_symbol(element.get(w("char"), "")))
        elif tag == w("txbxContent"):
            inline.boxes.append(element)
        elif tag in _NOTES:
            inline.notes.append((_NOTES[tag], element.get(w("id"), "")))
    inline.text = "".join(parts)
    return inline


def _printed(parent: Element) -> Iterator[Element]:
    """All elements below in order, without those that are not printed; a text box is one element."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_hidden(child):
            continue
        if child.tag == _ALTERNATIVES:
            chosen = child.find(_CHOICE)
            chosen = child.find(_FALLBACK) if chosen is None else chosen
            yield from _printed(chosen) if chosen is not None else ()
            continue
        yield child
        if child.tag != w("txbxContent"):
            yield from _printed(child)


def _is_hidden(element: Element) -> bool:
    return element.tag == w("r") and is_on(below(element, "rPr"), "vanish")


def _symbol(code: str) -> str:
    """The sign of a symbol font by its code in hexadecimal digits.

    >>> _symbol("F0FE"), _symbol("2460"), _symbol("F06C"), _symbol("x")
    ('☑', '①', '', '')
    """
    if code.upper() in _SYMBOLS:
        return _SYMBOLS[code.upper()]
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return sign if sign.isprintable() else ""
