"""Amounts of money and plain numbers as tables print them, always exact.

Amounts in 万元 carry at least two decimals (200.00, 598.78, 0.123456), so equal amounts also look equal.
"""

from __future__ import annotations

import re
from decimal import Decimal

from loaders.values.widths import narrow, squeeze

UNIT_POWERS = {
    "分": -6, "元": -4, "百元": -2, "千元": -1, "万元": 0, "十万元": 1, "百万元": 2, "千万元": 3, "亿元": 4,
}
"""Units of money, with the power of ten that turns an amount into 万元."""

_SIGNS = r"[-\u2010-\u2015\u2212\ufe63]"
_NUMBER = re.compile(rf"[¥￥]?(?P<minus>{_SIGNS})?[¥￥+]?(?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?(?:\.\d+)?)"
                     r"(?P<power>[eE][+-]\d{1,2})?", re.ASCII)
_DIGITS_PARTED = re.compile(r"\d\s+\d", re.ASCII)
_GROUPS = re.compile(r"\D*\d{1,3}(?:\s+\d{3})+\D*", re.ASCII)
_UNIT = "(?P<unit>亿元|[千百十]?万元|[千百]?元)"
_MONEY_UNIT = re.compile(
    r"(?:单位[:为]?(?:[^:;。()\d]{0,12}[、,/:])?(?:人民币)?"  # 单位：万元, 单位：人、万元
    r"|[(\[【](?:[^()\[\]【】\d]{0,8}[:,、])?(?:人民币|金额)?(?=[^/]{1,3}[)\]】])"  # （万元）
    r"|以(?=.{1,3}为单位)"
    rf"|^(?=.{{1,3}}$)){_UNIT}(?![/旦素氏江谋宝坝阳])"
)
_TOO_LARGE = 2**63


def parse_number(text: str | None) -> Decimal | None:
    """The number that a cell prints; `None` when it prints none, or not only a number.

    Blanks between digits are accepted where a decimal point or groups of three show that it is one number:
    two numbers in one cell are never read as one.

    >>> parse_number("1，234.50"), parse_number("（12.30）"), parse_number(" 0 ")
    (Decimal('1234.50'), Decimal('-12.30'), Decimal('0'))
    >>> parse_number("1 234 567"), parse_number("598. 78")
    (Decimal('1234567'), Decimal('598.78'))
    >>> parse_number("——"), parse_number("5.00万元"), parse_number("10 20")
    (None, None, None)
    """
    line = narrow(text or "").strip()
    if _DIGITS_PARTED.search(line) and "." not in line and not _GROUPS.fullmatch(line):
        return None
    compact = squeeze(line)
    bracketed = compact.startswith("(") and compact.endswith(")")
    match = _NUMBER.fullmatch(compact[1:-1] if bracketed else compact)
    if match is None or not match["digits"] or (bracketed and match["minus"]):
        return None
    number = Decimal(match["digits"].replace(",", "") + (match["power"] or ""))
    number = Decimal(f"{number:f}")  # a spreadsheet's 1.2E+05 is 120000
    return number.copy_negate() if (bracketed or match["minus"]) and number else number


def money_unit(text: str) -> str | None:
    """The unit of money that a heading, a caption or a column name states.

    >>> money_unit("预算年度：2024   金额单位：万元"), money_unit("单 位：元"), money_unit("单价（元）")
    ('万元', '元', '元')
    >>> money_unit("价值（金额单位：万元）"), money_unit("考试机位单价(元/小时)"), money_unit("收入821.21万元")
    ('万元', None, None)
    """
    match = _MONEY_UNIT.search(squeeze(narrow(text)))
    return match["unit"] if match else None


def to_wan(value: Decimal, unit: str) -> Decimal:
    """An amount of the given unit in 万元, exact.

    >>> to_wan(Decimal("5987800"), "元"), to_wan(Decimal("200"), "万元"), to_wan(Decimal("1.12"), "亿元")
    (Decimal('598.78'), Decimal('200.00'), Decimal('11200.00'))
    """
    sign, digits, exponent = _shifted(value, UNIT_POWERS[unit]).as_tuple()
    kept, power = list(digits), int(exponent)
    while power < -2 and kept[-1] == 0 and len(kept) > 1:
        kept, power = kept[:-1], power + 1
    if power < -2 and kept == [0]:
        power = -2
    if power > -2:
        kept, power = kept + [0] * (power + 2), -2
    return Decimal((sign, tuple(kept), power))


def fen(wan: Decimal) -> int | None:
    """An amount in 万元 as whole 分; `None` when it is not whole, or beyond what a database integer holds.

    >>> fen(Decimal("598.78")), fen(Decimal("0.0000001"))
    (598780000, None)
    """
    amount = _shifted(wan, 6)
    if abs(amount) >= _TOO_LARGE or amount != amount.to_integral_value():
        return None
    return int(amount)


def _shifted(value: Decimal, power: int) -> Decimal:
    """`value` times a power of ten without the rounding of the decimal context."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + power))
