"""Policy documents that the text cites (《…》（冀办字〔2018〕55号）), joined to the goal or duty that cites them."""

from __future__ import annotations

from loaders.forms.reading import Reading, numbers
from loaders.places import Document
from loaders.records import Citation, Goal, Responsibility
from loaders.values.policies import cited_policies


def read_citations(document: Document, reading: Reading) -> None:
    """Add every citation of the document, in reading order; call it when goals and duties are known."""
    goals = {number: goal for goal in reading.of(Goal) for number in goal.passages}
    duties = {number: duty for duty in reading.of(Responsibility) for number in duty.passages}
    position = 0
    for passage in document.passages:
        if reading.structure.get(passage.number) in ("contents", "glossary", "page_number"):
            continue
        for policy in cited_policies(passage.text):
            position += 1
            reading.add(
                Citation(
                    passages=numbers([passage]), position=position, title=policy.title, number=policy.number,
                    goal=goals.get(passage.number), responsibility=duties.get(passage.number),
                )
            )
