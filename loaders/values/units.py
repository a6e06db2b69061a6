"""Units behind a number: money, time, counted nouns, measures, and rates of them."""

from __future__ import annotations

import re

_PERCENT = {"%": "%", "百分比": "%", "个百分比": "%", "‰": "‰"}
_TIME = (
    "秒钟|秒|分钟|个?小时|天|日|个?工作日|个?自然日|个?星期|周|个?月|个?季度|季|个?年度|年|个?学期|学年"
)
_COUNTED = (
    "人次|人天|人日|人月|人年|元人|人|名|位|户次|户|家次|家|个|项次|[大小]项|项|件次|件|次数|次|台次|台套|台班|台|套|"
    "辆次|辆|条|份|本|册|张|篇|期|场次|场|批次|批|处|座|栋|幢|所|间|部|把|支|只|头|匹|棵|株|种|类|组|队|例|起|宗|单|幅|"
    "块|片|节|课时|学时|门|车次|班次|趟|航次|架次|架|艘|口|眼|道|根|盏|桶|袋|盒|箱|瓶|包|剂次|剂|针次|点位|点|站|机位|"
    "床位|床|席|座次|枚|面|副|对|双|顶|卷|盘|轮|届|案|村|镇|乡|街道|社区|县|市|省|区|校|班|标段|宗地|工日|字|页|股|树|井|"
    "海里|[平立]方公里|平方千米|平方米|平米|立方米|公里|千米|厘米|毫米|延米|米|亩次|亩|公顷|吨|公斤|千克|毫克|克|毫升|升|"
    "千瓦时|千瓦|兆瓦|分贝|度|分|倍|成|折|级|个?百分点|个点"
)
_LATIN = (
    "[kKMGTP]?[bB]|[MG]bps|[kcmd]?m[23²³]?|hm2|㎡|㎥|㎞|㎏|[mk]?g|t|h|min|s|L|mL|ml|[kM]?[Ww]h?|[kK][Vv][Aa]?|"
    "d[Bb]|℃|°C?"
)
_MONEY = "[百千]?元|[百千十]?万元|亿元|万|亿|美元|欧元"
_KNOWN = f"(?:{_MONEY}|{_TIME}|[万亿千百]?(?:{_COUNTED})|{_LATIN}|[%‰])"
_RATE = re.compile(rf"(?:(?:{_KNOWN})(?:\({_KNOWN}\))?)?(?:[/·每]+\d{{0,4}}万?(?:{_KNOWN}|[^\W\d_]{{1,4}})){{0,3}}")
_TIME_UNIT = re.compile(f"(?:{_TIME})")
_TIME_FRONT = re.compile(f"(?:{_TIME})(?!/|次)")
# A noun that nobody listed is still a unit when it is short and no phrase that says how something is done.
_NO_NOUN = "按|以|为|并|的|及|且|在|对|经|全|无|不|未|均|即|到|号|周年|个性"
_OTHER = re.compile(rf"(?!{_NO_NOUN})[^\W\d_A-Za-z]{{1,3}}(?:\([^()]{{1,6}}\))?")
_PHRASE = re.compile(
    "完成|覆盖|达标|合格|开展|服务|工作|建设|落实|保障|热线|平台|畅通|发放|支付|以上|以内|以下|之内|[性率前后中]$|^[^人].*式$"
)


def canonical_unit(text: str) -> str | None:
    """A unit as printed; only percent has one name for all its printings.

    >>> canonical_unit("百分比"), canonical_unit("百分点"), canonical_unit("")
    ('%', '百分点', None)
    """
    return _PERCENT.get(text, text) or None


def is_known_unit(text: str) -> bool:
    """Whether a text is a unit of the usual lists, or a rate of such units.

    >>> is_known_unit("万人次"), is_known_unit("/人/年"), is_known_unit("元/人·月"), is_known_unit("按规定")
    (True, True, True, False)
    """
    return bool(text) and (text in _PERCENT or _RATE.fullmatch(text) is not None)


def is_time(unit: str) -> bool:
    """Whether a unit measures time.

    >>> is_time("个工作日"), is_time("次/年")
    (True, False)
    """
    return _TIME_UNIT.fullmatch(unit) is not None


def is_unit(text: str) -> bool:
    """Whether a text behind a number is its unit: a known one, or a short noun.

    >>> is_unit("小班地"), is_unit("按规定时间发放"), is_unit("小时不间断")
    (True, False, False)
    """
    if is_known_unit(text):
        return True
    return bool(_OTHER.fullmatch(text)) and not _TIME_FRONT.match(text) and not _PHRASE.search(text)
