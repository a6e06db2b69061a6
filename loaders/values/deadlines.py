"""Dates and periods that a target names as its deadline."""

from __future__ import annotations

import re

_YEAR = (
    r"(?:(?:19|20)\d\d年度?|(?:19|20)\d\d(?=[-./])|[〇零一二三四五六七八九]{4}年"
    r"|当年度?|本年度?|次年|翌年|每年|全年|年内?)"
)
_MONTH = (
    r"(?:[-./]?(?:1[0-2]|0?[1-9])(?:月份?|(?=[-./]\d))|[-./](?:1[0-2]|0?[1-9])|[一二三四五六七八九十]{1,2}月份?"
    r"|每月|次月|当月|月|第?[一二三四1-4]季度|每?季度?|[上下]半年)"
)
_DAY = r"(?:[-./]?(?:3[01]|[12]\d|0?[1-9])[日号]?)"
_TIME = r"(?:\d{1,2}[:时]\d{0,2}分?)"
_DATE = rf"(?:{_YEAR}?{_MONTH}{_DAY}?{_TIME}?|{_YEAR})"
_EDGE = r"(?:底|末|初|中旬|上旬|下旬|内|前|之前|以前|止|为止|期间|中)"
_DONE = r"(?:[^\d\W]{0,4}(?:完成|到位|结束|竣工|交付|实施|发放|支付|拨付|上报|完毕|办结|投入使用|启用|执行|验收))?"
_DEADLINE = re.compile(
    rf"(?:于|在|截至|截止到?|到|至|不晚于|不迟于|≤|=|<)?{_DATE}(?:(?:[-~～—–至到])+{_DATE})?{_EDGE}{{0,3}}{_DONE}"
)
_BARE_DURATION = re.compile(r"(?:年|月|季|季度|年内|每年|每月|每季度?|(?:1[0-2]|\d)月?\d{0,2}|[\d.\-/]+)")
_FULL_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}([-./]\d{1,2})?")
_MONTHS = re.compile(r"(?:1[0-2]|[1-9])(?:月|-(?:1[0-2]|[1-9])月)(?:\d{1,2}日)?|(?:19|20)\d\d-(?:19|20)\d\d年?"
                     r"|(?:3[01]|[12]\d|0?[1-9])[日号](?:之|以)?前")  # fmt: skip
_HALF = re.compile(r"半个?[年月天日]之?以?[内前]")


def is_deadline(text: str) -> bool:
    """Whether a text without blanks is nothing but a date or a named period.

    >>> [is_deadline(text) for text in ("2024年底", "12月底前", "2024年12月31日前完成", "2024-12-31", "第一季度")]
    [True, True, True, True, True]
    >>> [is_deadline(text) for text in ("1年", "3个月", "12.5", "100", "每年2次")]
    [False, False, False, False, False]
    """
    if _FULL_DATE.fullmatch(text) or _MONTHS.fullmatch(text) or _HALF.fullmatch(text):
        return True
    return _DEADLINE.fullmatch(text) is not None and _BARE_DURATION.fullmatch(text) is None
