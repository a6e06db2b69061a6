"""All indicators of a project in one running cell: `1、1-产出指标；11-数量指标；名称；…；年度指标值:≥20场。2、…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.forms.goal_tables.indicator_rows import IndicatorRow
from loaders.lexicon import Lexicon

_ITEM = re.compile(r"(?:^|(?<=[。；;\s]))\s*(?P<number>\d{1,3})[、.．](?=(?P<level>[^；;:：。]{2,24})[；;])")
_VALUE = re.compile(r"[；;]\s*(?P<label>[\u4e00-\u9fff]{0,8}值)\s*[:：]")
_ENDS = " \n\t。；;"


def running_indicators(text: str, lexicon: Lexicon) -> list[IndicatorRow | None]:
    """The numbered items of a running cell, `None` for one that was not understood; nothing for any other text.

    Of several values the one of the year is the target. An item without labels prints level, level, name, target.

    >>> from loaders.lexicon import lexicon
    >>> text = "1、1-产出指标；11-数量指标；场次；年度指标值:≥20场。2、成本；经济成本；费用；≤3万元"
    >>> items = running_indicators(text, lexicon())
    >>> [(item.level1, item.level2, item.values["name"], item.values["target"]) for item in items if item]
    [('产出指标', '数量指标', '场次', '≥20场'), ('成本指标', '经济成本指标', '费用', '≤3万元')]
    >>> running_indicators("1、产出；工作量；场次；≥20场", lexicon()), running_indicators("保障供水", lexicon())
    ([None], [])
    """
    marks = list(_marks(text, lexicon))
    if not marks or text[: marks[0].start()].strip(_ENDS):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [_item(text[mark.end() : end].strip(_ENDS), lexicon) for mark, end in zip(marks, ends, strict=True)]


def _marks(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """The numbers before first levels, as long as they go on from 1."""
    expected = 1
    for mark in _ITEM.finditer(text):
        if int(mark["number"]) == expected and lexicon.level1.exact(mark["level"]):
            expected += 1
            yield mark


def _item(text: str, lexicon: Lexicon) -> IndicatorRow | None:
    parts = re.split("[；;]", text, maxsplit=2)
    if len(parts) < 3:
        return None
    level1, level2 = lexicon.level1.exact(parts[0]), lexicon.level2.exact(parts[1])
    if level1 is None or level2 is None:
        return None
    values = _labelled(parts[2], lexicon) if _VALUE.search(parts[2]) else _unlabelled(parts[2])
    return IndicatorRow(level1, level2, values) if values else None


def _labelled(text: str, lexicon: Lexicon) -> dict[str, str] | None:
    """The name, and the value of the year. A label that comes twice belongs to an item whose number is broken."""
    labels = list(_VALUE.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    printed = {label["label"]: text[label.end() : end].strip() for label, end in zip(labels, ends, strict=True)}
    if len(printed) < len(labels):
        return None
    name = text[: labels[0].start()].strip()
    target = next((value for label, value in printed.items() if lexicon.indicator_columns.exact(label) == "target"), "")
    return ({"name": name, "target": target} if target else {"name": name}) if name else None


def _unlabelled(text: str) -> dict[str, str] | None:
    name, *rest = (part.strip() for part in re.split("[；;]", text))
    return {"name": name, "target": rest[0]} if name and len(rest) == 1 and rest[0] else None
