"""Codes: of projects, of functional and economic classes, of budget departments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.values.widths import narrow, squeeze

_PROJECT = re.compile(
    r"(?P<division>[1-8]\d{5})(?P<year>\d\d)(?P<letter>[A-Z])(?P<serial>[0-9A-Z]{11})(?P<check>[0-9A-Z])", re.ASCII
)
_ANY_PROJECT = re.compile(r"(?=(?:.*\d){10})\d{2}[0-9A-Z-]{10,28}", re.ASCII)
_PROJECT_FRONT = re.compile(
    r"(?P<code>[0-9A-Z][0-9A-Z\s-]{10,32}?)\s*[-—–_|:]\s*(?P<name>[^\dA-Z\s-].*)", re.ASCII | re.DOTALL
)
_CHECK_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LETTER_PLACE = 8
_FUNCTIONAL = re.compile(r"(?:10[1-9]|110|2[0-3]\d)(?:\d\d){0,2}", re.ASCII)
_ECONOMIC = re.compile(r"(?:30[1-9]|31[0-3]|399|50\d|51[0-5]|599)(?:\d\d){0,2}", re.ASCII)
_CATALOGUE = re.compile(r"[ABC]\d{2,8}", re.ASCII)
_BRACKETED = re.compile(r"[(\[【](?P<code>[A-Z]?\d{2,12})[)\]】](?P<name>.+)", re.ASCII | re.DOTALL)
_DASHED = re.compile(r"(?P<code>[A-Z]?\d{2,12})\s*[-—–_|]+\s*(?P<name>[^\d\s年月日].*)", re.ASCII | re.DOTALL)
_PLAIN = re.compile(r"(?P<code>[A-C]?\d(?:\s?\d){1,8})\s*(?P<name>[^\d\s].*)", re.ASCII | re.DOTALL)
_BODY_FRONT = re.compile(
    r"[(\[【]?(?P<code>\d{3,15})[)\]】]?[\s\-—–_|:]*(?P<name>(?!中学|小学|医院)[^\W\d年月日号个].+)", re.DOTALL
)
_BODY_BEHIND = re.compile(
    r"(?P<name>.*[^\s\d(\[【|\-—])(?:\s+|\s*[(\[【|\-—]|(?<=[^\W\d])(?=\d{5}))(?P<code>\d{3,15})[)\]】]?", re.DOTALL
)
# years, and telephone numbers (110, 120, 12345) that are part of a name
_NOT_A_BODY_CODE = re.compile(r"(?:19|20)\d\d|1[12]\d|12\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCode:
    """A project code and its parts. `check_holds` is `None` when a character stands outside the check alphabet."""

    text: str
    division: str
    year: int
    letter: str
    serial: str
    check: str
    check_holds: bool | None


def repair_code(text: str) -> str:
    """A code without the blanks and line breaks that narrow cells put into it.

    >>> repair_code("13030322P0040891000 1D")
    '13030322P00408910001D'
    """
    return squeeze(narrow(text))


def project_code(text: str) -> ProjectCode | None:
    """The parts of a project code of the national shape; `None` for any other shape.

    >>> code = project_code("13062524P000015103258")
    >>> code.division, code.year, code.letter, code.check_holds
    ('130625', 2024, 'P', True)
    """
    code = repair_code(text).upper()
    match = _PROJECT.fullmatch(code)
    if match is None:
        return None
    return ProjectCode(
        text=code, division=match["division"], year=2000 + int(match["year"]), letter=match["letter"],
        serial=match["serial"], check=match["check"], check_holds=_check_holds(code),
    )


def _check_holds(code: str) -> bool | None:
    """Whether the last character agrees with the others, by the rule found in the codes of Hebei."""
    values = [_CHECK_ALPHABET.find(character) for place, character in enumerate(code) if place != _LETTER_PLACE]
    if min(values) < 0:
        return None
    places = [place for place in range(len(code) - 1) if place != _LETTER_PLACE]
    total = sum(pow(3, place, 31) * value for place, value in zip(places, values, strict=False))
    return (total + values[-1]) % 31 == 4


def looks_like_project_code(text: str) -> bool:
    """Whether a text has the shape of a project code of any region: 12 to 30 digits, capitals and hyphens.

    >>> looks_like_project_code("440100-2024-00012345"), looks_like_project_code("A02010105")
    (True, False)
    """
    return _ANY_PROJECT.fullmatch(repair_code(text).upper()) is not None


def split_project(text: str) -> tuple[str | None, str]:
    """The code printed before the name of a project, and the name.

    >>> split_project("11000022T000000460216-《审计》杂志办刊经费"), split_project("GZIT2022-SM-W-051103")
    (('11000022T000000460216', '《审计》杂志办刊经费'), (None, 'GZIT2022-SM-W-051103'))
    >>> split_project("2024-2026年信息化运维项目")
    (None, '2024-2026年信息化运维项目')
    """
    match = _PROJECT_FRONT.fullmatch(narrow(text).strip())
    if match is None or not looks_like_project_code(match["code"]):
        return None, text
    return repair_code(match["code"]), text.strip()[match.start("name") :]


def functional_code(text: str) -> str | None:
    """The functional or income code that a cell prints: 类 3, 款 5 or 项 7 digits.

    >>> functional_code("20103 01"), functional_code("2080201-行政运行"), functional_code("30101")
    ('2010301', '2080201', None)
    """
    return _code_of(text, _FUNCTIONAL)


def economic_code(text: str) -> str | None:
    """The economic code that a cell prints, of departments (3…) or of government (5…).

    >>> economic_code("301 工资福利支出"), economic_code("50101"), economic_code("2010301")
    ('301', '50101', None)
    """
    return _code_of(text, _ECONOMIC)


def _code_of(text: str, shape: re.Pattern[str]) -> str | None:
    code = split_code_name(text)[0] or repair_code(text)
    return code if shape.fullmatch(code) else None


def split_code_name(text: str) -> tuple[str | None, str]:
    """A code and the name behind it. Without a bracket or a dash only codes of known lists are codes.

    >>> split_code_name("2080201-行政运行"), split_code_name("[2210203]购房补贴"), split_code_name("301 工资福利支出")
    (('2080201', '行政运行'), ('2210203', '购房补贴'), ('301', '工资福利支出'))
    >>> split_code_name("12345 民生服务平台工作经费"), split_code_name("2024年预算")
    ((None, '12345 民生服务平台工作经费'), (None, '2024年预算'))
    """
    line = narrow(text).strip()
    match = _BRACKETED.fullmatch(line) or _DASHED.fullmatch(line)
    if match is None and (match := _PLAIN.fullmatch(line)):
        code = repair_code(match["code"])
        known = any(shape.fullmatch(code) for shape in (_FUNCTIONAL, _ECONOMIC, _CATALOGUE))
        match = match if known else None
    # narrow() keeps every position, so the name can be cut from the text as printed
    printed = text.strip()
    return (repair_code(match["code"]), printed[match.start("name") :].strip()) if match else (None, printed)


def split_body(text: str) -> tuple[str | None, str]:
    """The code printed before or behind the name of a body, and its name.

    >>> split_body("202保定市徐水区行政审批局"), split_body("平罗县审批服务管理局 067001")
    (('202', '保定市徐水区行政审批局'), ('067001', '平罗县审批服务管理局'))
    >>> split_body("630001 行政审批部门行政审批局本级"), split_body("12345热线中心")
    (('630001', '行政审批部门行政审批局本级'), (None, '12345热线中心'))
    """
    line, printed = narrow(text).strip(), text.strip()
    match = _BODY_FRONT.fullmatch(line) or _BODY_BEHIND.fullmatch(line)
    if match is None or _NOT_A_BODY_CODE.fullmatch(match["code"]):
        return None, printed
    return match["code"], printed[match.start("name") : match.end("name")].strip()
