"""The fiscal year of a document, and every year that it names, kept apart by where it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loaders.forms.reading import Reading, numbers
from loaders.places import Document, Passage
from loaders.records import Fault, Indicator, Project, Statement, YearMention, YearSource
from loaders.values.codes import project_code
from loaders.values.years import fiscal_year_declared, mistyped_years, years_in

_STRUCTURE_WITH_YEAR = frozenset({"title", "caption", "heading"})
_SOURCES_ZH = {"title": "标题", "text": "正文", "project code": "项目编码", "indicator": "绩效指标"}
Mentions = dict[int, list[Passage]]


def read_years(document: Document, reading: Reading) -> int | None:
    """Add every year that is named and return the fiscal year; what contradicts it becomes a fault.

    A declared year (title, 预算年度) is the fiscal year. Else the year of the text is, unless a project code was set up
    later: a project cannot stand in a budget of a year before its code was given, so then the year of the codes is.
    """
    by_number = {passage.number: passage for passage in document.passages}
    declared = _declared(document, reading)
    coded = _coded(reading, by_number)
    texts = _texts(document, reading)
    indicators = _indicators(reading, by_number)
    sources: tuple[tuple[YearSource, Mentions], ...] = (
        ("title", declared), ("text", texts), ("indicator", indicators), ("project_code", coded),
    )
    for source, mentions in sources:
        for named, passages in sorted(mentions.items()):
            reading.add(YearMention(passages=numbers(passages), year=named, source=source))
    year = _most_named(declared) or _of_text_or_codes(texts, coded)
    _report(year, {"title": declared, "text": texts, "project code": coded, "indicator": indicators}, reading)
    _report_mistyped(document, reading)
    return year


def _declared(document: Document, reading: Reading) -> Mentions:
    found: Mentions = {}
    for passage in document.passages:
        if reading.structure.get(passage.number) in _STRUCTURE_WITH_YEAR:
            year = fiscal_year_declared(passage.text)
            if year is not None:
                found.setdefault(year, []).append(passage)
    return found


def _coded(reading: Reading, by_number: dict[int, Passage]) -> Mentions:
    found: Mentions = {}
    for project in reading.of(Project):
        code = project_code(project.code) if project.code else None
        if code is not None:
            found.setdefault(code.year, []).append(by_number[project.passages[0]])
    return found


def _texts(document: Document, reading: Reading) -> Mentions:
    """Years of statements with figures and of the goals' prose; years inside citations are those of the policies."""
    found: Mentions = {}
    stated = {number for statement in reading.of(Statement) for number in statement.passages}
    for passage in document.passages:
        if passage.kind == "row" or reading.structure.get(passage.number) in ("contents", "glossary", "note"):
            continue
        years = set(years_in(passage.text)) | {year for _, year in _corrected(passage.text)}
        for year in years if passage.number in stated else list(years)[:1]:
            found.setdefault(year, []).append(passage)
    return found


def _indicators(reading: Reading, by_number: dict[int, Passage]) -> Mentions:
    found: Mentions = {}
    for indicator in reading.of(Indicator):
        for text in (indicator.name, indicator.description, indicator.target):
            for year in set(years_in(text or "")):
                passage = by_number[indicator.passages[0]]
                if passage not in found.setdefault(year, []):
                    found[year].append(passage)
    return found


def _corrected(text: str) -> Iterator[tuple[str, int]]:
    """Years printed with one digit too many (22023年), when leaving out a doubled digit gives one year only."""
    for printed in mistyped_years(text):
        digits = "".join(character for character in printed if character.isdigit())
        shorter = {digits[:i] + digits[i + 1 :] for i in range(len(digits))}
        years = {int(text) for text in shorter if text.startswith("20") and len(text) == 4}
        if len(years) == 1:
            yield printed, years.pop()


def _most_named(mentions: Mentions) -> int | None:
    counted = Counter({year: len(passages) for year, passages in mentions.items()})
    return max(counted, key=lambda year: (counted[year], year), default=None)


def _of_text_or_codes(texts: Mentions, coded: Mentions) -> int | None:
    of_text, of_codes = _most_named(texts), max(coded, default=None)
    if of_text is None or (of_codes is not None and of_codes > of_text):
        return of_codes
    return of_text


def _report(year: int | None, sources: dict[str, Mentions], reading: Reading) -> None:
    """A fault for each source that contradicts the fiscal year. Codes of earlier years are normal, later ones are not;
    an indicator may look ahead, but a year gone by may have been left over; title and text must name the year."""
    for source, mentions in sources.items():
        if year is None:
            return
        if source == "project code":
            others = {named for named in mentions if named > year}
        elif source == "indicator":
            others = {named for named in mentions if named < year}
        else:
            others = set() if year in mentions else set(mentions)
        if others:
            named = max(others)
            reading.fault(
                Fault(
                    rule="year.conflict", severity="warning", passage=mentions[named][0].number,
                    expected=str(year), actual=str(named),
                    message=f"the {source} names {named}, the fiscal year taken is {year}",
                    message_zh=f"{_SOURCES_ZH[source]}写的是{named}年，认定的预算年度是{year}年",
                )
            )


def _report_mistyped(document: Document, reading: Reading) -> None:
    for passage in document.passages:
        for printed in mistyped_years(passage.text):
            reading.fault(
                Fault(
                    rule="year.mistyped", severity="warning", passage=passage.number, actual=printed,
                    message=f"“{printed}” is no year",
                    message_zh=f"“{printed}”不是年份",
                )
            )
