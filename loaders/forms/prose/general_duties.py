"""General duties: those that every department prints, whatever its field."""

from __future__ import annotations

import re

from loaders.lexicon import Lexicon

SENTENCE = re.compile(r"[。；;\n]+")
CLAUSE = re.compile(r"[，,。；;：:\n]+")
GENERAL = ("carries_out", "drafts", "own_house")
"""The clauses that say nothing of a field of the body's own."""
MOST = 0.5
"""Share of a duty's characters that matters of its own may fill where it opens with policies and laws."""


def is_general(duty: str, lexicon: Lexicon) -> bool:
    """Whether a duty is one of every department: to carry out policies, to do what is assigned, to keep its own house.

    A duty that goes on to matters of its own is none, even if it opens with laws and policies.
    """
    words = lexicon.duties
    sentences = _parts(SENTENCE, duty)
    if not sentences:
        return False
    if words["general"].match(sentences[0]) or all(map(words["own_house"].match, sentences)):
        return True
    clauses = _parts(CLAUSE, duty)
    if words["drafts_rules"].match(sentences[0]):
        return all(map(words["drafts"].match, clauses))
    opening = words["carries_out"].search(sentences[0])
    if opening is None:
        return False
    rest = _parts(CLAUSE, duty.strip()[opening.end() :])
    own = [clause for clause in rest if not any(words[name].match(clause) for name in GENERAL)]
    return sum(map(len, own)) <= MOST * sum(map(len, clauses))


def _parts(separator: re.Pattern[str], text: str) -> list[str]:
    return [part for part in (part.strip() for part in separator.split(text)) if part]
