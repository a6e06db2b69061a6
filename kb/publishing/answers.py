"""Answers of a knowledge base to saved questions, to SQL and to SPARQL: read only, within a time limit."""

from __future__ import annotations

import difflib
import math
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from kb.database import connect
from kb.graph import Answer, tabled
from kb.graph.querying import Value
from kb.publishing.questions import Question, bind, questions
from kb.publishing.search import SEARCHED
from kb.publishing.sparql import Asked, Failure, pool, result_of
from kb.publishing.words import match_expression

Language = Literal["sql", "sparql"]

SECONDS = 30.0
MOST_ROWS = 1_000_000
MOST_BYTES = 50_000_000
STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 20_000

READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer"}

COMMENTS = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
ONLY_SPARQL = {"prefix", "base", "ask", "construct", "describe"}
ONLY_SQL = {"with", "values", "explain"}


class AnswerError(ValueError):
    """A question that gets no answer. The message is one sentence that says why."""


class OutOfTime(AnswerError):
    """A question that takes longer than it may."""


def answer(
    folder: Path, question: str, parameters: Mapping[str, str] | None = None, *,
    language: Language = "sql", seconds: float = SECONDS,
) -> Answer:
    """The answer of the knowledge base in `folder` to a saved question, to SQL or to SPARQL.

    `language` chooses between the two forms of a saved question. An unknown name, an unknown parameter, a query that
    is wrong or would change something raises `AnswerError`; so does one that takes longer than `seconds`.
    """
    given = dict(parameters or {})
    if not (folder / "kb.db").is_file():
        raise AnswerError(f"{folder} is no knowledge base: it has no file kb.db.")
    _check_text(question, *given.values())
    if (saved := questions().get(question.strip())) is not None:
        values = filled(saved, given)
        text = saved.sql if language == "sql" else saved.sparql
        return _ask(folder, text, values, language, seconds)
    return _ask(folder, question, given, language_of(question), seconds)


def _ask(folder: Path, text: str, values: Mapping[str, str], language: Language, seconds: float) -> Answer:
    return _sql(folder, text, values, seconds) if language == "sql" else _sparql(folder, bind(text, values), seconds)


def _check_text(*texts: str) -> None:
    for text in texts:
        if any("\ud800" <= character <= "\udfff" or character == "\0" for character in text):
            raise AnswerError("The question holds bytes that are no text.")


def filled(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """A value for every parameter of a saved question: the given one or the default."""
    known = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise AnswerError(f"{question.name} has no parameter {name}; it has {', '.join(sorted(known))}.")
    values = {p.name: given.get(p.name, p.default) for p in question.parameters}
    for parameter in question.parameters:
        value = values[parameter.name]
        if parameter.whole and value and not re.fullmatch(r"[0-9]{1,9}", value):
            raise AnswerError(f"The parameter {parameter.name} takes a whole number, not {value!r}.")
    return values


def language_of(text: str) -> Language:
    """Whether a text is SQL or SPARQL; anything else is the name of a question that does not exist.

    >>> language_of("select name from projects where purpose like '%{%'")
    'sql'
    >>> language_of("SELECT ?p WHERE { ?p a bk:Project }")
    'sparql'
    """
    start = COMMENTS.match(text)
    word = re.match(r"[A-Za-z]*", text[start.end() :] if start else text)
    first = word[0].lower() if word else ""
    if first in ONLY_SPARQL:
        return "sparql"
    if first == "select" or (first in ONLY_SQL and not re.fullmatch(r"[\w-]+", text.strip())):
        return "sparql" if first == "select" and "{" in QUOTED.sub("", text) else "sql"
    raise AnswerError(_unknown(text.strip()))


def _unknown(name: str) -> str:
    if re.search(r"\s", name):
        return "This is no saved question, and neither SQL that reads nor SPARQL: begin with SELECT, WITH or PREFIX."
    close = difflib.get_close_matches(name, questions(), n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(questions())}."
    return f"There is no saved question {name[:80]!r}; {hint}"


def _sparql(folder: Path, text: str, seconds: float) -> Answer:
    try:
        reply = pool(folder / "graph").ask(Asked(text, "json", "nt", rows=MOST_ROWS, seconds=seconds))
    except Failure as failure:
        raise AnswerError(str(failure)) from failure
    except OSError as error:
        raise AnswerError(f"The graph of {folder} cannot be opened.") from error
    if reply.cut:
        raise AnswerError(f"The answer has more than {MOST_ROWS:,} rows; use kb export for all of a table.")
    found = tabled(result_of(reply.format, reply.body))
    rows = tuple(tuple(float(v) if isinstance(v, Decimal) else _plain(v) for v in row) for row in found.rows)
    return Answer(found.columns, rows)


def _sql(folder: Path, text: str, values: Mapping[str, str], seconds: float) -> Answer:
    connection = connect(folder / "kb.db", read_only=True)
    try:
        _guard(connection, seconds)
        cursor = connection.execute(text, values)
        rows = cursor.fetchmany(MOST_ROWS + 1)
        columns = _distinct(column for column, *_ in cursor.description or ())
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _refusal(str(error), seconds) from error
    finally:
        connection.close()
    if len(rows) > MOST_ROWS:
        raise AnswerError(f"The answer has more than {MOST_ROWS:,} rows; use kb export for all of a table.")
    return Answer(columns, tuple(tuple(map(_plain, row)) for row in rows))


def _plain(value: object) -> Value:
    """A value that every format can show: bytes in hexadecimal, infinity in words."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value if isinstance(value, str | int) else None


def _guard(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute("pragma query_only = on")
    # Opening a search table declares it anew, which looks like writing: open them before writing is refused.
    for table in SEARCHED:
        connection.execute(f'pragma table_info("{table}_fts")').fetchall()
    connection.create_function("escape_fts", 1, match_expression, deterministic=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_authorize)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS_AT_THE_CLOCK)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    allowed = (
        action in READING
        or (action == sqlite3.SQLITE_FUNCTION and second not in REFUSED_FUNCTIONS)
        # The full-text search itself asks whether the file has changed.
        or (action == sqlite3.SQLITE_PRAGMA and first == "data_version")
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _refusal(message: str, seconds: float) -> AnswerError:
    if "not authorized" in message or "prohibited" in message:
        return AnswerError("Only reading is allowed: ask with SELECT.")
    if "interrupted" in message:
        return OutOfTime(f"The question took longer than {seconds:g} seconds.")
    return AnswerError(f"SQLite says: {message.rstrip('.')}.")


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Column names, repeated ones numbered, so that every value keeps a name of its own."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(result)
