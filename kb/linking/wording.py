"""What two texts of one department say in the same words, and how much that means.

There is no dictionary of Chinese words here: a shared word is a run of characters that stands in both texts. It counts
by its length without general words (`[linking]` of the lexicon), and the more texts say it, the less it counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from loaders.values.wording import fold

_BREAK = "|"
_CLAUSE = re.compile(r"[，,。；;：:、！!？?（）()\n\t]")
_SENTENCE = re.compile(r"[。；;\n]")
_CLAUSE_END = re.compile(r"[，,：:]")
MIN_NAME = 4
"""Characters that a name or a topic must have to be recognised in a text."""


@cache
def _words(name: str) -> tuple[str, ...]:
    """One list of the lexicon's table for linking, the longest words first."""
    lexicon = tomllib.loads(files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return tuple(sorted(map(fold, lexicon["linking"][name]), key=lambda word: (-len(word), word)))


@cache
def _general() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words("general"))))


def clauses(*texts: str | None) -> str:
    """The folded clauses of some texts, with a mark between them that no shared word crosses.

    >>> clauses("统筹“互联网+政务服务”，构建平台。", None)
    '统筹互联网政务服务|构建平台'
    """
    parts = (fold(part) for text in texts if text for part in _CLAUSE.split(text))
    return _BREAK.join(part for part in parts if part)


def core(name: str) -> str:
    """The subject of a project's name: without the generic words it ends in.

    >>> core("社会信用体系建设工作经费"), core("现场踏勘及相关工作经费"), core("通信业务租赁费")
    ('社会信用体系', '现场踏勘', '通信业务租赁')
    """
    return _without_tails(fold(name), _words("project_tails"))


def topics(duty: str) -> tuple[str, ...]:
    """The subjects of a duty: the first clause of each sentence without the verbs around it.

    >>> topics("指导协调全县政务服务管理工作。负责优化供给，提升效能")
    ('政务服务',)
    >>> topics("协调指导政府群众服务热线工作，处理诉求；推进全县电子证照库建设")
    ('政府群众服务热线', '电子证照库')
    """
    found = (_topic(fold(_CLAUSE_END.split(sentence.strip(), maxsplit=1)[0])) for sentence in _SENTENCE.split(duty))
    return tuple(dict.fromkeys(subject for subject in found if is_name(subject)))


def _topic(opening: str) -> str:
    heads = _words("duty_heads")
    while head := next((head for head in heads if opening.startswith(head)), None):
        opening = opening.removeprefix(head)
    return _without_tails(opening, _words("duty_tails"))


def is_name(text: str) -> bool:
    """Whether a text is long and particular enough to be recognised in another.

    >>> is_name("政务服务"), is_name("优化供给"), is_name("热线")
    (True, False, False)
    """
    return len(text) >= MIN_NAME and weight(text) >= MIN_NAME - 1


def _without_tails(text: str, tails: Iterable[str]) -> str:
    while tail := next((tail for tail in tails if text.endswith(tail)), None):
        text = text.removesuffix(tail)
    return text


def weight(word: str) -> int:
    """How many characters of a word are left without general words; one character left says nothing.

    >>> weight("公共资源交易"), weight("做好各项工作"), weight("社会信用体系建设")
    (6, 0, 6)
    """
    left = len(_general().sub("", word))
    return left if left > 1 else 0


def shared_words(left: str, right: str, shortest: int = 2) -> tuple[str, ...]:
    """The longest runs of `left`, from its beginning on, that also stand in `right`; general ones are left out.

    >>> shared_words("一体化网上审批政务平台", "构建全县一体化政务服务平台|推行网上办理")
    ('一体化', '网上', '政务', '平台')
    """
    words: dict[str, None] = {}
    start = 0
    while start <= len(left) - shortest:
        end = start + shortest
        if _BREAK in left[start:end] or left[start:end] not in right:
            start += 1
            continue
        while end < len(left) and left[end] != _BREAK and left[start : end + 1] in right:
            end += 1
        words[left[start:end]] = None
        start = end
    return tuple(word for word in words if weight(word))


def rarity(word: str, texts: Sequence[str]) -> float:
    """1 for a word of one text, and less for each further text that says it.

    >>> texts = ["信用体系", "政务服务", "政务公开", "热线"]
    >>> rarity("信用", texts), rarity("政务", texts)
    (1.0, 0.75)
    """
    return 1 - (max(1, sum(word in text for text in texts)) - 1) / max(1, len(texts))
