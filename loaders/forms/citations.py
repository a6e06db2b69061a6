"""Policy documents that the text cites (《…》（冀办字〔2018〕55号）), joined to the goal or duty that cites them."""

from __future__ import annotations

import re

from loaders.forms.reading import Reading, numbers
from loaders.places import Document
from loaders.records import Citation, Goal, Responsibility
from loaders.values.numerals import numbering
from loaders.values.policies import cited_policies
from loaders.values.wording import fold

LONGEST_REST = 6
"""Signs that a passage may have beside the policies it cites to be a line of a list of policies."""
_CITED = re.compile(
    r"《[^》]*》(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)?[）)])?(?:第[一二三四五六七八九十]+条)?"
)


def read_citations(document: Document, reading: Reading) -> None:
    """Add every citation of the document, in reading order; call it when goals and duties are known."""
    goals = {number: goal for goal in reading.of(Goal) for number in goal.passages}
    duties = {number: duty for duty in reading.of(Responsibility) for number in duty.passages}
    position = 0
    for passage in document.passages:
        if reading.structure.get(passage.number) in ("contents", "glossary", "page_number"):
            continue
        cited = list(cited_policies(passage.text))
        if cited and len(fold(_CITED.sub("", numbering(passage.text)[1]))) <= LONGEST_REST:
            reading.known("citation", passage)
        for policy in cited:
            position += 1
            reading.add(
                Citation(
                    passages=numbers([passage]), position=position, title=policy.title, number=policy.number,
                    goal=goals.get(passage.number), responsibility=duties.get(passage.number),
                )
            )
