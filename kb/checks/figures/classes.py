"""Functional classes as prose names them: 公共安全支出（204类）司法（06款）行政运行（01项）."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.values.widths import narrow
from loaders.values.wording import fold

_NAME = r"[^（()）]+(?:[（(][^（()）类款项]*[）)])?[^（()）]*"
_LEVEL = re.compile(rf"(?P<name>{_NAME})[（(](?P<digits>\d{{0,3}})(?P<kind>[类款项])[）)]")
DIGITS = {"类": 3, "款": 5, "项": 7}
"""Digits of the codes of each level."""


def levels(name: str) -> list[tuple[str, str, str]]:
    """The levels that a name is made of: name, kind and printed digits, from 类 down.

    >>> levels("公共安全支出（204类）司法（06款）")
    [('公共安全支出', '类', '204'), ('司法', '款', '06')]
    >>> levels("政府办公厅（室）及相关机构事务（款）机关服务（项）")
    [('政府办公厅（室）及相关机构事务', '款', ''), ('机关服务', '项', '')]
    """
    return [(found["name"].strip(" “”\"、"), found["kind"], narrow(found["digits"])) for found in _LEVEL.finditer(name)]


def printed_names(name: str) -> dict[str, str]:
    """The name that prose prints for each code that it names.

    >>> printed_names("公共安全支出（204类）司法（06款）行政运行（01项）")
    {'204': '公共安全支出', '20406': '司法', '2040601': '行政运行'}
    """
    names: dict[str, str] = {}
    code = ""
    for own, kind, digits in levels(name):
        code += digits
        if not digits or len(code) != DIGITS[kind]:
            break
        names[code] = own
    return names


def code_of(name: str, known: Mapping[str, str]) -> str | None:
    """The one code whose names, level by level, are those that prose prints; `known` are folded names by code.

    >>> known = {"204": "公共安全支出", "20406": "司法", "2040601": "行政运行", "2040101": "行政运行"}
    >>> code_of("公共安全支出（类）司法（款）行政运行（项）", known), code_of("行政运行（项）", known)
    ('2040601', None)
    """
    named = [(fold(own), DIGITS[kind]) for own, kind, _ in levels(name)]
    if not named:
        return None
    (last, digits), upper = named[-1], named[:-1]
    same = [code for code, own in known.items() if len(code) == digits and own == last]
    whole = [code for code in same if all(known.get(code[:above]) == name for name, above in upper)]
    part = [code for code in same if all(known.get(code[:above]) in (None, name) for name, above in upper)]
    fitting = whole or part
    return fitting[0] if len(fitting) == 1 else None
