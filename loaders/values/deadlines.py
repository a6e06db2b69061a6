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
_FRONT = re.compile(r"(?P<sign>[≤=<≥>])|于|在|截至|截止到?|到|至|不[晚迟]于")
_DEADLINE = re.compile(rf"{_DATE}(?:[-~～—–至到]+{_DATE})?{_EDGE}{{0,3}}{_DONE}")
_NO_DATE = re.compile(r"年|月|季度?|年内|每年|每月|每季度?|(?!(?:19|20)\d\d[-./])[\d.\-/]+", re.ASCII)
# behind a sign a bare number of months is a duration: the unit column often prints 月 for 个月
_NO_DATE_BEHIND_SIGN = re.compile(r"\d{1,2}(?:月|季度)|[^\d].*", re.ASCII)
_OTHER = re.compile(
    r"(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?|(?:1[0-2]|[1-9])-(?:1[0-2]|[1-9])月|(?:19|20)\d\d-(?:19|20)\d\d年?"
    r"|(?:3[01]|[12]\d|0?[1-9])[日号](?:之|以)?前|半个?[年月天日]之?以?[内前]",
    re.ASCII,
)


def is_deadline(text: str) -> bool:
    """Whether a text without blanks is nothing but a date or a named period.

    >>> [is_deadline(text) for text in ("2024年底", "12月底前", "2024年12月31日前完成", "2024-12-31", "第一季度")]
    [True, True, True, True, True]
    >>> [is_deadline(text) for text in ("1年", "3个月", "12.5", "=1.01", "≤3月", "每年2次")]
    [False, False, False, False, False, False]
    """
    front = _FRONT.match(text)
    date = text[front.end() :] if front else text
    if _NO_DATE.fullmatch(date) or (front and front["sign"] and _NO_DATE_BEHIND_SIGN.fullmatch(date)):
        return False
    return _OTHER.fullmatch(date) is not None or _DEADLINE.fullmatch(date) is not None
