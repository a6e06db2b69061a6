"""What the texts of one body say in the same words: folding, subjects of names and duties, shared words.

There is no dictionary of Chinese words here: a shared word is a run of characters that stands in both texts. General
words (`[linking]` of the lexicon) break it, and words that mean the same are written alike before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from loaders.values.wording import fold, without_notes

BREAK = "|"
SHORTEST = 2
"""Characters of a shared word: one alone is shared by chance."""
MIN_NAME = 4
"""Characters that a name or a topic must have to be recognised in a text."""
_CLAUSE = re.compile(r"[，,。；;：:、！!？?（）()\n\t]")
_SENTENCE = re.compile(r"[。；;\n]")
_OPENING = re.compile(r"[，,：:]")
_NUMBERED = re.compile(r"^(?:19|20)\d{2}(?:[-—～至]\d{2,4})?年?度?|^\d+(?:\.\d+)?[%％]|^第[一二三四五六七八九十\d]+次")


@cache
def _lexicon() -> dict[str, Any]:
    text = files("loaders").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["linking"])


@cache
def _words(name: str) -> tuple[str, ...]:
    """One list of the lexicon's table for linking, the longest words first."""
    return tuple(sorted(map(fold, _lexicon()[name]), key=lambda word: (-len(word), word)))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words(name))))


@cache
def _alike() -> tuple[re.Pattern[str], dict[str, str]]:
    first = {fold(word): fold(words[0]) for words in _lexicon()["same_words"] for word in words}
    longest = sorted(first, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), first


def plain(text: str) -> str:
    """A folded text in which words that mean the same are written alike.

    >>> plain("“现场勘验”"), plain("现场踏勘")
    ('现场踏勘', '现场踏勘')
    """
    pattern, first = _alike()
    return pattern.sub(lambda found: first[found[0]], fold(text))


def clauses(*texts: str | None) -> str:
    """The plain clauses of some texts, with a mark between them that no shared word crosses.

    >>> clauses("统筹“互联网+政务服务”，构建平台。", None)
    '统筹互联网政务服务|构建平台'
    """
    parts = (plain(part) for text in texts if text for part in _CLAUSE.split(text))
    return BREAK.join(part for part in parts if part)


def sentences(*texts: str | None) -> tuple[str, ...]:
    """The sentences of some texts, each as its plain clauses.

    >>> sentences("组织防汛、抗旱；负责水库。")
    ('组织防汛|抗旱', '负责水库')
    """
    found = (clauses(part) for text in texts if text for part in _SENTENCE.split(text))
    return tuple(sentence for sentence in found if sentence)


def core(name: str) -> str:
    """The subject of a project's name: without years and counts before it, notes, and the generic words it ends in.

    >>> core("社会信用体系建设工作经费"), core("现场踏勘及相关工作经费"), core("2026年水库除险加固（二期）")
    ('社会信用体系', '现场踏勘', '水库除险加固')
    """
    bare = without_notes(name).strip()
    while match := _NUMBERED.match(bare):
        bare = bare[match.end() :]
    return _without_ends(plain(bare), _words("project_heads"), _words("project_tails"))


def parts(name: str) -> tuple[str, ...]:
    """The subjects of a name that has several.

    >>> parts("经济责任与城管审计项目"), parts("防汛经费")
    (('经济责任', '城管审计'), ())
    """
    found = tuple(part for part in map(core, _joined().split(without_notes(name))) if is_name(part))
    return found if len(found) > 1 or (found and found[0] != core(name)) else ()


@cache
def _joined() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _lexicon()["joins"])))


def topics(duty: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The subjects of a duty, the first clause of each sentence without the verbs around it: whole, and one by one.

    >>> topics("指导协调全县政务服务管理工作。负责优化供给，提升效能")
    (('政务服务',), ())
    >>> topics("办理行政审批、政务服务和公共资源交易业务，处理诉求；推进全县电子证照库建设")
    (('行政审批政务服务和公共资源交易', '电子证照库'), ('行政审批', '政务服务', '公共资源交易'))
    """
    openings = [_OPENING.split(sentence.strip(), maxsplit=1)[0] for sentence in _SENTENCE.split(duty)]
    whole = dict.fromkeys(topic for topic in (_topic(plain(opening)) for opening in openings) if is_name(topic))
    pieces = ([_topic(plain(piece)) for piece in _joined().split(opening)] for opening in openings)
    single = dict.fromkeys(one for several in pieces if len(several) > 1 for one in several if is_name(one))
    return tuple(whole), tuple(one for one in single if one not in whole)


def is_name(text: str) -> bool:
    """Whether a plain text is long enough, and not only general words, to be recognised in another.

    >>> is_name("政务服务"), is_name("优化供给"), is_name("热线")
    (True, False, False)
    """
    return len(text) >= MIN_NAME and len(_any_of("general").sub("", text)) >= MIN_NAME - 1


def _topic(opening: str) -> str:
    return _without_ends(opening, _words("duty_heads"), _words("duty_tails"))


def _without_ends(text: str, heads: Iterable[str], tails: Iterable[str]) -> str:
    while head := next((head for head in heads if text.startswith(head)), None):
        text = text.removeprefix(head)
    while tail := next((tail for tail in tails if text.endswith(tail)), None):
        text = text.removesuffix(tail)
    return text


def particular(text: str) -> str:
    """A plain text with marks in place of its general words and of single characters between them.

    >>> particular("内部审计指导监督"), particular("做好各项工作")
    ('内部审计', '')
    """
    left = _joined().sub(BREAK, _any_of("general").sub(BREAK, text))
    return BREAK.join(part for part in left.split(BREAK) if len(part) >= SHORTEST)


def shared_runs(left: str, right: str, shortest: int = SHORTEST) -> tuple[tuple[int, int], ...]:
    """Where the longest runs of `left`, from its beginning on, stand that also stand in `right`.

    >>> shared_runs("一体化网上审批政务平台", "构建全县一体化政务服务平台|推行网上办理")
    ((0, 3), (3, 5), (7, 9), (9, 11))
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start <= len(left) - shortest:
        end = start + shortest
        if BREAK in left[start:end] or left[start:end] not in right:
            start += 1
            continue
        while end < len(left) and left[end] != BREAK and left[start : end + 1] in right:
            end += 1
        runs.append((start, end))
        start = end
    return tuple(runs)


def carries(run: str, text: str) -> bool:
    """Whether a run is what a text speaks of and not a part of something else: a word ends with it, or it is the verb.

    >>> carries("居民医保", "制定居民医保扶贫政策"), carries("普查", "人口、农业等普查和抽样调查")
    (False, True)
    >>> carries("储备", "编制预报|储备防汛物资")
    True
    """
    return any(
        _ends(text[found.end() :]) or text[: found.start()].endswith(BREAK) or not found.start()
        for found in re.finditer(re.escape(run), text)
    )


def stands_whole(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as a word of its own: general words or the ends of a clause are beside it.

    >>> stands_whole("商务发展", "拟订全市电子商务发展规划"), stands_whole("社会信用体系", "推动全市社会信用体系建设")
    (False, True)
    """
    return any(
        _begins(text[: found.start()]) and _ends(text[found.end() :])
        for found in re.finditer(re.escape(phrase), text)
    )


def _begins(before: str) -> bool:
    return not before or before.endswith((BREAK, *_words("before_names")))


def _ends(after: str) -> bool:
    return not after or after.startswith((BREAK, *_words("after_names"), *_words("general")))
