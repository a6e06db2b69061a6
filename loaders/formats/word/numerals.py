"""Whole numbers in the forms in which Word prints them: 一 ① 甲 iv b 01."""

from __future__ import annotations

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
MOST = 32_767
"""The largest number that Word counts to."""


def printed_number(number: int, form: str) -> str:
    """A number in one of Word's forms; in a form that is not known, in digits.

    >>> [printed_number(n, "chineseCountingThousand") for n in (1, 10, 12, 20, 105)]
    ['一', '十', '十二', '二十', '一百零五']
    >>> printed_number(11, "decimalEnclosedCircle"), printed_number(28, "lowerLetter"), printed_number(4, "upperRoman")
    ('⑪', 'bb', 'IV')
    """
    if not 0 < number <= MOST:
        return str(number)
    if form in _COUNTING:
        return _in_words(number, "low")
    if form in _LEGAL:
        return _in_words(number, "up")
    if form in _CIRCLED and number <= 20:
        return chr(ord("①") + number - 1)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form == "ideographTraditional":
        return _STEMS[(number - 1) % len(_STEMS)]
    if form == "ideographZodiac":
        return _BRANCHES[(number - 1) % len(_BRANCHES)]
    return _latin(number, form)


def _in_words(number: int, capital: str) -> str:
    import cn2an  # here, because few documents need it and it takes a third of the time in which the program starts

    return str(cn2an.an2cn(number, capital))

def _latin(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    printed = ""
    for size, letters in _ROMAN:
        printed += letters * (number // size)
        number %= size
    return printed
