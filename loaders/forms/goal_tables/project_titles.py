"""Titles of goal tables, and the name of the project in them."""

from __future__ import annotations

import re

from loaders.values.numerals import numbering

LONGEST_TITLE = 120
_TITLE = re.compile(
    r"^(?P<name>.*?)(?P<form>支出预算|支出|预算)?绩效(?:目标(?:申报|批复)?|自评|自评价)表\s*\d*(?:[（(]\d{4}年度?[)）])?$",
    re.DOTALL,
)
_GENERIC = re.compile(r"(?:^|项目|部门|单位|整体|总体|专项业务经费)$")
_STRAY = re.compile(r"(?<=[\u4e00-\u9fff])(?:[a-z]{1,3} )+[a-z]{1,3}(?=[\u4e00-\u9fff]|$)")


def project_title(text: str) -> str | None:
    """The name in a title of a goal table; empty when the title names no project; `None` when it is no such title.

    >>> project_title("1、便民中心工作经费绩效目标表"), project_title("部门项目支出预算绩效目标表2")
    ('便民中心工作经费', '')
    >>> project_title("一、总体绩效目标") is None
    True
    """
    match = _TITLE.match(text.strip())
    if match is None or len(text) > LONGEST_TITLE:
        return None
    number, name = numbering(match["name"])
    if match["form"] or (number is None and _GENERIC.search(name)):
        return ""
    return name


def without_stray_letters(name: str) -> str:
    """A name without groups of small Latin letters, parted by blanks, that an input method left in the Chinese text.

    >>> without_stray_letters("一体化平台建设cg kn"), without_stray_letters("建设OA system")
    ('一体化平台建设', '建设OA system')
    """
    return _STRAY.sub("", name)
