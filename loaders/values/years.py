"""Years in texts, titles and periods; only years that are printed as years."""

from __future__ import annotations

import re

from loaders.values.widths import narrow, squeeze

_WORDS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_IN_WORDS = re.compile("(?<![〇零○一二三四五六七八九十])[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
_YEARS = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<from>{_YEAR})(?:年度?)?(?:[-—–~至到、和及]|[-—]{{2}})(?P<to>{_YEAR})年"  # 2024-2026年
    rf"|(?<!\d)(?<!\d[.,])(?P<year>{_YEAR})年"  # 2024年, 2024年度
    rf"|(?<![\d./-])(?<!\d,)(?P<date>{_YEAR})(?P<mark>[-/.])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9])"
    r"(?![\d./-])",
    re.ASCII,
)
_MISTYPED = re.compile(
    r"(?<![\d.,])(?:(?P<long>[12]\d{4})(?=年(?!前|以|的|后))"
    r"|(?P<year>20\d|0\d{3}|[3-9]0[12]\d)(?=年(?:度|部门|单位|预算|决算|财政|\d{1,2}月)))", re.ASCII
)
_DECLARED = (
    re.compile(rf"(?:预算|决算|会计|财政)?年度:(?P<year>{_YEAR})(?!\d)", re.ASCII),
    re.compile(rf"[(\[【](?P<year>{_YEAR})年?度?[)\]】]", re.ASCII),
    re.compile(rf"(?<!\d)(?P<year>{_YEAR})年?度?(?=[^,。;\d]{{0,30}}?(?:预算|决算|绩效))", re.ASCII),
    re.compile(rf"^(?P<year>{_YEAR})年度?", re.ASCII),
)
_PERIOD_YEAR = re.compile(rf"(?<!\d)(?P<year>{_YEAR})(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?(?!\d)", re.ASCII)
_OPEN_END = re.compile("长期|至今|持续|起$|以后")


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, in order, each mention counted.

    >>> years_in("2024年度预算较2023年增加，2024-12-31前完成"), years_in("二〇二四年"), years_in("2024-2026年")
    ((2024, 2023, 2024), (2024,), (2024, 2026))
    >>> years_in("共2024.00万元（冀办字〔2018〕55号）"), years_in("22023年部门预算")
    ((), ())
    """
    line = _IN_WORDS.sub(lambda match: match.group().translate(_WORDS), squeeze(narrow(text)))
    return tuple(int(group) for match in _YEARS.finditer(line) for group in _groups(match))


def _groups(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(group for group in match.group("from", "to", "year", "date") if group)


def mistyped_years(text: str) -> tuple[str, ...]:
    """Numbers printed in the place of a year that cannot be one.

    >>> mistyped_years("22023年部门预算公开"), mistyped_years("2023年部门预算公开")
    (('22023',), ())
    >>> mistyped_years("22023年，全面推进"), mistyped_years("共有12000年前的遗址")
    (('22023',), ())
    """
    return tuple(match["long"] or match["year"] for match in _MISTYPED.finditer(squeeze(narrow(text))))


def fiscal_year_declared(text: str) -> int | None:
    """The budget year that a title or the head of a form states.

    >>> fiscal_year_declared("预算年度：2024"), fiscal_year_declared("(2024 年度)")
    (2024, 2024)
    >>> fiscal_year_declared("行政审批部门 2022 年部门预算绩效文本"), fiscal_year_declared("便民中心工作经费")
    (2022, None)
    """
    line = _IN_WORDS.sub(lambda match: match.group().translate(_WORDS), squeeze(narrow(text)))
    for pattern in _DECLARED:
        if match := pattern.search(line):
            return int(match["year"])
    return None


def period_years(text: str | None) -> tuple[int | None, int | None]:
    """The first and last year of a project's period (项目期), as far as printed.

    >>> period_years("2024-2026年"), period_years("2024年1月至2024年12月"), period_years("2024年"), period_years("1 年")
    ((2024, 2026), (2024, 2024), (2024, 2024), (None, None))
    """
    line = squeeze(narrow(text or ""))
    years = [int(match["year"]) for match in _PERIOD_YEAR.finditer(line)]
    if not years or years != sorted(years):
        return None, None
    return years[0], None if len(years) == 1 and _OPEN_END.search(line) else years[-1]
