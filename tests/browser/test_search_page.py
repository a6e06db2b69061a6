"""Searching as readers do: by keyboard, mouse and finger, with an input method, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from test_pages import fits, photograph
from visiting import Visit

BOX = "#kb-find-words"
OPTIONS = "#kb-find-words-list [role=option]"


def typed(page: Page, words: str) -> None:
    """Words typed into the box, with their suggestions shown."""
    page.locator(BOX).press_sequentially(words)
    expect(page.locator(OPTIONS).first).to_be_visible()


def compose(page: Page, kind: str, value: str = "") -> None:
    """What a browser tells of an input method: it composes, and the box changes while it does."""
    page.locator(BOX).evaluate(
        """(box, [kind, value]) => {
          if (value) {
            box.value = value;
            box.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
          }
          box.dispatchEvent(new CompositionEvent(kind, {bubbles: true, data: value}));
        }""",
        [kind, value],
    )


def test_a_word_of_two_characters_is_found_and_marked(visit: Visit) -> None:
    page = visit.open("/")
    page.locator(BOX).fill("经费")
    page.locator(BOX).press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=%E7%BB%8F%E8%B4%B9$"))
    marks = page.locator(".search-hits mark")
    assert set(marks.all_inner_texts()) == {"经费"}
    expect(page.locator("h2")).to_have_count(2)
    photograph(page, "search")
    page.locator(".search-text a").first.click()
    page.wait_for_url("**/document/**")


def test_a_suggestion_is_chosen_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    typed(page, "热线")
    box = page.get_by_role("combobox").first
    expect(box).to_have_attribute("aria-expanded", "true")
    photograph(page, "suggestions")
    box.press("ArrowDown")
    chosen = page.locator(f"{OPTIONS}[aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    name, address = chosen.locator(".suggest-name").inner_text(), chosen.get_attribute("data-address")
    box.press("Enter")
    page.wait_for_url(f"**{address}")
    expect(page.locator("h1")).to_contain_text(name)


def test_arrows_go_round_and_escape_closes_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit.open("/")
    typed(page, "经费")
    box = page.locator(BOX)
    count = page.locator(OPTIONS).count()
    box.press("ArrowUp")
    expect(page.locator(OPTIONS).nth(count - 1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(page.locator("#kb-find-words-list")).to_be_hidden()
    expect(box).to_have_value("经费")
    box.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_enter_without_a_choice_searches_the_words(visit: Visit) -> None:
    page = visit.open("/")
    typed(page, "经费")
    page.locator(BOX).press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=%E7%BB%8F%E8%B4%B9$"))


def test_a_suggestion_is_chosen_by_mouse(visit: Visit) -> None:
    page = visit.open("/")
    typed(page, "管理运行")
    page.locator(OPTIONS).first.click()
    expect(page).to_have_url(re.compile("/project/."))


def test_nothing_is_asked_and_enter_is_left_alone_while_an_input_method_composes(visit: Visit) -> None:
    page = visit.open("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest.json" in request.url else None)
    page.locator(BOX).focus()
    compose(page, "compositionstart")
    compose(page, "compositionupdate", "jing'fei")
    page.wait_for_timeout(400)
    assert asked == []
    # Enter takes over the letters; some browsers send it after the composition has ended, with the key code 229.
    taken = """(box, [composing, keyCode]) => box.dispatchEvent(
        new KeyboardEvent("keydown", {key: "ArrowDown", isComposing: composing, keyCode, cancelable: true}))"""
    assert page.locator(BOX).evaluate(taken, [True, 13]) is True
    page.locator(BOX).evaluate("box => { box.value = '经费'; }")
    compose(page, "compositionend")
    assert page.locator(BOX).evaluate(taken, [False, 229]) is True
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert [url.rpartition("=")[2] for url in asked] == ["%E7%BB%8F%E8%B4%B9"]


def test_chinese_is_typed_by_an_input_method(visit: Visit) -> None:
    page = visit.open("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest.json" in request.url else None)
    page.locator(BOX).focus()
    method = page.context.new_cdp_session(page)
    for letters in ("r", "re", "re'xian"):
        method.send("Input.imeSetComposition", {
            "text": letters, "selectionStart": len(letters), "selectionEnd": len(letters),
        })
    expect(page.locator(BOX)).to_have_value("re'xian")
    page.wait_for_timeout(300)
    assert asked == []
    method.send("Input.insertText", {"text": "热线"})
    expect(page.locator(BOX)).to_have_value("热线")
    expect(page.locator(OPTIONS).first).to_contain_text("热线")
    assert [url.rpartition("=")[2] for url in asked] == ["%E7%83%AD%E7%BA%BF"]


def test_what_is_typed_fast_is_asked_once(visit: Visit) -> None:
    page = visit.open("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest.json" in request.url else None)
    typed(page, "热线经费")
    assert len(asked) == 1


def test_a_late_answer_does_not_replace_a_newer_one(visit: Visit) -> None:
    page = visit.open("/")
    late: list[object] = []
    page.route("**/suggest.json?q=%E9%A2%84", lambda route: late.append(route))  # 预 is never answered
    page.locator(BOX).fill("预")
    page.wait_for_timeout(400)
    assert len(late) == 1
    page.locator(BOX).fill("热线")
    expect(page.locator(OPTIONS).first).to_contain_text("热线")


def test_filters_lead_to_fewer_and_are_taken_back(visit: Visit) -> None:
    page = visit.open("/search?q=经费")
    page.locator(".search-filter a", has_text="Projects").click()
    page.wait_for_url("**kind=projects**")
    expect(page.locator(".search-hits .kb-tag").first).to_have_text("Project")
    expect(page.locator("#found-texts")).to_have_count(0)
    page.locator(".search-filter a", has_text="2024").click()
    page.wait_for_url("**year=2024**")
    photograph(page, "search-filtered")
    page.locator(".search-filter").first.get_by_role("link", name="All").click()
    page.wait_for_url("**/search?q=%E7%BB%8F%E8%B4%B9&year=2024")
    expect(page.locator("#found-texts")).to_be_visible()


def test_names_that_mean_harm_are_text_in_suggestions_and_hits(visit: Visit) -> None:
    page = visit.open("/")
    typed(page, "alert")
    expect(page.locator(OPTIONS).first).to_contain_text("<script>alert(1)</script>")
    page.locator(BOX).press("Enter")
    page.wait_for_url("**/search?q=alert")
    expect(page.locator(".search-hits").first).to_contain_text("<img src=x onerror=alert(2)>")
    assert page.locator(".search-hits script, .search-hits img, .kb-suggestions img").count() == 0


@pytest.mark.parametrize("path", ["/search", "/search?q=经费", "/search?q=经费 外星人"])
def test_it_fits_a_phone(visit: Visit, path: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open(path)
    assert fits(page)
    page.locator(BOX).fill("")
    typed(page, "经费")
    assert fits(page)
    photograph(page, f"search-phone-{len(path)}")


def test_two_boxes_on_one_page_each_have_their_own_suggestions(visit: Visit) -> None:
    page = visit.open("/search")
    identifiers = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(identifiers) == len(set(identifiers))
    page.locator("#kb-find-main").press_sequentially("热线")
    expect(page.locator("#kb-find-main-list [role=option]").first).to_be_visible()
    expect(page.locator("#kb-find-words-list")).to_be_hidden()


def test_suggestions_are_on_datasettes_pages(visit: Visit) -> None:
    page = visit.open("/kb/projects")
    typed(page, "热线")
    photograph(page, "suggestions-table")
    page.locator(OPTIONS).last.click()
    expect(page).to_have_url(re.compile("/duty/."))


def test_a_finger_chooses_a_suggestion(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    typed(page, "热线")
    page.locator(OPTIONS).first.tap()
    expect(page).to_have_url(re.compile("/project/."))
    context.close()


def test_without_scripts_the_box_is_a_form(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(BOX).fill("热线")
    page.locator(BOX).press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "热线" in page.locator(".search-hits").first.inner_text()
    context.close()
