"""The target of an indicator: operator, value, unit and the kind of measure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.records import Measure, Operator
from loaders.values.comparators import take_limit, take_sign, take_word
from loaders.values.deadlines import is_deadline
from loaders.values.quantities import NUMBER, Quantity, read_quantity, spell_digits
from loaders.values.units import is_known_unit, is_time
from loaders.values.widths import narrow, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target as read. Without a value the printed text itself is the target."""

    operator: Operator | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    measure: Measure = "missing"


_NOTHING = re.compile(r"[-—–―_*·\s/\\]*")
_FRONT, _END = " 。；;，,、\t\r\n", " 。；;，,、.\t\r\n"
_LABEL = re.compile(r"(?:(?:年度|本年|全年|绩效)?(?:指标|目标)值?(?:内容)?|计划)[:为]")
_LEAD = re.compile(
    r"(?:全年|年度|预计|计划|共计|共|合计|总计|累计|平均|同比|环比|[较比](?:上年|去年|上一年)(?:同期)?|完成|开展|举办|组织|"
    r"培训|新增|增加|增长|提高|提升|上升|下降|降低|减少|压缩|缩短|节约|实现|保持在?|稳定在|在|到|了)+"
)
_EACH = re.compile(r"(?:每(?P<each>[^\W\d]{1,3}?)|(?P<mean>[年月日人户])均)(?=[约≥≤<>=\d不至超大小低高])")
_BOUNDS = re.compile(r"(?P<low>[≥>][^≤≥<>]+?)[且,、;并]?(?P<high>[≤<][^≤≥<>]+)")
_PARTED_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)", re.ASCII)
_BARE_NUMBERS = re.compile(r"[\d\s,.]+", re.ASCII)
_ONE_NUMBER = re.compile(r"\d{1,3}(?:\s+\d{3})+(?:\.\d+)?|[\d\s]+\.[\d\s]+", re.ASCII)
_PARTS = re.compile(r"[、,;和及\n]+")
_COUNTED_PART = re.compile(rf"[^\d]{{0,20}}?(?<![第前]){NUMBER}(?P<unit>[^\d]{{1,8}})", re.ASCII)


def parse_target(text: str | None, *, name: str = "") -> Target:
    """What a target cell demands. A unit in brackets behind the indicator's `name` serves where the cell has none.

    Grades, words and sentences are quality; named things with a number each are compound; dates, and durations
    with 内 or 前, are deadlines. Rates and counted nouns keep the unit as printed. Words behind a number that are
    no unit (≥100 按规定时间发放) leave the unit missing, and are believed only behind a comparison.

    >>> target = parse_target("≥95 百分比")
    >>> target.operator, target.value, target.unit, target.measure
    ('≥', Decimal('95'), '%', 'quantity')
    >>> parse_target("3-5个").value_high, parse_target("三个工作日内").measure, parse_target("优、良、差").measure
    (Decimal('5'), 'deadline', 'quality')
    """
    line = narrow(text or "").lstrip(_FRONT).rstrip(_END)
    if _NOTHING.fullmatch(line):
        return Target()
    compact, subject = squeeze(line), squeeze(narrow(name))
    compact = _LABEL.sub("", compact, count=1) if _LABEL.match(compact) else compact
    if is_deadline(compact):
        return Target(measure="deadline")
    target = None if _two_numbers(line) else _bounded(compact, subject)
    return target or Target(measure="compound" if _is_compound(line) else "quality")


def _two_numbers(line: str) -> bool:
    """Whether blanks part bare numbers, and nothing shows that they are one number cut in two."""
    parted = _PARTED_DIGITS.search(line) and _BARE_NUMBERS.fullmatch(line)
    return bool(parted) and _ONE_NUMBER.fullmatch(line) is None


def _bounded(text: str, name: str) -> Target | None:
    """A target with one number, with two bounds (≥3≤5), or for each of something (每年2次 is 2 次/年)."""
    if bounds := _BOUNDS.fullmatch(text):
        low, high = _simple(bounds["low"], ""), _simple(bounds["high"], "")
        if low is None or high is None or low.value is None or high.value is None or low.value > high.value:
            return None
        return replace(high, operator="between", value=low.value, value_high=high.value, unit=high.unit or low.unit)
    each = _EACH.match(text)
    if each is None:
        return _simple(text, name)
    target = _simple(text[each.end() :], "")
    return target and replace(target, unit=f"{target.unit or ''}/{each['each'] or each['mean']}", measure="quantity")


def _simple(text: str, name: str) -> Target | None:
    sign, body = take_sign(text.removeprefix(name))
    word, body = take_word(body)
    if word is None and (lead := _LEAD.match(body)):
        word, body = take_word(body[lead.end() :])
    limit, bare = take_limit(body)
    quantity = read_quantity(spell_digits(bare), name=name)
    if quantity is None or (quantity.high and sign not in (None, "=")):
        return None
    operator = _operator(sign, word, limit, quantity)
    if quantity.words and sign is None and word is None:
        return None
    return _of(quantity, operator, within=limit == "≤")


def _operator(sign: Operator | None, word: Operator | None, limit: Operator | None, quantity: Quantity) -> Operator:
    """The strongest of the comparisons printed: the sign, then strict words, then what stands behind the number."""
    if quantity.high is not None:
        return "between"
    strict = word if word in ("<", ">") else None
    return sign or strict or limit or word or (">" if quantity.more else "=")


def _of(quantity: Quantity, operator: Operator, *, within: bool) -> Target:
    if quantity.unit == "年" and 1900 <= quantity.value <= 2100:
        return Target(measure="deadline")
    timed = within and quantity.unit is not None and is_time(quantity.unit)
    return Target(operator=operator, value=quantity.value, value_high=quantity.high, unit=quantity.unit,
                  measure="deadline" if timed else "quantity")


def _is_compound(line: str) -> bool:
    """Whether at least half of the parts are a named thing with its number and unit."""
    parts = [squeeze(part) for part in _PARTS.split(line) if part.strip()]
    matches = [_COUNTED_PART.fullmatch(take_limit(part)[1]) for part in parts]
    counted = sum(match is not None and is_known_unit(match["unit"]) for match in matches)
    return counted > 0 and counted * 2 >= len(parts)
