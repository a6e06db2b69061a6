"""The saved questions: one SQL and one SPARQL file of the same name in ontology/questions, with the same answer.

The SQL file begins with comments that say what the question is:

    -- number: 1a
    -- title-zh: …                      (title-en, about-zh and about-en alike)
    -- parameter year = "" integer : 预算年度 : budget year

A parameter is `:year` in SQL and the variable `?wanted_year` in SPARQL. An empty parameter asks for all. The SPARQL
file carries the defaults in lines of the form `values (?wanted_year) { ("") }`, so any editor can run it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

KEY = re.compile(r"-- (number|title-zh|title-en|about-zh|about-en): (.+)")
PARAMETER = re.compile(r'-- parameter (\w+) = "([^"]*)"( integer)? : (.+?) : (.+)')
VALUES = re.compile(r'values \(((?:\?wanted_\w+ ?)+)\) \{ \(((?:"[^"\\\n]*" ?)+)\) \}', re.IGNORECASE)
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may fill in. `whole` parameters take whole numbers only."""

    name: str
    default: str
    whole: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question in words, in SQL and in SPARQL."""

    name: str
    number: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    parameters: tuple[Parameter, ...]
    sql: str
    sparql: str

    @property
    def needed(self) -> tuple[Parameter, ...]:
        """What a reader must say before there is an answer: the parameters that are never empty."""
        return tuple(parameter for parameter in self.parameters if parameter.default)


class QuestionFault(ValueError):
    """A question file that does not say what a question has to say."""


@cache
def questions() -> Mapping[str, Question]:
    """All saved questions by name, in the order of their numbers."""
    folder = resources.files("ontology").joinpath("questions")
    names = [file.name.removesuffix(".sql") for file in folder.iterdir() if file.name.endswith(".sql")]
    found = [
        parse(name, *(folder.joinpath(name + suffix).read_text(encoding="utf-8") for suffix in (".sql", ".rq")))
        for name in names
    ]
    return {question.name: question for question in sorted(found, key=lambda question: question.number)}


def parse(name: str, sql: str, sparql: str) -> Question:
    """A question from the text of its two files.

    >>> head = [f"-- {key}: …" for key in ("number", "title-zh", "title-en", "about-zh", "about-en")]
    >>> sql = [*head, '-- parameter year = "" integer : 年度 : year', "select 1"]
    >>> parse("a", chr(10).join(sql), 'values (?wanted_year) { ("") }').parameters
    (Parameter(name='year', default='', whole=True, zh='年度', en='year'),)
    """
    words: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = sql.splitlines()
    head = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for number, line in enumerate(lines[:head], 1):
        if key := KEY.fullmatch(line):
            words[key[1].replace("-", "_")] = key[2]
        elif found := PARAMETER.fullmatch(line):
            parameters.append(Parameter(found[1], found[2], bool(found[3]), found[4], found[5]))
        else:
            raise QuestionFault(f"{name}.sql, line {number} is no line of a question's head: {line}")
    missing = {"number", "title_zh", "title_en", "about_zh", "about_en"} - words.keys()
    if missing:
        raise QuestionFault(f"{name}.sql does not say its {min(missing)}.")
    _compare(name, parameters, sparql)
    return Question(name=name, parameters=tuple(parameters), sql="\n".join(lines[head:]) + "\n", sparql=sparql, **words)


def _compare(name: str, parameters: list[Parameter], sparql: str) -> None:
    declared = {parameter.name: parameter.default for parameter in parameters}
    if declared != defaults(sparql):
        raise QuestionFault(f"{name}.sql and {name}.rq do not declare the same parameters with the same defaults.")


def defaults(sparql: str) -> dict[str, str]:
    """The parameters that a SPARQL text declares, with their defaults.

    >>> defaults('select * { values (?wanted_year ?wanted_item) { ("2024" "") } }')
    {'year': '2024', 'item': ''}
    """
    found: dict[str, str] = {}
    for block in VALUES.finditer(sparql):
        names = [name.removeprefix("?wanted_") for name in block[1].split()]
        found.update(zip(names, re.findall(r'"([^"]*)"', block[2]), strict=True))
    return found


def bind(sparql: str, values: Mapping[str, str]) -> str:
    """The SPARQL text with values in place of the defaults; every value stays one literal, whatever it holds.

    >>> bind('values (?wanted_year) { ("") }', {"year": 'a" ) } drop'})
    'values (?wanted_year) { ("a\\\\" ) } drop") }'
    """

    def filled(block: re.Match[str]) -> str:
        names = [name.removeprefix("?wanted_") for name in block[1].split()]
        old = re.findall(r'"([^"]*)"', block[2])
        literals = [_literal(values.get(name, default)) for name, default in zip(names, old, strict=True)]
        return f"values ({' '.join('?wanted_' + name for name in names)}) {{ ({' '.join(literals)}) }}"

    return VALUES.sub(filled, sparql)


def _literal(text: str) -> str:
    return '"' + "".join(ESCAPES.get(character, character) for character in text) + '"'
