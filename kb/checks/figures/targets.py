"""What targets are measured in: shares, points, money."""

from __future__ import annotations

from decimal import Decimal

from loaders.values.amounts import UNIT_POWERS

SHARES = frozenset({"%", "‰", "百分点", "个百分点", "成", "折", "倍"})
GRADES = SHARES | {"分", "级", "星"}


def is_share(unit: str) -> bool:
    """Whether a unit is a share of something, also one for each of something.

    >>> is_share("%"), is_share("%/季度"), is_share("件")
    (True, True, False)
    """
    return unit.partition("/")[0] in SHARES


def is_money(unit: str) -> bool:
    """Whether a unit is money, or money for each of something.

    >>> is_money("万元"), is_money("元/人"), is_money("万/年"), is_money("万人")
    (True, True, True, False)
    """
    return "元" in unit or unit.partition("/")[0] in ("万", "亿")


def target_fen(value: float | None, unit: str | None) -> int | None:
    """A target of money in 分; 万 means 万元.

    >>> target_fen(2.88, "万"), target_fen(3, "套")
    (2880000, None)
    """
    power = UNIT_POWERS.get({"万": "万元", "亿": "亿元"}.get(unit or "", unit or ""))
    if value is None or power is None:
        return None
    return int((Decimal(repr(value)).scaleb(power + 6)).to_integral_value())
