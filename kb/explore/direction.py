"""Text that turns its direction ends where it ends: no name of a document turns round the words that stand after it."""

from __future__ import annotations

import re

from markupsafe import Markup

_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_EMBEDDING)
_CLOSED_BY |= dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def closed(value: object) -> object:
    """Text with an end for each change of direction that it begins; other values, and markup of ours, as they are.

    >>> closed("a\\u202eb"), closed("\\u2067a\\u202bb\\u2069"), closed("a\\u202c"), closed(7)
    ('a\\u202eb\\u202c', '\\u2067a\\u202bb\\u2069', 'a\\u202c', 7)
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isascii():
        return value
    ends: list[str] = []
    for control in _CONTROL.findall(value):
        if control in _CLOSED_BY:
            ends.append(_CLOSED_BY[control])
        elif control == _POP_ISOLATE and _POP_ISOLATE in ends:
            while ends.pop() != _POP_ISOLATE:
                pass
        elif ends and ends[-1] == control:
            ends.pop()
    return value + "".join(reversed(ends)) if ends else value
