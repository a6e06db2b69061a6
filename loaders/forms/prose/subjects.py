"""What the words before a figure name: an item of the budget, or a class of expenditure with its code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.lexicon import Lexicon, Vocabulary
from loaders.values.numerals import numbering
from loaders.values.widths import narrow
from loaders.values.wording import fold, without_notes

# 支出预算 is that of the whole body only when nothing else stands before it: 人员支出预算 is another figure.
_WHOLE = frozenset({"income", "expenditure", "budget"})
_BEFORE_WHOLE = re.compile(
    r"(?:^|[年度]|部门|单位|[局委办厅院会处]|中心|[我本县区市省]|安排|编制|其中|总|财政|财务|当年|汇总|相应|下达|核定)$"
)
# What may stand between the words of an item and its figure; a noun there would be another subject.
_TAIL = re.compile(
    r"[预算支出收入安排数为是共计合总额金资决执行约本当年初度一般公财政拨款的达到编制下核定各均拟需涉及规模\d亿万元]*"
)
_GENERIC = re.compile(
    r"(?:20\d\d|年度?|本|当|今|年初|部门|单位|财政拨款|一般公共预算|安排|收入|支出|预算|决算|执行|数|总额|总计|合计"
    r"|共计|共|为|是|约|金额|资金|的)*"
)
_SUFFIX = r"[”\"’]?(?:科目)?(?:支出)?(?:20\d\d年度?)?(?:年初)?(?:预算)?(?:安排|预算数|决算|数|为|共|共计)*$"
_HAN = r"[\u4e00-\u9fff（）()、]"
_CODED = re.compile(rf"(?P<name>{_HAN}{{2,40}}?)[（(](?P<code>\d{{3}}|\d{{5}}|\d{{7}})[）)]{_SUFFIX}")
_CODE_FIRST = re.compile(rf"(?<!\d)(?P<code>\d{{3}}|\d{{5}}|\d{{7}})[-—－\s]*(?P<name>{_HAN}{{2,40}}?){_SUFFIX}")
_LEVEL = r"[\u4e00-\u9fff（）()、]{2,40}?[（(]\d{0,3}[类款项][）)]"
_CLASSED = re.compile(rf"(?P<name>(?:{_LEVEL}){{1,3}}){_SUFFIX}")
_QUOTED = re.compile(r"[“\"](?P<name>[\u4e00-\u9fff]{2,30})[”\"]科目(?:支出)?$")
_DASHED = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{2,30}支出(?:[-—－][\u4e00-\u9fff（）()]{2,40}){1,2})$")
_DIGITS_OF_LEVEL = re.compile(r"[（(](\d{2,3})[类款项][）)]")
_OF_CARRY_OVER = re.compile(r"上年(?:结转|结余)[^，。]{0,4}的")
_ECONOMIC = re.compile(r"^(?:30[1-9]|31[0-3]|399|50[1-9]|51[0-5]|599)")

_SMALLEST_SHARE = 0.4
"""The words of an item must make up at least this share of a label, so that a label of several items names none."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of: the item, its name as printed, and the code of a class where printed."""

    item: str
    name: str
    code: str | None = None


def subject_of(words: str, lead: str, side: str, lexicon: Lexicon) -> Subject | None:
    """The subject that the words of a clause name, or the longer text before the figure for classes and their codes.

    `side` tells what sources of money are read as where the words do not say it: income or expenditure.
    """
    classed = class_of(lead, lexicon)
    if classed is not None:
        return classed
    found = named(words, lexicon.statements)
    if found is None:
        return None
    item, wording = found
    if _OF_CARRY_OVER.match(words) and item != "income_carry_over":
        return Subject("carry_over_part", wording)
    return Subject(f"{side}_{item.removeprefix('either_')}" if item.startswith("either_") else item, wording)


def label_of(text: str, side: str, lexicon: Lexicon) -> Subject | None:
    """The subject of a heading or label, where it names one item and little else."""
    words = numbering(text)[1].rstrip("。：: ")
    subject = subject_of(words, words, side, lexicon)
    if subject is None or len(fold(subject.name)) < _SMALLEST_SHARE * len(fold(words)):
        return None
    return subject if subject.code or stands_alone(re.sub("情况|说明", "", words), fold(subject.name)) else None


def class_of(text: str, lexicon: Lexicon) -> Subject | None:
    """The functional or economic class that a text ends in, by its code or by its levels.

    >>> from loaders.lexicon import lexicon
    >>> class_of("（一）行政运行（2010501）", lexicon())
    Subject(item='by_function', name='行政运行', code='2010501')
    >>> class_of("1.公共安全支出（204类）司法（06款）行政运行（01项）", lexicon())
    Subject(item='by_function', name='公共安全支出（204类）司法（06款）行政运行（01项）', code='2040601')
    >>> class_of("工资福利支出(301)", lexicon()).item, class_of("教育支出", lexicon()).name
    ('by_economic_class', '教育支出')
    """
    clause = numbering(re.split(r"[，,；;。：:\n]|其中", text)[-1].strip().lstrip("”“\""))[1]
    clause = clause if clause.count("“") == clause.count("”") else clause.strip("“”")
    for shape in (_CLASSED, _CODED, _CODE_FIRST, _QUOTED, _DASHED):
        match = shape.search(clause)
        if match is None:
            continue
        name = match["name"].strip("、 ")
        code = match.groupdict().get("code") or "".join(_DIGITS_OF_LEVEL.findall(narrow(name))) or None
        economic = code is not None and bool(_ECONOMIC.match(code))
        if economic or code is None or code.startswith("2"):
            return Subject("by_economic_class" if economic else "by_function", name, code)
    last = clause.strip("“”").split("、")[-1]
    plain = next((name for name in lexicon.function_classes if last.endswith(name)), None)
    if plain is None or re.search(r"[\u4e00-\u9fff]", re.sub("^(和|及|以及|包括)", "", last).removesuffix(plain)):
        return None
    return Subject("by_function", plain)


def named(words: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The item and wording that the words before a figure name: the last one, the longest among those that end there.

    >>> names = Vocabulary.of({"expenditure": ["支出预算"], "personnel": ["人员支出"]})
    >>> named("部门支出预算", names), named("人员支出预算", names), named("教育支出预算", names)
    (('expenditure', '支出预算'), ('personnel', '人员支出'), None)
    """
    folded = fold(words)
    best: tuple[int, int, str] | None = None
    for wording, item in vocabulary.names.items():
        place = folded.rfind(wording)
        if place < 0 or (item in _WHOLE and not _BEFORE_WHOLE.search(folded[:place])):
            continue
        if best is None or (place + len(wording), len(wording)) > best[:2]:
            best = place + len(wording), len(wording), wording
    return None if best is None else (vocabulary.names[best[2]], best[2])


def stands_alone(words: str, wording: str) -> bool:
    """Whether nothing but words about budgets stands between an item and its figure: no other noun.

    >>> stands_alone("接待费预算安排", "接待费"), stands_alone("接待费专项课题", "接待费")
    (True, False)
    """
    printed = (fold(words), fold(without_notes(words)))
    return any(wording in text and _TAIL.fullmatch(text[text.rfind(wording) + len(wording) :]) for text in printed)


def is_generic(words: str) -> bool:
    """Whether words before a figure name no item of their own: the subject was said before.

    >>> is_generic("2026年预算安排"), is_generic("支出决算为"), is_generic("奖补资金")
    (True, True, False)
    """
    return bool(_GENERIC.fullmatch(fold(words)))
