"""Every page, in both languages, light and dark, at the desk, on a phone and magnified: nobody is shut out.

axe-core looks for what it knows to be serious; the rest is asked of each page in so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from page_examples import DATASETTE, LEADING, PAGES, RARE, rows
from playwright.sync_api import Page, expect
from visiting import Visit, served

from kb.explore.language import LANGUAGES, Language
from kb.explore.pages import pages

DESK, PHONE, MAGNIFIED = 1280, 390, 320
"""Widths in pixels; the last one is a desk at 400 %."""
LOOKS: dict[Language, tuple[tuple[str, int], ...]] = {
    "zh": (("light", DESK), ("dark", PHONE)), "en": (("dark", DESK), ("light", PHONE)),
}
"""What axe-core is shown in which language: each look of a page once, for it takes its time."""

AXE = "() => axe.run(document, {resultTypes: ['violations']})"
UNMARKED = """() => {
  const all = document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
  return [...all].filter(element => {
    if (element.disabled || !element.checkVisibility({visibilityProperty: true})) return false;
    element.focus({preventScroll: true});
    const around = element.closest('.cm-editor') ?? element;
    const marked = [element, around].some(one => {
      const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    return document.activeElement === element && !marked;
  }).map(element => element.outerHTML.slice(0, 120));
}"""
"""The elements on which no reader sees that the keyboard is there."""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The knowledge base of data/, served: it has something to show on every page."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="module")
def row(built: Path) -> dict[str, str]:
    return rows(built)


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical on a page as it is shown now."""
    return [
        f"{fault['id']} at {node['target']}: {[one['message'] for one in node['any'] + node['all'] + node['none']]}"
        for fault in page.evaluate(AXE)["violations"] if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def show(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})


def assert_head_is_right(page: Page, language: Language) -> None:
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert page.title().strip()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_have_count(1)


def assert_keyboard_is_led(page: Page) -> None:
    """The first stop skips to the content; at every stop the reader sees where the keyboard is."""
    page.keyboard.press("Tab")
    skip = page.locator(".kb-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    target = skip.get_attribute("href") or ""
    assert page.evaluate("target => document.querySelector('main').contains(document.querySelector(target))", target)
    assert page.evaluate(UNMARKED) == []


def assert_language_is_switched_in_place(page: Page, language: Language) -> None:
    here, there = urlsplit(page.url), urlsplit(page.locator(".kb-switch").evaluate("link => link.href"))
    assert there.path == here.path
    asked, led = parse_qs(here.query), parse_qs(there.query)
    assert led.pop("_language") != asked.pop("_language")
    assert led == asked


def assert_nothing_moves(page: Page) -> None:
    assert page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length") == 0


def test_every_page_has_an_example() -> None:
    paths = [urlsplit(path).path for path in PAGES + RARE + LEADING]
    routes = [page.route for page in pages() if page.template]
    assert [route for route in routes if not any(re.match(route, path) for path in paths)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES + DATASETTE)
def test_a_page_shuts_nobody_out(visit: Visit, row: dict[str, str], path: str, language: Language) -> None:
    page = visit.page
    show(page, *LOOKS[language][0])
    visit.open(f"{path.format_map(row)}{'&' if '?' in path else '?'}_language={language}")
    assert_head_is_right(page, language)
    assert_language_is_switched_in_place(page, language)
    assert_keyboard_is_led(page)
    assert_nothing_moves(page)
    page.evaluate(AXE_SCRIPT)
    for look in LOOKS[language]:
        show(page, *look)
        assert serious(page) == [], look
    for width in (PHONE, MAGNIFIED):
        show(page, "light", width)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 1, width


@pytest.mark.parametrize("path", LEADING)
def test_an_address_leads_to_a_page(visit: Visit, row: dict[str, str], path: str) -> None:
    asked = path.format_map(row)
    page = visit.open(asked)
    assert urlsplit(page.url).path != asked
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_shuts_nobody_out(visit: Visit, language: Language) -> None:
    page = visit.page
    show(page, "dark", PHONE)
    visit.open(f"/project/{'nowhere' * 20}?_language={language}")
    assert_head_is_right(page, language)
    assert_language_is_switched_in_place(page, language)
    assert_keyboard_is_led(page)
    page.evaluate(AXE_SCRIPT)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 1
    assert len(visit.faults) == 1
    assert "404" in visit.faults.pop()


def test_suggestions_shut_nobody_out(visit: Visit) -> None:
    page = visit.page
    show(page, "dark", PHONE)
    visit.open("/search")
    page.locator("#kb-find-main").press_sequentially("经费")
    expect(page.locator("#kb-find-main-list [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.evaluate(AXE_SCRIPT)
    assert serious(page) == []
    show(page, "light", DESK)
    assert serious(page) == []
