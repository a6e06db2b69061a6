"""Datasette's tables and our questions as readers use them: low rows, the menu of a column, a phone, the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visiting import Visit

LOW = 90
"""Pixels: two lines of text, their padding and a border."""


@pytest.mark.parametrize("table", ["projects", "indicators", "findings", "responsibilities"])
def test_rows_are_low_and_the_page_does_not_scroll_sideways(visit: Visit, table: str) -> None:
    page = visit.open(f"/kb/{table}")
    heights = page.locator("table.rows-and-columns tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert heights
    assert max(heights) <= LOW
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


@pytest.mark.parametrize("path", ["/kb", "/kb/projects", "/kb/projects/p2", "/kb/project-money", "/kb?sql=select+1"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_all_of_it(visit: Visit, path: str, language: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open(f"{path}{'&' if '?' in path else '?'}_language={language}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_the_head_stays_while_a_table_is_scrolled(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1000, "height": 200})
    page = visit.open("/kb/indicators")
    page.locator(".table-wrapper").evaluate("region => region.scrollTo(0, 200)")
    top, head = page.evaluate(
        "[document.querySelector('.table-wrapper'), document.querySelector('.rows-and-columns th')]"
        ".map(element => element.getBoundingClientRect().top)"
    )
    assert head == pytest.approx(top, abs=3)


def test_the_menu_of_a_column_opens_by_key_and_speaks_the_language(visit: Visit) -> None:
    page = visit.open("/kb/projects?_language=zh")
    page.locator("th.col-fiscal_year svg").focus()
    page.keyboard.press("Enter")
    menu = page.locator(".dropdown-menu")
    expect(menu.locator("a.dropdown-sort-asc")).to_have_text("从小到大排序")
    expect(menu).to_contain_text("预算年度")
    expect(menu).not_to_contain_text("Sort")
    page.keyboard.press("Enter")
    page.wait_for_url("**_sort=fiscal_year*")


def test_a_question_is_narrowed_and_asked_in_sparql(visit: Visit) -> None:
    page = visit.open("/kb/project-money?_language=zh")
    page.get_by_label("项目", exact=True).fill("热线")
    page.get_by_role("button", name="查找").last.click()
    rows = page.locator("table.rows-and-columns tbody tr")
    expect(rows.first).to_contain_text("热线")
    page.get_by_role("link", name="用 SPARQL 问同一个问题").click()
    expect(page.locator("main")).to_contain_text("热线经费")
