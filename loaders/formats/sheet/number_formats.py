"""Number formats of spreadsheets: figures, shares and dates as they are printed in their cells."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_QUOTED = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[(?:Red|Black|Blue|Green|White|Color ?\d+|'
                     r"DBNum\d|Yellow|Cyan|Magenta|红色|黑色|蓝色|颜色\d+)\]", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|AM/PM|上午", re.IGNORECASE)
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|.", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"[#0?][#0?,.]*")
_FIGURES = re.compile(r"[#0?](?:[^%]*[#0?,.])?")
_POWER_OR_FRACTION = re.compile(r"[#0?]\s*E[+-]|\?/|/\s*[\d?#]", re.IGNORECASE)
_CONDITION = re.compile(r"\[([<>=]+)(-?[\d.]+)\]")
_LITERAL = "\ue000{}\ue001"
_HELD = re.compile("\ue000([^\ue001]*)\ue001")
_TOKEN = re.compile("\ue000[^\ue001]*\ue001|.", re.DOTALL)
_PLACES = 15
"""How many digits a spreadsheet keeps of a number; those after it are noise of its arithmetic."""

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;-"¥"#,##0;"¥""-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;-"¥"#,##0.00;"¥""-"', 31: 'yyyy"年"m"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}
"""The formats that a workbook names by number only, as a Chinese one prints them."""


def printed(value: str, form: str, *, from_1904: bool = False) -> str:
    """A number in a format of a spreadsheet; what is no number, or a format that is not followed, as it is kept.

    >>> printed("1234.5", "#,##0.00"), printed("0.955", "0.0%"), printed("0.30000000000000004", "General")
    ('1,234.50', '95.5%', '0.3')
    >>> printed("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '), printed("-3", "0.0;(0.0)")
    ('-', '(3.0)')
    >>> printed("45292", "yyyy/m/d"), printed("45292", 'yyyy"年"m"月"'), printed("7", '0"项"')
    ('2024/1/1', '2024年1月', '7项')
    """
    number = _number(value)
    if number is None:
        return value
    section, number = _section(form, number)
    bare = _QUOTED.sub(_held, section)
    if bare.strip() in ("", "General", "G/通用格式", "@"):
        return "" if form and not section.strip() and ";" in form else _general(number)
    if _DATE.search(_HELD.sub("", bare)):
        return _date(number, bare, from_1904) or _general(number)
    return _spelled(bare, number).strip()


@lru_cache(maxsize=4096)
def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 300 else None


def _section(form: str, number: Decimal) -> tuple[str, Decimal]:
    """The part of a format for a number: above zero, below zero (then printed without its sign), zero."""
    parts = _parts(form)
    for part in parts:
        if (condition := _CONDITION.search(part)) is not None:
            return (_CONDITION.sub("", part), number) if _holds(number, condition) else (parts[-1], number)
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    if number == 0 and len(parts) > 2:
        return parts[2], number
    return parts[0], number


def _parts(form: str) -> list[str]:
    """A format cut at its semicolons, but for those inside quotes.

    >>> _parts('0;"a;b"0')
    ['0', '"a;b"0']
    """
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', form) or [""]


def _holds(number: Decimal, condition: re.Match[str]) -> bool:
    limit = Decimal(condition[2])
    tests = {"<": number < limit, ">": number > limit, "=": number == limit}
    return any(tests.get(sign, False) for sign in condition[1].replace("<>", "")) or (
        condition[1] == "<>" and number != limit
    )


def _held(match: re.Match[str]) -> str:
    """Text that a format prints as it stands, marked so that nothing in it is taken for a digit or a date."""
    text = match[1] or match[2] or match[3] or ""
    return _LITERAL.format(text) if text else ""


def _general(number: Decimal) -> str:
    rounded = round(number, _PLACES - 1 - number.adjusted()) if number else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spelled(bare: str, number: Decimal) -> str:
    """The figure in place of the digit signs, with the texts around it; fractions and powers of ten as kept."""
    outside = _HELD.sub("", bare)
    scaled = number * 100 ** outside.count("%")
    hidden = _HELD.sub(lambda m: "\ue002" * len(m[0]), bare)
    match = _FIGURES.search(hidden)
    if match is None:
        return _HELD.sub(r"\1", bare)
    if _POWER_OR_FRACTION.search(outside):
        return _general(number)
    between = bare[match.start() : match.end()]
    figure = _figure(scaled, between) if _FIGURE.fullmatch(between) else _interspersed(scaled, between)
    sign = "-" if scaled < 0 and re.search(r"[1-9]", figure) else ""
    before, behind = bare[: match.start()], bare[match.end() :]
    return sign + _HELD.sub(r"\1", before) + figure + _HELD.sub(r"\1", behind).replace("?", "")


def _interspersed(number: Decimal, signs: str) -> str:
    """A whole figure with texts between its digits: a point that stands there prints 万元 of a figure in 元.

    >>> printed("123456", r"0\\.0,"), printed("5000", r"0\\.0000"), printed("13030322", "000-00-000")
    ('12.3', '0.5000', '130-30-322')
    """
    bare = signs.rstrip(",")
    digits = f"{(abs(number) / 1000 ** (len(signs) - len(bare))).quantize(Decimal(1), ROUND_HALF_UP):f}"
    printed_backwards: list[str] = []
    tokens = [match[0] for match in _TOKEN.finditer(bare)]
    places = [index for index, token in enumerate(tokens) if token in "0#?"]
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token not in "0#?":
            printed_backwards.append(_HELD.sub(r"\1", token))
            continue
        taken = digits if index == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        printed_backwards.append(taken or ("0" if token == "0" else ""))
    return "".join(reversed(printed_backwards))


def _figure(number: Decimal, signs: str) -> str:
    thousands = len(signs) - len(signs.rstrip(","))
    whole, _, fraction = signs.rstrip(",").partition(".")
    number = abs(number) / 1000**thousands
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP) if number.adjusted() < 20 else number
    units, _, decimals = f"{rounded:f}".partition(".")
    optional = len(fraction) - len(fraction.rstrip("#?"))
    kept = decimals[: len(fraction) - optional] + decimals[len(fraction) - optional :].rstrip("0")
    units = units.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        units = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", units)
    return f"{units}.{kept}" if kept else units


def _date(number: Decimal, bare: str, from_1904: bool) -> str | None:
    """A count of days as a date."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        moment = start + timedelta(days=float(number))
    except (OverflowError, ValueError):
        return None
    parts = _DATE_PART.findall(_HELD.sub(r"\1", bare))
    return "".join(_date_part(part.lower(), moment, parts) for part in parts).strip()


def _date_part(part: str, moment: datetime, parts: list[str]) -> str:
    minutes = part[0] == "m" and any(p[:1] in "hH" for p in parts) and not any(p[:1] in "yYdD" for p in parts)
    values = {
        "y": moment.year, "m": moment.minute if minutes else moment.month, "d": moment.day, "h": moment.hour,
        "s": moment.second,
    }
    if part[0] not in values or not part.isalpha():
        return part
    if part[0] == "y":
        return f"{moment.year % 100:02}" if len(part) == 2 else str(moment.year)
    return f"{values[part[0]]:02}" if len(part) == 2 else str(values[part[0]])
