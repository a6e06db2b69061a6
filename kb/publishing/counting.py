"""How many answers each question has, counted once when a knowledge base is built, because it does not change after."""

from __future__ import annotations

from pathlib import Path

from kb.publishing.answers import OutOfTime, answer
from kb.publishing.questions import Question, questions

SECONDS = 10.0
"""How long one question may take to be counted: as long as its page may take."""


def counts(folder: Path, seconds: float = SECONDS) -> dict[str, int]:
    """The number of rows that each question gives when nothing is filled in.

    A question that needs a word of the reader has none; nor has one that takes longer than `seconds`.
    """
    found = {question.name: _count(folder, question, seconds) for question in questions().values()}
    return {name: number for name, number in found.items() if number is not None}


def _count(folder: Path, question: Question, seconds: float) -> int | None:
    if question.needed:
        return None
    empty = {parameter.name: "" for parameter in question.parameters}
    try:
        rows = answer(folder, f"select count(*) from (\n{question.sql})", empty, seconds=seconds).rows
    except OutOfTime:
        return None
    return int(str(rows[0][0]))
