"""How people mistype one figure of a table or a sentence: each slip breaks the rule that it is listed under."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from redump import Block

Printed = Sequence[Block]
_FIGURE = re.compile(r"\d+\.\d\d")


def _more(figure: str) -> str:
    """A figure with another first digit.

    >>> _more("123.45"), _more("98.00")
    ('223.45', '108.00')
    """
    return f"{float(figure) + 10 ** (len(figure) - 4):.2f}"


def _in_row(title: str, row: int, columns: Sequence[int], printed: Printed) -> Printed:
    """Other figures in some cells of a row of the table below a title."""
    start = next(place for place, block in enumerate(printed) if block.text == title)
    place = next(place for place in range(start, len(printed)) if printed[place].rows)
    rows = list(printed[place].rows)
    rows[row] = tuple(_more(cell) if column in columns else cell for column, cell in enumerate(rows[row]))
    return [*printed[:place], Block(rows=tuple(rows)), *printed[place + 1 :]]


def _in_text(words: str, printed: Printed) -> Printed:
    """Another figure behind some words of a sentence."""
    place = next(place for place, block in enumerate(printed) if words in block.text and _FIGURE.search(block.text))
    before, words, after = printed[place].text.partition(words)
    other = before + words + _FIGURE.sub(lambda figure: _more(figure[0]), after, count=1)
    return [*printed[:place], Block(text=other), *printed[place + 1 :]]


_BY_FUNCTION = "部门预算一般公共预算财政拨款支出表"

PRINTED_SLIPS: dict[str, Callable[[Printed], Printed]] = {
    "sum.row": partial(_in_row, "部门预算支出总表", -1, (2,)),
    "sum.children": partial(_in_row, _BY_FUNCTION, 2, (2, 3)),
    "sum.total_row": partial(_in_row, _BY_FUNCTION, 1, (2, 3)),
    "sum.sides": partial(_in_row, "部门预算收支总表", -1, (3,)),
    "sum.three_public": partial(_in_row, "部门预算财政拨款“三公”经费支出表", 1, (1, 2)),
    "sum.procurement": partial(_in_row, "部门政府采购预算", 1, (7,)),
    "procurement.price": partial(_in_row, "部门政府采购预算", 2, (6,)),
    "sum.assets": partial(_in_row, "部门固定资产占用情况表", 1, (2,)),
    "text.tables": partial(_in_text, "年预算收入"),
    "text.parts": partial(_in_text, "包括人员经费"),
    "text.change": partial(_in_text, "其中：基本支出"),
}
