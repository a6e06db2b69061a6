"""The page of a check: what it is called, what it says, by which method, why, with which tolerance and exclusions.

A page is a TOML file of the check's name beside its module, in Chinese and English. It holds every sentence that the
check says, so that wording can be reviewed in one place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kb.checks.finding import SEVERITIES, Finding, Severity, Subject
from kb.schema import CHECK_PARTS

LANGUAGES = ("en", "zh")
JOIN = {"en": " ", "zh": ""}
"""What stands between two lines of a text in each language."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a sentence that each language says differently, such as the name of a table."""

    en: str
    zh: str


Word = str | int | Term
Value = Word | Iterable[Word]


def either(words: Iterable[Term]) -> Term:
    """Several terms of which any one will do.

    >>> either([Term("Income", "收入总表"), Term("Expenditure", "支出总表")])
    Term(en='Income / Expenditure', zh='收入总表 / 支出总表')
    """
    terms = tuple(words)
    return Term(" / ".join(term.en for term in terms), " / ".join(term.zh for term in terms))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places for words in braces, and how grave it is what it says."""

    severity: Severity
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one check. `texts` are its title and `CHECK_PARTS` by name and language; `sentences` what it says."""

    code: str
    topic: str
    severity: Severity
    texts: dict[str, dict[str, str]]
    sentences: dict[str, Sentence]

    def finding(
        self, sentence: str, subject: Subject, *, expected: str | None = None, actual: str | None = None,
        **words: Value,
    ) -> Finding:
        """A finding of this check: one of its sentences about one subject, with the words for its places.

        Several words for one place are joined by “ + ”.
        """
        said = self.sentences[sentence]
        return Finding(
            rule=self.code, severity=said.severity, document_id=subject.document_id, subject_table=subject.table,
            subject_id=subject.id, passage_id=subject.passage_id, expected=expected, actual=actual,
            message=said.en.format_map({name: told(value, "en") for name, value in words.items()}),
            message_zh=said.zh.format_map({name: told(value, "zh") for name, value in words.items()}),
        )


def told(value: Value, language: str) -> str:
    """A value as a language says it.

    >>> told(Term("basic", "基本支出"), "zh"), told([Term("basic", "基本支出"), "其他"], "en")
    ('基本支出', 'basic + 其他')
    """
    if isinstance(value, Term):
        return value.zh if language == "zh" else value.en
    return str(value) if isinstance(value, str | int) else " + ".join(told(word, language) for word in value)


def page(module: str) -> Page:
    """The page beside a module, given by its full name."""
    package, _, name = module.rpartition(".")
    text = files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse(text, package.rpartition(".")[2])


def parse(text: str, topic: str) -> Page:
    """The page that a TOML text holds. The gravest of its sentences says how grave the check is."""
    table: dict[str, Any] = tomllib.loads(text)
    sentences = {name: Sentence(**said) for name, said in table["sentences"].items()}
    severity = min((said.severity for said in sentences.values()), key=SEVERITIES.index)
    texts = {
        part: {language: JOIN[language].join(table[part][language].split("\n")).strip() for language in LANGUAGES}
        for part in ("title", *CHECK_PARTS)
    }
    return Page(table["code"], topic, severity, texts, sentences)
