"""Departments and regions as a reader sees them, in both languages, on a phone and on paper."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from visiting import Visit


def fits(page: Page) -> bool:
    """Whether nobody has to scroll the whole page sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))


@pytest.mark.parametrize(("width", "language", "title"), [
    (1280, "zh", "部门与单位"), (1280, "en", "Departments and units"), (390, "zh", "部门与单位"),
])
def test_from_the_list_to_a_department_and_its_region(visit: Visit, width: int, language: str, title: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(f"/departments?_language={language}")
    expect(page.locator("h1")).to_have_text(title)
    assert fits(page)
    page.get_by_role("link", name="徐水区行政审批局").first.click()
    expect(page.locator("h1")).to_have_text("徐水区行政审批局")
    assert fits(page)
    page.locator(".kb-kind").get_by_role("link", name="徐水区").click()
    expect(page.locator("h1")).to_have_text("徐水区")
    expect(page.locator("main").get_by_role("link", name="徐水区行政审批局")).to_be_visible()
    assert fits(page)


def test_the_list_is_searched(visit: Visit) -> None:
    page = visit.open("/departments?_language=en")
    page.get_by_label("Words of the name").fill("魏县")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".dept-list td a")).to_have_text(["魏县行政审批局"])


@pytest.mark.parametrize("width", [1280, 390])
def test_another_department_is_typed_and_compared(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open("/department/xs?_language=en")
    page.get_by_text("Compare with another department or year").click()
    page.get_by_label("Other department").fill("魏县")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".dept-sides")).to_contain_text("B: 魏县行政审批局 2024")
    expect(page.locator(".dept-pairs").first).to_contain_text("310.70")
    assert fits(page)
    page.get_by_role("link", name="Stop comparing").click()
    page.get_by_text("Compare with another department or year").click()
    page.get_by_role("link", name="2023 → 2024").click()
    expect(page.locator(".dept-sides")).to_contain_text("A: 徐水区行政审批局 2023")


def test_the_flow_is_reached_by_keyboard_and_told_as_a_table(visit: Visit) -> None:
    page = visit.open("/department/wx?_language=zh")
    node = page.locator(".dept-flow a[href='/project/p3']")
    node.focus()
    expect(node).to_be_focused()
    page.get_by_text("以表格显示流向").click()
    expect(page.locator(".dept-twin td a[href='/project/p3']")).to_be_visible()
    node.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("管理运行经费")


def test_the_flow_scrolls_in_its_own_place_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open("/department/wx")
    wide = page.locator(".dept-flow").evaluate("box => box.scrollWidth > box.clientWidth && box.tabIndex === 0")
    assert wide
    assert fits(page)


def test_a_profile_prints_on_paper_whole_and_without_what_only_a_screen_needs(visit: Visit) -> None:
    page = visit.open("/department/wx?_language=zh")
    page.emulate_media(media="print")
    for hidden in (".kb-header", ".dept-compare", ".dept-contents", ".kb-footer"):
        expect(page.locator(hidden)).to_be_hidden()
    page.set_viewport_size({"width": 718, "height": 1000})
    cut = page.evaluate("[...document.querySelectorAll('table, svg')].filter("
                        "one => one.getBoundingClientRect().right > innerWidth + 1).length")
    assert cut == 0
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert "管理运行经费" in text
    assert "承办交办任务" in text
    assert "查找" not in text
    printed.close()
