"""Every check: its page, a document that fails it and its twin that passes."""

from __future__ import annotations

import re
from string import Formatter

import check_fixtures
import pytest

from kb.checks import checks, pages
from kb.schema import CHECK_PARTS

FOUND = sorted(check.page.code for check in checks())
PAGES = sorted(pages())
HAN = re.compile("[\u4e00-\u9fff]")
WRONG = re.compile(r"\b(wrong|illegal|fake|fraud|violat\w*|cheat\w*)\b|违法|违规|造假|作假|错误地")


@pytest.mark.parametrize("code", FOUND)
def test_the_document_that_fails_is_told_in_the_words_of_the_page(code: str) -> None:
    expected = (check_fixtures.FOLDER / code / "found.json").read_text(encoding="utf-8")
    found = check_fixtures.findings(code, "fails")
    assert found
    assert check_fixtures.written(found) == expected


@pytest.mark.parametrize("code", FOUND)
def test_its_twin_passes(code: str) -> None:
    assert check_fixtures.findings(code, "passes") == []
    assert check_fixtures.errors(code, "passes") == []


def test_no_fixture_is_without_a_check() -> None:
    assert sorted(path.name for path in check_fixtures.FOLDER.iterdir()) == FOUND


@pytest.mark.parametrize("code", PAGES)
def test_a_page_tells_everything_in_both_languages(code: str) -> None:
    page = pages()[code]
    for part in ("title", *CHECK_PARTS):
        assert HAN.search(page.texts[part]["zh"]), part
        assert page.texts[part]["en"], part
    for sentence in page.sentences.values():
        assert places(sentence.en) == places(sentence.zh)
        assert HAN.search(sentence.zh)
        assert not WRONG.search(sentence.en + sentence.zh), "findings are told in neutral words"


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", FOUND)
def test_a_check_is_called_as_its_module_is(code: str) -> None:
    check = next(check for check in checks() if check.page.code == code)
    assert check.find.__module__ == f"kb.checks.{check.page.topic}.{code.replace('.', '_')}"
    assert check.find.__doc__
