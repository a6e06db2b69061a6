"""The front page as readers meet it: both languages, on a phone, from a count to the rows it counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visiting import Visit

BOX = {"zh": "在全部内容中查找", "en": "Search everything"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_the_width(visit: Visit, width: int, language: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(f"/?_language={language}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("combobox", name=BOX[language])).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


@pytest.mark.parametrize("place", [0, 1, 2, 5])
def test_a_question_has_as_many_rows_as_the_page_said(visit: Visit, place: int) -> None:
    page = visit.open("/")
    question = page.locator(".home-core > li").nth(place)
    count = int(question.locator("b").inner_text())
    assert count > 0
    question.get_by_role("link").click()
    expect(page.locator("table.question-answers tbody tr")).to_have_count(count)


def test_a_question_that_needs_a_word_is_asked_on_the_spot(visit: Visit) -> None:
    page = visit.open("/?_language=en")
    page.get_by_label("the words to look for (required)").fill("热线")
    page.locator(".home-core").get_by_role("button", name="Ask").click()
    page.wait_for_url("**/question/where-is?words=*")
    expect(page.locator("table.question-answers tbody tr").first).to_contain_text("热线")


def test_words_typed_there_and_words_proposed_are_searched(visit: Visit) -> None:
    page = visit.open("/?_language=zh")
    page.get_by_role("combobox", name=BOX["zh"]).fill("热线")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=%E7%83%AD%E7%BA%BF*")
    expect(page.locator("main")).to_contain_text("热线经费")
    visit.open("/").locator(".home-try a").last.click()
    expect(page.locator("main")).to_contain_text("办结率")
