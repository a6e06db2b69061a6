"""How pages write figures: money in 万元, shares, counts, places of passages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def money(wan: float | None) -> str:
    """An amount in 万元 with thousands and at least two decimals; nothing where none is printed.

    >>> money(1234.5), money(0.123456), money(None)
    ('1,234.50', '0.123456', '')
    """
    if wan is None:
        return ""
    whole, _, part = f"{wan:,.6f}".partition(".")
    return f"{whole}.{part.rstrip('0').ljust(2, '0')}"


def signed(wan: float | None) -> str:
    """A change in 万元 with its sign.

    >>> signed(12.0), signed(-0.5), signed(0.0)
    ('+12.00', '−0.50', '0.00')
    """
    if wan is None:
        return ""
    return money(abs(wan)) if wan == 0 else ("+" if wan > 0 else "−") + money(abs(wan))


def percent(share: float | None) -> str:
    """A share between 0 and 1 in percent.

    >>> percent(0.1234), percent(1.0), percent(None)
    ('12.3 %', '100 %', '')
    """
    return "" if share is None else f"{share * 100:.1f}".removesuffix(".0") + " %"


def count(number: int | None) -> str:
    """A whole number with thousands.

    >>> count(12345)
    '12,345'
    """
    return "" if number is None else f"{number:,}"


def plain(number: float) -> str:
    """A number as people write it: no decimals that say nothing.

    >>> plain(95.0), plain(0.5), plain(39000.0)
    ('95', '0.5', '39,000')
    """
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def spoken(text: str | None) -> str:
    """The text of a passage without the empty cells of a row.

    >>> spoken("项目名称 | | | 防汛经费 | ")
    '项目名称 | 防汛经费'
    """
    return " | ".join(cell.strip() for cell in (text or "").split("|") if cell.strip())


def shortened(text: str, ems: int) -> str:
    """A name cut to what fits a width, in widths of a Chinese character; the whole one stands elsewhere.

    >>> shortened("政务服务中心工作经费", 6), shortened("Basic expenditure", 12)
    ('政务服务中…', 'Basic expenditure')
    """
    widths = [0.58 if ord(sign) < 0x2E80 else 1.0 for sign in text]
    if sum(widths) <= ems:
        return text
    kept = next(place for place in range(len(text)) if sum(widths[:place + 1]) > ems - 1)
    return text[:kept].rstrip() + "…"


def lines(row: Mapping[str, Any]) -> str:
    """The lines of a passage: one, or from the first to the last."""
    first, last = row["first_line"], row["last_line"]
    return "" if first is None else str(first) if last in (None, first) else f"{first}–{last}"


FILTERS: dict[str, Callable[..., str]] = {
    "money": money, "signed": signed, "percent": percent, "count": count, "lines": lines,
    "plain": plain, "shortened": shortened, "spoken": spoken,
}
"""What templates call by these names."""
