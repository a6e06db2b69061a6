"""Policy documents that the text cites (《…》（冀办字〔2018〕55号）), joined to the record that cites them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from loaders.forms.reading import Reading, numbers
from loaders.places import Document
from loaders.records import Citation, Goal, Indicator, Responsibility
from loaders.values.numerals import numbering
from loaders.values.policies import CitedPolicy, cited_policies
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
    indicators = _by_passage(reading.of(Indicator))
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
                    indicator=_resting_on(policy, indicators.get(passage.number, [])),
                )
            )


def _by_passage(indicators: Iterable[Indicator]) -> dict[int, list[Indicator]]:
    found: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        for number in indicator.passages:
            found[number].append(indicator)
    return found


def _resting_on(policy: CitedPolicy, indicators: Sequence[Indicator]) -> Indicator | None:
    """The only indicator of a passage whose own cells name the policy; a row may hold those of a whole project."""
    title = fold(policy.title)
    naming = [
        indicator for indicator in indicators
        if any(title in fold(cell) for cell in (indicator.basis, indicator.description, indicator.name) if cell)
    ]
    return naming[0] if len(naming) == 1 else None
