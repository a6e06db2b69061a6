"""In which language a page speaks: Chinese or English, by the reader's choice, else by what the browser asks for.

Every word that our pages say stands in `texts/*.toml`, one file for each page and `common.toml` for all, in both
languages. Facts from documents stay as printed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

from kb.explore.direction import closed

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
COOKIE = "kb_language"
PARAMETER = "_language"


class TextMissing(LookupError):
    """A page asks for words that no file of texts gives."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language."""

    language: Language

    def __call__(self, key: str, /, **words: object) -> str:
        """The text of a key (`department.duties`) with words for its places. Raises `TextMissing`."""
        try:
            text = texts()[key][self.language]
        except KeyError as error:
            raise TextMissing(f"no text {key} in the language {self.language}; add it to kb/explore/texts") from error
        return text.format_map({name: closed(word) for name, word in words.items()}) if words else text

    def term(self, group: str, code: object) -> str:
        """What people call a code of ours (`terms.funding_none` for `none`); another code stays as it is."""
        return texts().get(f"terms.{group}_{code}", {}).get(self.language) or str(code or "")

    def of(self, row: Mapping[str, object], name: str) -> str:
        """A column that stands in the row in both languages (`message` and `message_zh`)."""
        own = row[f"{name}_zh"] if self.language == "zh" and row[f"{name}_zh"] else row[name]
        return str(own or "")

    @property
    def other(self) -> Language:
        """The language that the switch leads to."""
        return "en" if self.language == "zh" else "zh"


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All texts by key: the name of their file, a dot, and their own name."""
    found: dict[str, Mapping[str, str]] = {}
    for file in resources.files("kb.explore").joinpath("texts").iterdir():
        if file.name.endswith(".toml"):
            for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[f"{file.name.removesuffix('.toml')}.{name}"] = text
    return found


CHINESE = Speech("zh")
SPEECH: ContextVar[Speech] = ContextVar("speech", default=CHINESE)
"""The language of the request that is being answered, for templates that Datasette renders without telling us."""


class Current:
    """The speech of the request that is being answered, as templates call it: `t('common.home')`."""

    def __call__(self, key: str, /, **words: object) -> str:
        """See `Speech.__call__`."""
        return SPEECH.get()(key, **words)

    def term(self, group: str, code: object) -> str:
        """See `Speech.term`."""
        return SPEECH.get().term(group, code)

    def of(self, row: Mapping[str, object], name: str) -> str:
        """See `Speech.of`."""
        return SPEECH.get().of(row, name)

    @property
    def language(self) -> Language:
        """See `Speech`."""
        return SPEECH.get().language

    @property
    def other(self) -> Language:
        """See `Speech.other`."""
        return SPEECH.get().other


QUERY: ContextVar[str] = ContextVar("query", default="")
"""What stands behind the question mark of its address."""


def switch_address() -> str:
    """The address of the page that is being answered, in the other language."""
    kept = [(name, value) for name, value in parse_qsl(QUERY.get(), keep_blank_values=True) if name != PARAMETER]
    return f"?{urlencode([*kept, (PARAMETER, SPEECH.get().other)])}"


def speech_of(request: Request | None) -> Speech:
    """The language that a request chooses: in its address, in the cookie of an earlier choice, or by its header."""
    if request is None:
        return Speech("zh")
    for chosen in (request.args.get(PARAMETER), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return Speech("zh" if chosen == "zh" else "en")
    return Speech(accepted(request.headers.get("accept-language", "")))


def accepted(header: str) -> Language:
    """The language of ours that an Accept-Language header likes best; Chinese where it likes none.

    >>> accepted("en-GB,en;q=0.9,zh;q=0.5"), accepted("zh-CN"), accepted("fr"), accepted("")
    ('en', 'zh', 'zh', 'zh')
    """
    liked: list[tuple[float, int, Language]] = []
    for place, part in enumerate(header.split(",")):
        tag, _, quality = part.strip().partition(";")
        language = tag.partition("-")[0].lower()
        if language in LANGUAGES:
            liked.append((-_quality(quality), place, "zh" if language == "zh" else "en"))
    return min(liked)[2] if liked else "zh"


def _quality(text: str) -> float:
    try:
        return float(text.replace("q=", "").strip() or 1)
    except ValueError:
        return 0.0
