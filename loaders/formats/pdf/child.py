"""The process that reads PDFs: a line with a path comes in, a line with the document or the refusal goes out.

Which texts are column names is known to the asker only; they are asked for, each once.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from loaders.errors import LoadError
from loaders.formats.pdf.assembly import assembled
from loaders.formats.pdf.transfer import packed, refused

MEMORY_LIMIT = 2 * 1024**3
"""The address space, in bytes, that the process may take where the system lets it be limited."""


def main() -> None:
    """Answer until the asker goes away."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    os.dup2(2, 1)
    questions = sys.stdin
    for line in questions:
        _send(answers, _answer(Path(json.loads(line)), questions, answers))


def _answer(path: Path, questions: TextIO, answers: TextIO) -> dict[str, Any]:
    @cache
    def is_header_word(text: str) -> bool:
        _send(answers, {"is_header_word": text})
        return bool(json.loads(questions.readline()))

    try:
        return {"document": packed(assembled(path, is_header_word))}
    except LoadError as error:
        return {"refused": refused(error)}


def _send(answers: TextIO, values: dict[str, Any]) -> None:
    answers.write(json.dumps(values) + "\n")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if most == resource.RLIM_INFINITY else min(MEMORY_LIMIT, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
