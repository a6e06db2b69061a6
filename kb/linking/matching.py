"""How well the name of a project, or the wording of a goal, fits a duty: by which method, how surely, by which words.

* `same_phrase`: the particular name of the project stands whole in the text. It is the document's own word.
* `same_topic`: what the duty is about (its first clause without verbs) stands in the name, or what the name comes down
  to (its end, the head of a Chinese compound) stands in the duty.
* `shared_words`: the share of the name that one sentence of the text says, each word weighed by its rarity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.linking.plans import Duty, ItemGoal, NamedProject
from kb.linking.rarity import Rarity, pairs
from kb.linking.wording import BREAK, MIN_NAME, SHORTEST, carries, shared_runs, stands_whole

THRESHOLD = 0.6
"""Share of a project's name, weighed by rarity, that a duty or goal must say for an inferred link."""
LEAST = 1.2
"""Weight of the words of an inferred link: about a rare word of two characters."""
HEADLESS = 0.5
"""What shared words are worth that say of which kind something is, but not what it is."""
PIECED = 0.97
"""What each further piece takes from shared words: a name in one piece tells more than its words apart."""
SCATTERED = 0.85
"""What a match is worth whose words stand in several sentences of the text."""
NAMING = 2.0
"""Weight from which a name or a topic is particular enough to be recognised."""
EXCLUSIVE = 6.0
"""Weight of words that no other duty says, shared with a goal, from which the goal pursues the duty."""
SHORTEST_OF_TEXTS = 4
"""Characters of a shared word of two long texts; shorter ones are shared by chance."""
IN_TEXT = 0.8
"""Score of a name that stands in the text of a goal rather than in its title."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well one text fits another: by which method, from 0 to 1, by words of which weight."""

    method: str
    score: float
    words: tuple[str, ...]
    weight: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the match is good enough for a link."""
        return self.method == "same_phrase" or (self.score >= THRESHOLD and self.weight >= LEAST)


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of one body weigh: among all bodies, and among its own duties or goals."""

    rarity: Rarity
    common: frozenset[str]
    texts: tuple[str, ...]

    def of(self, text: str) -> float:
        """The weight of a word."""
        return sum(self.rarity.weights(text, self.common))

    def name_in(
        self, project: NamedProject, texts: Sequence[str], topics: Sequence[str] = (), *, strict: bool = True
    ) -> Match | None:
        """How well a project's name fits sentences; nothing when they share no word that says anything.

        With `strict`, the name must stand as a word of its own, and what it comes down to must end a word.
        """
        said = any(stands_whole(project.core, text) if strict else project.core in text for text in texts)
        if said and self.names(project.core):
            return Match("same_phrase", 1.0, (project.core,), weight=self.of(project.core))
        whole = self.of(project.particular)
        shared = [*self._shared(project.particular, whole, texts, strict)]
        if len(texts) > 1:
            scattered = self._shared(project.particular, whole, (BREAK.join(texts),), strict)
            shared += (replace(match, score=match.score * SCATTERED) for match in scattered)
        best = max(shared, key=lambda match: match.score, default=None)
        topic = self._topic(project, texts, topics)
        if best is None or topic is None:
            return best
        return Match("same_topic", (1 + best.score) / 2, (topic, *(w for w in best.words if w not in topic)),
                     max(best.weight, self.of(topic)))

    def names(self, phrase: str) -> bool:
        """Whether a phrase is particular: long, of rare words, and not one that many of the body's texts say."""
        many = max(2, len(self.texts) // 3)
        return len(phrase) >= MIN_NAME and self.of(phrase) >= NAMING and sum(phrase in t for t in self.texts) <= many

    def _topic(self, project: NamedProject, texts: Sequence[str], topics: Sequence[str]) -> str | None:
        """The longest topic that the name says, or else the part or the head of the name that the texts say whole."""
        said = [topic for topic in topics if topic in project.core and self.of(topic)]
        if said:
            return max(said, key=len)
        parts = [part for part in project.parts if any(part in text for text in texts)]
        heads = (project.core[start:] for start in range(1, len(project.core) - MIN_NAME + 1))
        whole = (head for head in heads if any(stands_whole(head, text) for text in texts))
        return next((phrase for phrase in (*parts, *whole) if self.names(phrase)), None)

    def _shared(self, name: str, whole: float, texts: Sequence[str], strict: bool) -> Iterator[Match]:
        weights = self.rarity.weights(name, self.common)
        own = pairs(name)
        for text in texts if whole else ():
            if own.isdisjoint(pairs(text)):
                continue
            runs = [(name[a:b], sum(weights[a:b])) for a, b in shared_runs(name, text)]
            words = {word: weight for word, weight in runs if weight}
            if words:
                weight = sum(words.values())
                said = sum(len(word) for word, _ in runs) / len(name.replace(BREAK, ""))
                score = round(min(said, weight / whole) * PIECED ** (len(runs) - 1), 6)
                score *= 1.0 if not strict or _has_head(name, text) else HEADLESS
                yield Match("shared_words", score, tuple(words), weight)

    def pursues(self, goal: ItemGoal, duty: Duty, topics: Sequence[str]) -> Match | None:
        """Whether a goal pursues a duty: it bears its topic in the title, or repeats words that no other duty says.

        A word of the title counts twice.
        """
        named = [topic for topic in topics if topic in goal.title and self.of(topic)]
        if named:
            return Match("same_topic", 1.0, (max(named, key=len),), weight=EXCLUSIVE)
        runs = (goal.text[a:b] for a, b in shared_runs(goal.text, duty.text, SHORTEST_OF_TEXTS))
        own = {word: self.of(word) for word in runs if sum(word in text for text in self.texts) == 1}
        words = {word: weight * (2 if word in goal.title else 1) for word, weight in own.items() if weight}
        weight = sum(words.values())
        in_title = any(word in goal.title and own[word] >= NAMING for word in words)
        method = "same_phrase" if in_title else "shared_words"
        return Match(method, weight / (weight + EXCLUSIVE), tuple(words), weight=weight) if words else None


def _has_head(name: str, text: str) -> bool:
    """Whether what the name ends in, the head of a Chinese compound, is a matter of the text as well."""
    run = next((name[start:] for start in range(len(name) - SHORTEST + 1) if name[start:] in text), None)
    return run is not None and carries(run, text)
