"""The pages of what the readers find doubtful: each says exactly the sentences that the readers say."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import check_fixtures
import pytest
from built import built

import loaders
from kb.checks import checks, pages

CODES = sorted(code for code, page in pages().items() if page.topic == "reading")
RULE = re.compile(r"[a-z]+\.[a-z_]+")
DATA = Path(__file__).parents[2] / "data"


def said() -> dict[str, set[tuple[str, ...]]]:
    """What the source of the readers says of each rule: its sentences, English and Chinese, with {} for words."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in sorted(Path(loaders.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given = list(_texts(node)) if isinstance(node, ast.Call) and _reports(node.func) else []
            if given and RULE.fullmatch(given[0][1]):
                named = dict(given)
                sentences = (named.get("message"), named.get("message_zh"))
                found[given[0][1]].add(tuple(filter(None, sentences)) or tuple(text for _, text in given[1:]))
    return found


def _reports(function: ast.expr) -> bool:
    name = getattr(function, "id", None) or getattr(function, "attr", "")
    return str(name) in ("Fault", "_fault")


def _texts(call: ast.Call) -> Iterator[tuple[str | None, str]]:
    """The texts that a call is given, those by name with their names, the rule first."""
    given = [(None, value) for value in call.args] + [(word.arg, word.value) for word in call.keywords]
    for name, value in given:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield name, value.value
        elif isinstance(value, ast.JoinedStr):
            yield name, "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in value.values)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_the_readers_say(code: str) -> None:
    on_page = {
        tuple(re.sub(r"{[a-z_0-9]+}", "{}", text) for text in (sentence.en, sentence.zh))
        for sentence in pages()[code].sentences.values()
    }
    assert on_page == said()[code]


def test_all_that_the_readers_say_has_a_page() -> None:
    assert sorted(said()) == CODES


def test_every_finding_has_a_page_and_a_chinese_sentence(tmp_path: Path) -> None:
    failing = (check_fixtures.document(check.page.code, "fails") for check in checks())
    with closing(built([DATA, *failing], tmp_path)) as connection:
        query = "select distinct rule from findings where check_id is null or message_zh is null or message_zh = ''"
        assert [rule for (rule,) in connection.execute(query)] == []
